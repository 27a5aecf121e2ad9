import type { StoreEvent } from '../engine/context.ts';
import type { Store } from '../state/store.ts';
import type { Fulfillment, Order } from '../state/types.ts';
import { orderUpdated } from '../webhooks/events.ts';
import { fulfillmentPayload } from '../webhooks/payloads/fulfillments.ts';
import type { Work } from './work.ts';

export type Parcel = {
  lines: readonly { lineItemId: number; quantity: number; orderLineId: number }[];
  tracking: Fulfillment['tracking'];
  locationId: number | null;
};

/** Says that a parcel left. Whether its lines may be sent was checked before. */
export function sendParcel(store: Store, order: Order, parcel: Parcel): Fulfillment {
  const now = store.nowIso();
  const fulfillment: Fulfillment = {
    id: store.nextId(),
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: 'SUCCESS',
    createdAt: now,
    updatedAt: now,
    estimatedDeliveryAt: null,
    locationId: parcel.locationId,
    tracking: parcel.tracking,
    lines: parcel.lines.map((line) => ({ id: store.nextId(), ...line })),
    events: [],
  };
  order.fulfillments.push(fulfillment);
  order.updatedAt = now;
  store.touch();
  return fulfillment;
}

/** Everything that a fulfillment order still has to send. */
export function remainingLines(work: Work): Parcel['lines'] {
  return work.lines
    .filter((line) => line.remaining > 0)
    .map((line) => ({ lineItemId: line.line.id, quantity: line.remaining, orderLineId: line.id }));
}

/** Where a fulfillment order is worked off: its own location, else the shop's first one. */
export function locationIdOf(store: Store, work: Work): number | null {
  return work.record.locationId ?? store.locations(work.order.shop)[0]?.id ?? null;
}

/** What a new parcel sets off [S: needs `read_fulfillments`]. */
export function parcelEvents(store: Store, order: Order, fulfillment: Fulfillment): StoreEvent[] {
  return [
    { topic: 'fulfillments/create', shop: order.shop, payload: () => fulfillmentPayload(order, fulfillment) },
    orderUpdated(store, order),
  ];
}

/** What a changed parcel sets off. */
export function parcelChanged(store: Store, order: Order, fulfillment: Fulfillment): StoreEvent[] {
  return [
    { topic: 'fulfillments/update', shop: order.shop, payload: () => fulfillmentPayload(order, fulfillment) },
    orderUpdated(store, order),
  ];
}
