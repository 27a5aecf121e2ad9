import type { StoreEvent } from '../engine/context.ts';
import type { Store } from '../state/store.ts';
import type { Fulfillment, FulfillmentEvent, Order, Refund, Transaction } from '../state/types.ts';
import {
  fulfillmentEventPayload,
  fulfillmentPayload,
  orderPayload,
  refundPayload,
  transactionPayload,
} from './payloads.ts';

/**
 * What a new refund sets off. `refunds/create` fires independently of the movement of money; `order_transactions/create`
 * only for success, failure and error [S].
 */
export function refundEvents(store: Store, order: Order, refund: Refund): StoreEvent[] {
  const settled = order.transactions.filter(
    (one) => refund.transactionIds.includes(one.id) && one.status !== 'PENDING',
  );
  return [
    { topic: 'refunds/create', shop: order.shop, payload: () => refundPayload(order, refund) },
    ...settled.map((one) => transactionEvent(order, one)),
    orderUpdated(store, order),
  ];
}

/** A pending transaction that came to its end. */
export function settlementEvents(store: Store, order: Order, transaction: Transaction): StoreEvent[] {
  return [transactionEvent(order, transaction), orderUpdated(store, order)];
}

export function orderUpdated(store: Store, order: Order): StoreEvent {
  return { topic: 'orders/updated', shop: order.shop, payload: () => orderPayload(store, order) };
}

/** A scan of a parcel. */
export function fulfillmentEvents(
  store: Store,
  order: Order,
  fulfillment: Fulfillment,
  event: FulfillmentEvent,
): StoreEvent[] {
  const shopId = store.shop(order.shop)?.id ?? 0;
  return [
    {
      topic: 'fulfillment_events/create',
      shop: order.shop,
      payload: () => fulfillmentEventPayload(shopId, order, fulfillment, event),
    },
    { topic: 'fulfillments/update', shop: order.shop, payload: () => fulfillmentPayload(order, fulfillment) },
  ];
}

export function transactionEvent(order: Order, transaction: Transaction): StoreEvent {
  return {
    topic: 'order_transactions/create',
    shop: order.shop,
    payload: () => transactionPayload(order, transaction),
  };
}
