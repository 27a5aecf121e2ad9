import { statusOf } from '../discounts/status.ts';
import type { StoreEvent } from '../engine/context.ts';
import type { Store } from '../state/store.ts';
import type { Discount, Segment } from '../state/types.ts';
import { discountDeletedPayload, discountPayload, redeemCodePayload, segmentPayload } from './payloads/benefits.ts';

/** A new discount, and the code that came with it. */
export function discountCreated(store: Store, discount: Discount): StoreEvent[] {
  const { code, shop } = discount;
  return [
    { topic: 'discounts/create', shop, payload: () => discountPayload(discount, statusOf(discount, store.now())) },
    ...(code === null
      ? []
      : [
          {
            topic: 'discounts/redeemcode_added',
            shop,
            payload: () => redeemCodePayload(discount, code, discount.updatedAt),
          },
        ]),
  ];
}

/** A discount that was changed, switched on or switched off. */
export function discountUpdated(store: Store, discount: Discount): StoreEvent {
  return {
    topic: 'discounts/update',
    shop: discount.shop,
    payload: () => discountPayload(discount, statusOf(discount, store.now())),
  };
}

/** A deleted discount. That its code is told of separately is not documented; here it is not. */
export function discountDeleted(store: Store, discount: Discount): StoreEvent {
  const at = store.nowIso();
  return { topic: 'discounts/delete', shop: discount.shop, payload: () => discountDeletedPayload(discount, at) };
}

export function segmentEvent(what: 'create' | 'update' | 'delete', segment: Segment): StoreEvent {
  return { topic: `segments/${what}`, shop: segment.shop, payload: () => segmentPayload(segment) };
}
