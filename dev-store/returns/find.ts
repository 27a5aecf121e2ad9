import type { Store } from '../state/store.ts';
import type { Order, Return, ReturnLine, ReverseDelivery, ReverseLine, ReverseOrder } from '../state/types.ts';

/** A return with the order it belongs to. */
export type ReturnSource = { order: Order; record: Return };
export type ReturnLineSource = ReturnSource & { line: ReturnLine };
export type ReverseOrderSource = ReturnSource & { reverse: ReverseOrder };
export type ReverseLineSource = ReverseOrderSource & { line: ReverseLine };
export type ReverseDeliverySource = ReverseOrderSource & { delivery: ReverseDelivery };

/** All returns of a shop. */
export function returnsOfShop(store: Store, shop: string): ReturnSource[] {
  return store.orders(shop).flatMap((order) => (order.returns ?? []).map((record) => ({ order, record })));
}

export function returnById(store: Store, shop: string, id: number): ReturnSource | undefined {
  return returnsOfShop(store, shop).find((one) => one.record.id === id);
}

export function returnLineById(store: Store, shop: string, id: number): ReturnLineSource | undefined {
  for (const source of returnsOfShop(store, shop)) {
    const line = source.record.lines.find((one) => one.id === id);
    if (line !== undefined) return { ...source, line };
  }
  return undefined;
}

function reverseOrders(store: Store, shop: string): ReverseOrderSource[] {
  return returnsOfShop(store, shop).flatMap((source) =>
    source.record.reverseOrders.map((reverse) => ({ ...source, reverse })),
  );
}

export function reverseOrderById(store: Store, shop: string, id: number): ReverseOrderSource | undefined {
  return reverseOrders(store, shop).find((one) => one.reverse.id === id);
}

export function reverseLineById(store: Store, shop: string, id: number): ReverseLineSource | undefined {
  for (const source of reverseOrders(store, shop)) {
    const line = source.reverse.lines.find((one) => one.id === id);
    if (line !== undefined) return { ...source, line };
  }
  return undefined;
}

export function reverseDeliveryById(store: Store, shop: string, id: number): ReverseDeliverySource | undefined {
  for (const source of reverseOrders(store, shop)) {
    const delivery = source.reverse.deliveries.find((one) => one.id === id);
    if (delivery !== undefined) return { ...source, delivery };
  }
  return undefined;
}
