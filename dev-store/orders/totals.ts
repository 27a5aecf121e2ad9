/** What follows from an order's lines, payments and refunds. Nothing here is stored. */
import { addBags, portion, scaleOf, subtractBags, sumBags, ZERO, type Bag, type Minor } from '../money.ts';
import type { FinancialStatus, LineItem, Order, Refund, ShippingLine, TaxLine, Transaction } from '../state/types.ts';
import { hasProcessed, processedWithoutRefund, returnedTotal } from './returned.ts';

/** Price of a line after its discounts, all units. */
export function lineTotal(line: LineItem): Bag {
  return subtractBags(times(line.unitPrice, line.quantity), line.discount);
}

/** Tax of a line or shipping line, all units. */
export function taxOf(line: { taxLines: readonly TaxLine[] }): Bag {
  return sumBags(line.taxLines.map((tax) => tax.amount));
}

/** Price of shipping after discounts. */
export function shippingTotal(order: Order): Bag {
  return sumBags(order.shippingLines.map(shippingLineTotal));
}

export function shippingLineTotal(line: ShippingLine): Bag {
  return subtractBags(line.price, line.discount);
}

export function shippingTax(order: Order): Bag {
  return sumBags(order.shippingLines.map(taxOf));
}

export function subtotal(order: Order): Bag {
  return sumBags(order.lineItems.map(lineTotal));
}

export function totalTax(order: Order): Bag {
  return addBags(sumBags(order.lineItems.map(taxOf)), shippingTax(order));
}

export function totalDiscounts(order: Order): Bag {
  return addBags(
    sumBags(order.lineItems.map((line) => line.discount)),
    sumBags(order.shippingLines.map((line) => line.discount)),
  );
}

/** What the customer had to pay when the order was placed. */
export function totalPrice(order: Order): Bag {
  const net = addBags(subtotal(order), shippingTotal(order));
  return order.taxesIncluded ? net : addBags(net, totalTax(order));
}

/** Share of an amount for `take` of `whole` units when `done` units went before: partial shares add up to the whole. */
export function share(amount: Bag, whole: number, done: number, take: number): Bag {
  const upTo = (value: Minor, units: number): Minor => portion(value, units, whole);
  return {
    shop: upTo(amount.shop, done + take) - upTo(amount.shop, done),
    presentment: upTo(amount.presentment, done + take) - upTo(amount.presentment, done),
  };
}

/** Units of a line that left the order so far: refunded, or processed in a return [S: "refunded units and removed units"]. */
export function refundedQuantity(order: Order, lineItemId: number): number {
  let quantity = processedWithoutRefund(order, lineItemId);
  for (const refund of order.refunds) {
    for (const line of refund.lines) if (line.lineItemId === lineItemId) quantity += line.quantity;
  }
  return quantity;
}

export function refundableQuantity(order: Order, line: LineItem): number {
  return Math.max(0, line.quantity - refundedQuantity(order, line.id));
}

/** Units of a line that a fulfillment carries. */
export function fulfilledQuantity(order: Order, lineItemId: number): number {
  let quantity = 0;
  for (const fulfillment of order.fulfillments) {
    if (fulfillment.status !== 'SUCCESS') continue;
    for (const line of fulfillment.lines) if (line.lineItemId === lineItemId) quantity += line.quantity;
  }
  return quantity;
}

export function refundedShipping(order: Order): Bag {
  return sumBags(order.refunds.flatMap((refund) => refund.shippingLines.map((line) => line.subtotal)));
}

export function refundedShippingTax(order: Order): Bag {
  return sumBags(order.refunds.flatMap((refund) => refund.shippingLines.map((line) => line.tax)));
}

/** Successful payments. */
export function payments(order: Order): Transaction[] {
  return order.transactions.filter((one) => isPayment(one) && one.status === 'SUCCESS');
}

export function isPayment(transaction: Transaction): boolean {
  return transaction.kind === 'SALE' || transaction.kind === 'CAPTURE';
}

export function totalReceived(order: Order): Bag {
  return sumBags(payments(order).map((one) => one.amount));
}

/** Refunds that are through; a pending one counts nothing here [W: totalRefundedSet reads 0 while PENDING]. */
export function totalRefunded(order: Order): Bag {
  return sumBags(
    order.transactions.filter((one) => one.kind === 'REFUND' && one.status === 'SUCCESS').map((one) => one.amount),
  );
}

/** Refunds that are through or under way. */
export function totalRefundedOrPending(order: Order): Bag {
  return sumBags(order.transactions.filter(isLiveRefund).map((one) => one.amount));
}

function isLiveRefund(transaction: Transaction): boolean {
  return transaction.kind === 'REFUND' && (transaction.status === 'SUCCESS' || transaction.status === 'PENDING');
}

/** Received minus refunded [S]. */
export function netPayment(order: Order): Bag {
  return subtractBags(totalReceived(order), totalRefunded(order));
}

/** What can still be refunded over all payments; refunds under way, and those to store credit, are taken off too. */
export function maximumRefundable(order: Order): Bag {
  const held = sumBags(payments(order).map((payment) => refundableOf(order, payment)));
  const net = subtractBags(totalReceived(order), totalRefundedOrPending(order));
  return held.presentment <= net.presentment
    ? held
    : { shop: Math.max(0, net.shop), presentment: Math.max(0, net.presentment) };
}

/** What can still be refunded to one payment. */
export function refundableOf(order: Order, payment: Transaction): Bag {
  const used = sumBags(
    order.transactions.filter((one) => isLiveRefund(one) && one.parentId === payment.id).map((one) => one.amount),
  );
  const left = Math.max(0, payment.amount.presentment - used.presentment);
  return { shop: portion(payment.amount.shop, left, payment.amount.presentment), presentment: left };
}

/** Money that one refund has returned so far. */
export function refundTotal(order: Order, refund: Refund): Bag {
  return sumBags(
    transactionsOf(order, refund)
      .filter((one) => one.status === 'SUCCESS')
      .map((one) => one.amount),
  );
}

export function transactionsOf(order: Order, refund: Refund): Transaction[] {
  return order.transactions.filter((one) => refund.transactionIds.includes(one.id));
}

/**
 * Price of the order after refunds. Lines and shipping that were refunded are off, and so are amounts without lines
 * (evidence is silent on the latter; this keeps total and payment in balance). A cancelled order reads 0 [W].
 */
export function currentTotal(order: Order): Bag {
  if (order.cancelledAt !== null) return ZERO;
  const off = order.refunds.map((refund) => calculatedTotal(order, refund));
  const adjusted = sumBags(order.refunds.flatMap((refund) => refund.adjustments.map((one) => one.amount)));
  return sumBags([subtractBags(totalPrice(order), sumBags(off)), adjusted, returnedTotal(order, adjusted)]);
}

/** What the lines and the shipping of a refund are worth, with taxes. */
export function calculatedTotal(order: Order, refund: Pick<Refund, 'lines' | 'shippingLines'>): Bag {
  const net = sumBags([...refund.lines, ...refund.shippingLines].map((line) => line.subtotal));
  const tax = sumBags([...refund.lines, ...refund.shippingLines].map((line) => line.tax));
  return order.taxesIncluded ? net : addBags(net, tax);
}

/** What is still to be paid. Below zero it is owed to the customer [S], which only processed returns bring about here. */
export function outstanding(order: Order): Bag {
  if (order.cancelledAt !== null) return ZERO;
  if (hasProcessed(order)) {
    return subtractBags(currentTotal(order), subtractBags(totalReceived(order), totalRefundedOrPending(order)));
  }
  const open = subtractBags(totalPrice(order), addBags(totalReceived(order), capturable(order)));
  return { shop: Math.max(0, open.shop), presentment: Math.max(0, open.presentment) };
}

/** Money that was authorized and not captured; it is not outstanding any more [W]. */
export function capturable(order: Order): Bag {
  const open = order.transactions.filter(
    (one) =>
      one.kind === 'AUTHORIZATION' &&
      one.status === 'SUCCESS' &&
      !order.transactions.some((other) => other.parentId === one.id && ['CAPTURE', 'VOID'].includes(other.kind)),
  );
  return order.cancelledAt === null ? sumBags(open.map((one) => one.amount)) : ZERO;
}

/** What `Order.displayFinancialStatus` shows: nothing for an order that came without payment and without a word on it [W]. */
export function shownFinancialStatus(order: Order): FinancialStatus | null {
  return isStated(order) && order.statedStatus?.status === null ? null : financialStatus(order);
}

function isStated(order: Order): boolean {
  return order.cancelledAt === null && order.statedStatus?.transactions === order.transactions.length;
}

export function financialStatus(order: Order): FinancialStatus {
  const stated = isStated(order) ? order.statedStatus?.status : null;
  if (stated != null) return stated;
  // Nothing to pay is paid; that is how orders at a discount of 100 % read.
  if (totalPrice(order).presentment === 0 && order.transactions.length === 0 && order.cancelledAt === null)
    return 'PAID';
  const received = totalReceived(order).presentment;
  if (received > 0) {
    const refunded = totalRefunded(order).presentment;
    if (refunded >= received) return 'REFUNDED';
    if (refunded > 0) return 'PARTIALLY_REFUNDED';
    const owed = hasProcessed(order) ? outstanding(order).presentment > 0 : received < totalPrice(order).presentment;
    return owed ? 'PARTIALLY_PAID' : 'PAID';
  }
  if (order.transactions.some((one) => one.kind === 'VOID' && one.status === 'SUCCESS')) return 'VOIDED';
  if (order.transactions.some((one) => one.kind === 'AUTHORIZATION' && one.status === 'SUCCESS')) {
    return order.cancelledAt === null ? 'AUTHORIZED' : 'VOIDED';
  }
  return order.cancelledAt === null ? 'PENDING' : 'VOIDED';
}

export type FulfillmentState = 'FULFILLED' | 'PARTIALLY_FULFILLED' | 'RESTOCKED' | 'UNFULFILLED';

export function fulfillmentStatus(order: Order): FulfillmentState {
  let shipped = 0;
  let open = 0;
  for (const line of order.lineItems) {
    const done = fulfilledQuantity(order, line.id);
    shipped += done;
    const cancelled = order.refunds.flatMap((refund) => refund.lines);
    const removed = cancelled
      .filter((one) => one.lineItemId === line.id && one.restockType === 'CANCEL')
      .reduce((sum, one) => sum + one.quantity, 0);
    open += Math.max(0, line.quantity - done - removed);
  }
  if (shipped === 0) return order.cancelledAt === null && open > 0 ? 'UNFULFILLED' : 'RESTOCKED';
  return open === 0 ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
}

/** An amount of the presentment currency in the shop's, at a rate in shop units for one presentment unit. */
export function atRate(amount: Minor, from: string, to: string, rate: number): Minor {
  return Math.round((amount / 10 ** scaleOf(from)) * rate * 10 ** scaleOf(to));
}

export function times(bag: Bag, factor: number): Bag {
  return { shop: bag.shop * factor, presentment: bag.presentment * factor };
}
