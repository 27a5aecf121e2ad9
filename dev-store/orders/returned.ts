/** What processed returns take off an order and put onto it. Nothing here is stored. */
import { addBags, subtractBags, sumBags, ZERO, type Bag } from '../money.ts';
import type { Order, ProcessedUnits, Return } from '../state/types.ts';

/** All returns of an order, oldest first. */
export function returnsOf(order: Order): readonly Return[] {
  return order.returns ?? [];
}

/** Units of a line that left the order by a processed return without a refund; those with one stand in the refund. */
export function processedWithoutRefund(order: Order, lineItemId: number): number {
  let quantity = 0;
  for (const one of returnsOf(order)) {
    for (const line of one.lines) {
      if (line.lineItemId !== lineItemId) continue;
      for (const units of line.processed) if (units.refundId === null) quantity += units.quantity;
    }
  }
  return quantity;
}

/** True once a return of the order was processed: from then on its balance may stand in the customer's favour [S]. */
export function hasProcessed(order: Order): boolean {
  return returnsOf(order).some(
    (one) =>
      one.lines.some((line) => line.processed.length > 0) ||
      one.exchangeLines.some((line) => line.processed.length > 0),
  );
}

/** Fees that processed returns kept back: restocking and return shipping. */
export function chargedFees(order: Order): Bag {
  return sumBags(
    returnsOf(order).flatMap((one) => [
      ...units(one).map((part) => part.fee),
      ...(one.shippingFee === null || one.shippingFee.chargedAt === null ? [] : [one.shippingFee.amount]),
    ]),
  );
}

/**
 * How returns change what the order costs now: units that went back without a refund are off, fees are on. Amounts that
 * were given back later without lines first pay what those units left owing (evidence is silent; otherwise the same money
 * would come off twice).
 * @param adjusted sum of the order's adjustments, as a rule below zero
 */
export function returnedTotal(order: Order, adjusted: Bag): Bag {
  if (!hasProcessed(order)) return ZERO;
  const gone = sumBags(
    returnsOf(order)
      .flatMap(units)
      .filter((part) => part.refundId === null)
      .map((part) => (order.taxesIncluded ? part.subtotal : addBags(part.subtotal, part.tax))),
  );
  return subtractBags(addBags(chargedFees(order), covered(gone, adjusted)), gone);
}

function covered(gone: Bag, adjusted: Bag): Bag {
  return {
    shop: Math.min(gone.shop, Math.max(0, -adjusted.shop)),
    presentment: Math.min(gone.presentment, Math.max(0, -adjusted.presentment)),
  };
}

function units(one: Return): ProcessedUnits[] {
  return one.lines.flatMap((line) => line.processed);
}
