import type { Store } from '../state/store.ts';
import type { Fulfillment, FulfillmentHold, Order } from '../state/types.ts';
import { fulfillmentOrders, workOf, type Work, type WorkLine } from './work.ts';

/** The fulfillment order of a shop by its id. */
export function workById(store: Store, shop: string, id: number): Work | undefined {
  const order = store.orders(shop).find((one) => fulfillmentOrders(one).some((record) => record.id === id));
  return order === undefined ? undefined : workOf(order).find((one) => one.record.id === id);
}

/** A line of a fulfillment order with its fulfillment order. */
export function workLineById(store: Store, shop: string, id: number): { work: Work; line: WorkLine } | undefined {
  const order = store
    .orders(shop)
    .find((one) => fulfillmentOrders(one).some((record) => record.lines.some((line) => line.id === id)));
  for (const work of order === undefined ? [] : workOf(order)) {
    const line = work.lines.find((one) => one.id === id);
    if (line !== undefined) return { work, line };
  }
  return undefined;
}

/** A hold that is still on. */
export function holdById(store: Store, shop: string, id: number): FulfillmentHold | undefined {
  for (const order of store.orders(shop)) {
    for (const record of order.fulfillmentOrders ?? []) {
      const hold = record.holds.find((one) => one.id === id);
      if (hold !== undefined) return hold;
    }
  }
  return undefined;
}

/** A parcel of a shop, with its order. */
export function fulfillmentById(
  store: Store,
  shop: string,
  id: number,
): { order: Order; record: Fulfillment } | undefined {
  for (const order of store.orders(shop)) {
    const record = order.fulfillments.find((one) => one.id === id);
    if (record !== undefined) return { order, record };
  }
  return undefined;
}

/** A line of a parcel of a shop, with its order. */
export function fulfillmentLineById(
  store: Store,
  shop: string,
  id: number,
): { order: Order; record: Fulfillment['lines'][number] } | undefined {
  for (const order of store.orders(shop)) {
    const record = order.fulfillments.flatMap((one) => one.lines).find((line) => line.id === id);
    if (record !== undefined) return { order, record };
  }
  return undefined;
}
