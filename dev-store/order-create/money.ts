import { parseMinor, portion, type Bag } from '../money.ts';
import { bagAt, rateOf, toPresentment, type Rate } from '../orders/pricing.ts';
import type { Shop, TaxLine } from '../state/types.ts';
import type { BagAsk, OrderAsk, TaxAsk } from './input.ts';

/** Amounts of an order that an app makes: both currencies as given, the customer's worked out where it is left out. */
export class OrderMoney {
  readonly currency: string;
  readonly presentmentCurrency: string;
  readonly rate: Rate;

  constructor(shop: Shop, ask: OrderAsk) {
    this.currency = ask.currency ?? shop.currency;
    this.presentmentCurrency = ask.presentmentCurrency ?? this.currency;
    this.rate = rateOf(this.currency, this.presentmentCurrency);
  }

  /** A `MoneyBagInput`; null when an amount is none of its currency, or a currency is not the order's. */
  bag(ask: BagAsk): Bag | null {
    const { shopMoney, presentmentMoney } = ask;
    const shop = shopMoney.currencyCode === this.currency ? parseMinor(shopMoney.amount, this.currency) : null;
    if (shop === null) return null;
    if (presentmentMoney == null) return { shop, presentment: this.#presentment(shop) };
    if (presentmentMoney.currencyCode !== this.presentmentCurrency) return null;
    const presentment = parseMinor(presentmentMoney.amount, this.presentmentCurrency);
    return presentment === null ? null : { shop, presentment };
  }

  /** A shop price of the catalogue. */
  price(shopAmount: number): Bag {
    const presentment = this.#presentment(shopAmount);
    return presentment === shopAmount ? { shop: shopAmount, presentment } : bagAt(presentment, this.rate);
  }

  /** A tax line; without an amount, what its rate comes to. Nothing is taxed that no tax line names [W]. */
  tax(ask: TaxAsk, base: Bag): TaxLine {
    const given = ask.priceSet == null ? null : this.bag(ask.priceSet);
    const parts = Math.round(ask.rate * 1_000_000);
    const worked = {
      shop: portion(base.shop, parts, 1_000_000),
      presentment: portion(base.presentment, parts, 1_000_000),
    };
    return { title: ask.title, rate: ask.rate, amount: given ?? worked };
  }

  #presentment(shopAmount: number): number {
    return this.currency === this.presentmentCurrency ? shopAmount : toPresentment(shopAmount, this.rate);
  }
}
