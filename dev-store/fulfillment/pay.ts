import type { StoreEvent } from '../engine/context.ts';
import { outstanding } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Order, Transaction } from '../state/types.ts';
import { orderUpdated, transactionEvent } from '../webhooks/events.ts';
import { releaseEvents } from './events.ts';
import { releaseHolds } from './hold.ts';
import { workOf } from './work.ts';

/** The customer pays what an exchange left owing; what waited for that goes out. Null when nothing is owed. */
export function payBalance(store: Store, order: Order): { transaction: Transaction; events: StoreEvent[] } | null {
  const owed = outstanding(order);
  if (owed.presentment <= 0) return null;
  const now = store.nowIso();
  const transaction: Transaction = {
    id: store.nextId(),
    kind: 'SALE',
    status: 'SUCCESS',
    gateway: 'shopify_payments',
    formattedGateway: 'Shopify Payments',
    amount: owed,
    parentId: null,
    createdAt: now,
    processedAt: now,
    errorCode: null,
    card: null,
    accountNumber: null,
    test: order.test,
    refundSettlement: { mode: 'instant' },
  };
  order.transactions.push(transaction);
  order.updatedAt = now;
  const waiting = workOf(order).filter((work) => work.record.holds.some((hold) => hold.reason === 'AWAITING_PAYMENT'));
  for (const work of waiting)
    releaseHolds(store, order, work.record.id, (hold) => hold.reason === 'AWAITING_PAYMENT' && !hold.byApp);
  const released = workOf(order).filter(
    (work) => work.record.holds.length === 0 && waiting.some((one) => one.record.id === work.record.id),
  );
  return {
    transaction,
    events: [transactionEvent(order, transaction), ...released.flatMap(releaseEvents), orderUpdated(store, order)],
  };
}
