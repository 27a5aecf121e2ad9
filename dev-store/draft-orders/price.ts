import { minorOf, portion, ZERO, type Bag, type Minor } from '../money.ts';
import { marketCurrency } from '../orders/markets.ts';
import { bagAt, presentmentPrice, rateOf, spread, taxOn, toPresentment, type Rate } from '../orders/pricing.ts';
import type { Store } from '../state/store.ts';
import type { Amount, AppliedDiscount, DraftLine, DraftOrder, Shop } from '../state/types.ts';
import { lineGross, lineItemsSubtotal, lineTotal } from './totals.ts';

/**
 * Works out everything of a draft that is money: its currency, unit prices, discounts, the order discount's parts, taxes
 * and shipping. Done whenever the draft changes; later price changes in the catalogue do not reach it.
 */
export function priceDraft(store: Store, shop: Shop, draft: DraftOrder): void {
  draft.presentmentCurrency = draft.statedCurrency ?? marketCurrency(shop, draft.shippingAddress?.countryCode ?? null);
  const money = new DraftMoney(shop, draft.presentmentCurrency);
  for (const line of draft.lines) {
    line.unitPrice = money.bag(unitPrice(store, shop, line, money));
    if (line.discount !== null) line.discount.amount = money.discount(line.discount, lineGross(line), line.quantity);
  }
  const whole = lineItemsSubtotal(draft);
  if (draft.discount !== null) draft.discount.amount = money.discount(draft.discount, whole, 1);
  const parts = spread(draft.discount?.amount ?? ZERO, draft.lines.map(lineTotal));
  for (const [index, line] of draft.lines.entries()) line.orderDiscount = parts[index] ?? ZERO;
  const tax = (amount: Minor): DraftLine['taxLines'] => (draft.taxExempt ? [] : [taxOn(shop, amount, money.rate)]);
  for (const line of draft.lines) {
    line.taxLines = line.taxable ? tax(lineTotal(line).presentment - line.orderDiscount.presentment) : [];
  }
  if (draft.shippingLine !== null) {
    draft.shippingLine.price = money.bag(money.presentment(draft.shippingLine.asked));
    draft.shippingLine.taxLines = tax(draft.shippingLine.price.presentment);
  }
}

/** Amounts of a draft in its two currencies. */
class DraftMoney {
  readonly rate: Rate;
  #shop: Shop;
  readonly currency: string;

  constructor(shop: Shop, currency: string) {
    this.#shop = shop;
    this.currency = currency;
    this.rate = rateOf(shop.currency, currency);
  }

  bag(presentment: Minor): Bag {
    return bagAt(presentment, this.rate);
  }

  /** "If the override's presentment currency doesn't match […] it will be converted over" [S]. */
  presentment({ amount, currency }: Amount): Minor {
    if (currency === this.currency) return amount;
    return toPresentment(bagAt(amount, rateOf(this.#shop.currency, currency)).shop, this.rate);
  }

  /**
   * A percentage of the amount, or a fixed amount, never more than there is. `value` of a fixed discount is in the shop's
   * currency [S] and, on a line, for one unit (evidence is silent; a stated amount is for the whole line). Negative
   * percentages are taken as they are [W].
   */
  discount(asked: AppliedDiscount, amount: Bag, quantity: number): Bag {
    if (asked.valueType === 'PERCENTAGE') {
      return this.bag(portion(amount.presentment, Math.round(asked.value * 100), 10_000));
    }
    const fixed = { amount: minorOf(asked.value, this.#shop.currency) * quantity, currency: this.#shop.currency };
    return this.bag(Math.min(amount.presentment, this.presentment(asked.stated ?? fixed)));
  }
}

function unitPrice(store: Store, shop: Shop, line: DraftLine, money: DraftMoney): Minor {
  if (line.price !== null) return money.presentment(line.price);
  const found = line.variantId === null ? undefined : store.variant(shop.domain, line.variantId);
  // A custom line without a price is accepted at 0 [W].
  return found === undefined ? 0 : presentmentPrice(shop, found.variant.price, money.currency);
}
