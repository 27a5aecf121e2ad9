/** What follows from the lines of a draft order. Nothing here is stored. */
import { addBags, subtractBags, sumBags, ZERO, type Bag } from '../money.ts';
import { times } from '../orders/totals.ts';
import type { DraftLine, DraftOrder, TaxLine } from '../state/types.ts';

/** Price of a line without any discount. */
export function lineGross(line: DraftLine): Bag {
  return times(line.unitPrice, line.quantity);
}

/** Price of a line after its own discount; the order's is not in it [W: discountedTotalSet]. */
export function lineTotal(line: DraftLine): Bag {
  return subtractBags(lineGross(line), line.discount?.amount ?? ZERO);
}

/** All lines after their own discounts. */
export function lineItemsSubtotal(draft: DraftOrder): Bag {
  return sumBags(draft.lines.map(lineTotal));
}

/** All lines after every discount. */
export function subtotal(draft: DraftOrder): Bag {
  return subtractBags(lineItemsSubtotal(draft), draft.discount?.amount ?? ZERO);
}

export function totalDiscounts(draft: DraftOrder): Bag {
  return sumBags([draft, ...draft.lines].map((one) => one.discount?.amount ?? ZERO));
}

export function shippingPrice(draft: DraftOrder): Bag {
  return draft.shippingLine?.price ?? ZERO;
}

export function taxLines(draft: DraftOrder): TaxLine[] {
  return [...draft.lines, ...(draft.shippingLine === null ? [] : [draft.shippingLine])].flatMap((one) => one.taxLines);
}

export function totalTax(draft: DraftOrder): Bag {
  return sumBags(taxLines(draft).map((one) => one.amount));
}

/** What the customer has to pay. */
export function grandTotal(draft: DraftOrder): Bag {
  const net = addBags(subtotal(draft), shippingPrice(draft));
  return draft.taxesIncluded ? net : addBags(net, totalTax(draft));
}
