import { idOf } from '../gid.ts';
import { parseMinor, type Minor } from '../money.ts';
import { presentmentPrice, rateOf, type Rate } from '../orders/pricing.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Product, ProductVariant, Shop } from '../state/types.ts';
import { refusal, type CheckoutInput, type Refusal } from './input.ts';

export type CartLine = { product: Product; variant: ProductVariant; unit: Minor; quantity: number };

/** What somebody is about to buy. Amounts are minor units of `currency`. */
export type Cart = {
  shop: Shop;
  customer: Customer | null;
  currency: string;
  rate: Rate;
  country: string | null;
  lines: CartLine[];
  shipping: Minor;
};

/** Fills a cart, or says what about it does not exist. */
export function fillCart(store: Store, input: CheckoutInput): Cart | Refusal {
  const shop = store.shop(input.shop);
  if (shop === undefined) return refusal('unknown_shop', `no shop ${input.shop}`);
  const customer = input.customer === null ? null : store.customer(shop.domain, numeric(input.customer));
  if (customer === undefined) return refusal('unknown_customer', `no customer ${String(input.customer)}`);
  const currency = input.currency ?? shop.currency;
  if (!shop.presentmentCurrencies.includes(currency))
    return refusal('unknown_currency', `${shop.name} does not sell in ${currency}`);
  const lines = linesOf(store, shop, input, currency);
  if ('reason' in lines) return lines;
  const shipping = parseMinor(input.shipping, currency);
  if (shipping === null || shipping < 0) return refusal('bad_amount', `${input.shipping} is no amount of ${currency}`);
  const country = input.country ?? customer?.address?.countryCode ?? null;
  return { shop, customer, currency, rate: rateOf(shop.currency, currency), country, lines, shipping };
}

/** Price of all lines before any discount. */
export function subtotalOf(lines: readonly CartLine[]): Minor {
  return lines.reduce((sum, line) => sum + line.unit * line.quantity, 0);
}

function linesOf(store: Store, shop: Shop, input: CheckoutInput, currency: string): CartLine[] | Refusal {
  if (input.lines !== undefined) {
    const lines: CartLine[] = [];
    for (const { variant: id, quantity } of input.lines) {
      const found = store.variant(shop.domain, numeric(id));
      if (found === undefined) return refusal('unknown_variant', `no variant ${id}`);
      lines.push({ ...found, quantity, unit: presentmentPrice(shop, found.variant.price, currency) });
    }
    return lines;
  }
  const [product] = store.products(shop.domain);
  const variant = product?.variants[0];
  if (product === undefined || variant === undefined) return refusal('no_products', `${shop.name} sells nothing`);
  const price = presentmentPrice(shop, variant.price, currency);
  const unit = input.amount === undefined ? price : parseMinor(input.amount, currency);
  if (unit === null || unit < 0) return refusal('bad_amount', `${input.amount ?? ''} is no amount of ${currency}`);
  return [{ product, variant, unit, quantity: input.quantity }];
}

function numeric(id: string | number): number {
  if (typeof id === 'number') return id;
  return /^\d+$/.test(id) ? Number(id) : idOf(id);
}
