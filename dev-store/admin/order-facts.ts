/** How the admin words the state of an order. The sums are the store's own (`orders/totals.ts`). */
import { financialStatus, fulfilledQuantity } from '../orders/totals.ts';
import { sumBags, type Bag } from '../money.ts';
import type { Order, Transaction } from '../state/types.ts';
import { words } from './format.ts';

export type Tone = 'neutral' | 'warning' | 'success' | 'info' | 'critical';
export type BadgeFacts = { label: string; tone: Tone };

/** Refunds that were asked for and are not through. */
export function pendingRefunds(order: Order): Bag {
  const pending = order.transactions.filter((each) => each.kind === 'REFUND' && each.status === 'PENDING');
  return sumBags(pending.map((each) => each.amount));
}

const WAITING = new Set(['PENDING', 'PARTIALLY_PAID', 'AUTHORIZED']);

/** The badge for money. */
export function paymentBadge(order: Order): BadgeFacts {
  const status = financialStatus(order);
  if (status === 'PENDING') return { label: 'Payment pending', tone: 'warning' };
  return { label: words(status), tone: WAITING.has(status) ? 'warning' : 'neutral' };
}

const TROUBLE = new Set(['FAILURE', 'DELAYED', 'ATTEMPTED_DELIVERY']);

/** The badge for the parcel: the last scan when there is one. */
export function parcelBadge(order: Order): BadgeFacts {
  if (order.cancelledAt !== null) return { label: 'Cancelled', tone: 'critical' };
  const toShip = order.lineItems.filter((line) => line.requiresShipping);
  if (toShip.length === 0) return { label: 'No shipping', tone: 'neutral' };
  const sent = toShip.filter((line) => fulfilledQuantity(order, line.id) > 0);
  if (sent.length === 0) return { label: 'Unfulfilled', tone: 'warning' };
  if (toShip.some((line) => fulfilledQuantity(order, line.id) < line.quantity)) {
    return { label: 'Partially fulfilled', tone: 'warning' };
  }
  const events = order.fulfillments.flatMap((each) => each.events);
  const last = events.sort((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt)).at(-1);
  if (last === undefined) return { label: 'Fulfilled', tone: 'neutral' };
  if (last.status === 'DELIVERED') return { label: 'Delivered', tone: 'success' };
  return { label: words(last.status), tone: TROUBLE.has(last.status) ? 'warning' : 'info' };
}

/** The badge for one transaction. */
export function transactionBadge(transaction: Transaction): BadgeFacts {
  if (transaction.status === 'SUCCESS') return { label: 'Success', tone: 'success' };
  if (transaction.status === 'PENDING') return { label: 'Pending', tone: 'warning' };
  return { label: words(transaction.status), tone: 'critical' };
}
