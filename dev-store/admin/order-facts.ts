/** What an order amounts to, worked out of its records for the eye. The API has its own rules; this is the reader's view. */
import { addBags, subtractBags, sumBags, ZERO, type Bag } from '../money.ts';
import type { LineItem, Order, Transaction } from '../state/types.ts';
import { words } from './format.ts';

export type Tone = 'neutral' | 'warning' | 'success' | 'info' | 'critical';
export type BadgeFacts = { label: string; tone: Tone };

function sumOf(transactions: readonly Transaction[]): Bag {
  return sumBags(transactions.map((each) => each.amount));
}

/** What the customer has paid. */
export function paid(order: Order): Bag {
  return sumOf(order.transactions.filter((t) => t.status === 'SUCCESS' && (t.kind === 'SALE' || t.kind === 'CAPTURE')));
}

/** What went back, settled or on its way. */
export function refunded(order: Order): Bag {
  return sumOf(
    order.transactions.filter((t) => t.kind === 'REFUND' && (t.status === 'SUCCESS' || t.status === 'PENDING')),
  );
}

/** Paid for the line after its discounts, without taxes that come on top. */
export function lineTotal(line: LineItem): Bag {
  const gross = { shop: line.unitPrice.shop * line.quantity, presentment: line.unitPrice.presentment * line.quantity };
  return subtractBags(gross, line.discount);
}

/** Parts of the total, each in both currencies. */
export function totals(order: Order): { items: Bag; shipping: Bag; tax: Bag; total: Bag } {
  const items = sumBags(order.lineItems.map(lineTotal));
  const shipping = sumBags(order.shippingLines.map((line) => subtractBags(line.price, line.discount)));
  const taxLines = [...order.lineItems, ...order.shippingLines].flatMap((line) => line.taxLines);
  const tax = sumBags(taxLines.map((line) => line.amount));
  const total = addBags(addBags(items, shipping), order.taxesIncluded ? ZERO : tax);
  return { items, shipping, tax, total };
}

/** The badge for money. */
export function paymentBadge(order: Order): BadgeFacts {
  const received = paid(order).presentment;
  const back = refunded(order).presentment;
  if (back > 0 && back >= received) return { label: 'Refunded', tone: 'neutral' };
  if (back > 0) return { label: 'Partially refunded', tone: 'neutral' };
  if (received === 0) {
    const voided = order.transactions.some((t) => t.kind === 'VOID' && t.status === 'SUCCESS');
    return voided ? { label: 'Voided', tone: 'neutral' } : { label: 'Payment pending', tone: 'warning' };
  }
  return received < totals(order).total.presentment
    ? { label: 'Partially paid', tone: 'warning' }
    : { label: 'Paid', tone: 'neutral' };
}

/** Units of a line that were sent. */
export function fulfilledUnits(order: Order, line: LineItem): number {
  return order.fulfillments
    .filter((each) => each.status === 'SUCCESS')
    .flatMap((each) => each.lines)
    .filter((each) => each.lineItemId === line.id)
    .reduce((sum, each) => sum + each.quantity, 0);
}

/** Units of a line that were refunded. */
export function refundedUnits(order: Order, line: LineItem): number {
  return order.refunds
    .flatMap((each) => each.lines)
    .filter((each) => each.lineItemId === line.id)
    .reduce((sum, each) => sum + each.quantity, 0);
}

/** The badge for the parcel: the last scan when there is one. */
export function parcelBadge(order: Order): BadgeFacts {
  if (order.cancelledAt !== null) return { label: 'Cancelled', tone: 'critical' };
  const toShip = order.lineItems.filter((line) => line.requiresShipping);
  const sent = toShip.reduce((sum, line) => sum + Math.min(line.quantity, fulfilledUnits(order, line)), 0);
  if (sent === 0)
    return {
      label: toShip.length === 0 ? 'No shipping' : 'Unfulfilled',
      tone: toShip.length === 0 ? 'neutral' : 'warning',
    };
  if (sent < toShip.reduce((sum, line) => sum + line.quantity, 0))
    return { label: 'Partially fulfilled', tone: 'warning' };
  const events = order.fulfillments.flatMap((each) => each.events);
  const last = events.sort((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt)).at(-1);
  if (last === undefined) return { label: 'Fulfilled', tone: 'neutral' };
  if (last.status === 'DELIVERED') return { label: 'Delivered', tone: 'success' };
  const trouble = ['FAILURE', 'DELAYED', 'ATTEMPTED_DELIVERY'].includes(last.status);
  return { label: words(last.status), tone: trouble ? 'warning' : 'info' };
}

/** The badge for one transaction. */
export function transactionBadge(transaction: Transaction): BadgeFacts {
  if (transaction.status === 'SUCCESS') return { label: 'Success', tone: 'success' };
  if (transaction.status === 'PENDING') return { label: 'Pending', tone: 'warning' };
  return { label: words(transaction.status), tone: 'critical' };
}
