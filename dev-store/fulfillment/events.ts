import type { StoreEvent } from '../engine/context.ts';
import { gid } from '../gid.ts';
import type { FulfillmentHold, Order } from '../state/types.ts';
import type { Work } from './work.ts';

/** `fulfillment_orders/placed_on_hold` goes out with the first hold only [P]. */
export function holdEvents(
  order: Order,
  held: Work | undefined,
  hold: FulfillmentHold,
  remaining: Work | null,
): StoreEvent[] {
  if (held === undefined || held.record.holds.length > 1) return [];
  const payload = {
    fulfillment_order: { ...reference(held), fulfillment_holds: held.record.holds.map(holdPayload) },
    remaining_fulfillment_order: remaining === null ? null : reference(remaining),
    held_fulfillment_order_line_items: held.lines.map((line) => ({
      id: gid('FulfillmentOrderLineItem', line.id),
      quantity: line.remaining,
    })),
    created_fulfillment_hold: holdPayload(hold),
  };
  return [{ topic: 'fulfillment_orders/placed_on_hold', shop: order.shop, payload: () => payload }];
}

/** `fulfillment_orders/hold_released` goes out when the last hold is off [P]. */
export function releaseEvents(work: Work): StoreEvent[] {
  const payload = { fulfillment_order: reference(work) };
  return [{ topic: 'fulfillment_orders/hold_released', shop: work.order.shop, payload: () => payload }];
}

function reference(work: Work): { id: string; status: string } {
  return { id: gid('FulfillmentOrder', work.record.id), status: work.status.toLowerCase() };
}

function holdPayload(hold: FulfillmentHold): object {
  return {
    id: gid('FulfillmentHold', hold.id),
    reason: hold.reason.toLowerCase(),
    reason_notes: hold.reasonNotes,
    held_by_requesting_app: hold.byApp,
    handle: hold.handle,
  };
}
