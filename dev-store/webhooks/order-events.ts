import type { StoreEvent } from '../engine/context.ts';
import { financialStatus } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Order } from '../state/types.ts';
import { orderPayload, transactionPayload } from './payloads.ts';

/** A new order: `orders/create`, with the money that came with it, and `orders/paid` when nothing is open. */
export function orderCreated(store: Store, order: Order): StoreEvent[] {
  const payload = (): object => orderPayload(store, order);
  const settled = order.transactions.filter((one) => one.status !== 'PENDING');
  return [
    { topic: 'orders/create', shop: order.shop, payload },
    ...settled.map((one) => ({
      topic: 'order_transactions/create',
      shop: order.shop,
      payload: () => transactionPayload(order, one),
    })),
    ...(financialStatus(order) === 'PAID' ? [{ topic: 'orders/paid', shop: order.shop, payload }] : []),
  ];
}
