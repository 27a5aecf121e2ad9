/** How many units can be returned, processed and refunded, and what follows for the order. */
import { returnsOf } from '../orders/returned.ts';
import type { Fulfillment, Order, Return, ReturnLine, ReturnStatus } from '../state/types.ts';

/** A line of a parcel that was sent. */
export type SentLine = Fulfillment['lines'][number];

/** Units in these returns are spoken for; those of declined and cancelled ones are free again [S]. */
const TAKING: readonly ReturnStatus[] = ['CLOSED', 'OPEN', 'REQUESTED'];

/** Lines of all parcels that left. */
export function sentLines(order: Order): SentLine[] {
  return order.fulfillments.filter((one) => one.status === 'SUCCESS').flatMap((one) => one.lines);
}

/** Units of a line of a parcel that no return has and no refund took. */
export function returnableQuantity(order: Order, sent: SentLine): number {
  const taken = returnsOf(order)
    .filter((one) => TAKING.includes(one.status))
    .flatMap((one) => one.lines)
    .filter((line) => line.fulfillmentLineId === sent.id)
    .reduce((sum, line) => sum + line.quantity, 0);
  return Math.max(0, sent.quantity - taken - refundedOf(order, sent));
}

/**
 * Units of a parcel's line that were refunded outside of returns: unsent units first (those were cancelled), then parcel
 * by parcel. (Which parcel a refund means is nowhere said.)
 */
function refundedOf(order: Order, sent: SentLine): number {
  let left = order.refunds
    .filter((refund) => refund.returnId === undefined)
    .flatMap((refund) => refund.lines)
    .filter((line) => line.lineItemId === sent.lineItemId && line.restockType !== 'CANCEL')
    .reduce((sum, line) => sum + line.quantity, 0);
  for (const one of sentLines(order)) {
    if (one.lineItemId !== sent.lineItemId) continue;
    const here = Math.min(left, one.quantity);
    if (one.id === sent.id) return here;
    left -= here;
  }
  return 0;
}

export function processedQuantity(line: ReturnLine): number {
  return line.processed.reduce((sum, units) => sum + units.quantity, 0);
}

/** Units that a return may still process. Only open returns can be processed. */
export function processableQuantity(one: Return, line: ReturnLine): number {
  return one.status === 'OPEN' ? line.quantity - processedQuantity(line) : 0;
}

export function refundedUnits(line: ReturnLine): number {
  return line.processed.filter((units) => units.refundId !== null).reduce((sum, units) => sum + units.quantity, 0);
}

/** True once anything was processed, disposed or refunded: from then on a return can't be cancelled [S]. */
export function workWasDone(one: Return): boolean {
  return (
    one.lines.some((line) => line.processed.length > 0) ||
    one.exchangeLines.some((line) => line.processed.length > 0) ||
    one.reverseOrders.some((reverse) => reverse.lines.some((line) => line.dispositions.length > 0))
  );
}

/** `Order.returnStatus`: asked for, else under way, else done; declined and cancelled ones count as none [W]. */
export function returnStatus(order: Order): string {
  const has = (status: ReturnStatus): boolean => returnsOf(order).some((one) => one.status === status);
  if (has('REQUESTED')) return 'RETURN_REQUESTED';
  if (has('OPEN')) return 'IN_PROGRESS';
  return has('CLOSED') ? 'RETURNED' : 'NO_RETURN';
}

/** True while a return is asked for or under way. */
export function hasActiveReturn(order: Order): boolean {
  return returnsOf(order).some((one) => one.status === 'OPEN' || one.status === 'REQUESTED');
}
