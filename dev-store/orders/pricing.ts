/** What things cost: prices in other currencies, taxes. The store's own rates and its own rule of rounding. */
import { addBags, portion, scaleOf, subtractBags, sumBags, ZERO, type Bag, type Minor } from '../money.ts';
import type { Shop, TaxLine } from '../state/types.ts';

/** Shop units for one presentment unit on the day of an order; the settlement book has moved on since. */
const ORDER_RATES: Readonly<Record<string, number>> = { PLN: 0.2335, CZK: 0.04, USD: 0.92, KWD: 2.98 };

export type Rate = { value: number; from: number; to: number };

/** The rate between what the customer pays in and the shop's currency. */
export function rateOf(shopCurrency: string, presentment: string): Rate {
  const value = shopCurrency === presentment ? 1 : (ORDER_RATES[presentment] ?? 1);
  return { value, from: scaleOf(presentment), to: scaleOf(shopCurrency) };
}

/** An amount of the presentment currency in both currencies. */
export function bagAt(presentment: Minor, rate: Rate): Bag {
  return { shop: Math.round((presentment / 10 ** rate.from) * rate.value * 10 ** rate.to), presentment };
}

/** An amount of the shop's currency in the presentment currency, exact to its smallest unit. */
export function toPresentment(shopAmount: Minor, rate: Rate): Minor {
  return Math.round((shopAmount / 10 ** rate.to / rate.value) * 10 ** rate.from);
}

/** A shop price in another currency, rounded to something a shop would ask. */
export function presentmentPrice(shop: Shop, price: Minor, currency: string): Minor {
  if (currency === shop.currency) return price;
  return Math.round(toPresentment(price, rateOf(shop.currency, currency)) / 10) * 10;
}

/** The tax on (or in) an amount of the presentment currency. */
export function taxOn(shop: Shop, total: Minor, rate: Rate): TaxLine {
  const percent = shop.currency === 'JPY' ? 0.1 : 0.21;
  const tax = shop.taxesIncluded ? Math.round((total * percent) / (1 + percent)) : Math.round(total * percent);
  return { title: shop.currency === 'JPY' ? 'CT' : 'VAT', rate: percent, amount: bagAt(tax, rate) };
}

/** Spreads an amount over several by their worth; the parts add up to the last unit of both currencies. */
export function spread(amount: Bag, worths: readonly Bag[]): Bag[] {
  const whole = sumBags(worths);
  let before: Bag = ZERO;
  let given: Bag = ZERO;
  return worths.map((worth) => {
    before = addBags(before, worth);
    const upTo = {
      shop: portion(amount.shop, before.shop, whole.shop),
      presentment: portion(amount.presentment, before.presentment, whole.presentment),
    };
    const part = subtractBags(upTo, given);
    given = upTo;
    return part;
  });
}
