/** How the admin writes money, dates and states for people. */
import { plain, type Bag, type Minor } from '../money.ts';
import type { Order, Shop } from '../state/types.ts';

/** "€12.50": the currency's symbol and its own number of decimals. */
export function money(amount: Minor, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.format(plain(amount, currency) as Intl.StringNumericLiteral);
}

/** The customer's currency first; the shop's in brackets when it is another one. */
export function bag(amount: Bag, order: Pick<Order, 'currency' | 'presentmentCurrency'>): string {
  const paid = money(amount.presentment, order.presentmentCurrency);
  return order.currency === order.presentmentCurrency ? paid : `${paid} (${money(amount.shop, order.currency)})`;
}

/** Day and time in the shop's time zone. */
export function dateTime(iso: string, shop: Shop): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: shop.timezone });
  return format.format(new Date(iso));
}

/** Day in the shop's time zone. */
export function day(iso: string, shop: Shop): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: shop.timezone }).format(new Date(iso));
}

/** `OUT_FOR_DELIVERY` as "Out for delivery". */
export function words(code: string): string {
  const text = code.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
