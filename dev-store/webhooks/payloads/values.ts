/** Amounts and taxes of an order, in the shapes of Shopify's REST resources. */
import { plain, type Bag, type Currencies } from '../../money.ts';
import type { TaxLine } from '../../state/types.ts';

/** A `…_set`: the amount in the shop's and in the customer's currency. */
export function money(order: Currencies, bag: Bag): object {
  return {
    shop_money: { amount: plain(bag.shop, order.currency), currency_code: order.currency },
    presentment_money: {
      amount: plain(bag.presentment, order.presentmentCurrency),
      currency_code: order.presentmentCurrency,
    },
  };
}

/** An amount in the shop's currency. */
export function inShop(order: Currencies, bag: Bag): string {
  return plain(bag.shop, order.currency);
}

/** A `tax_line`. */
export function taxPayload(order: Currencies, tax: TaxLine): object {
  return { title: tax.title, rate: tax.rate, price: inShop(order, tax.amount), price_set: money(order, tax.amount) };
}
