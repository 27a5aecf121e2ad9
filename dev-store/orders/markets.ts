import type { Shop } from '../state/types.ts';

const CURRENCY_OF: Readonly<Record<string, string>> = { PL: 'PLN', CZ: 'CZK', US: 'USD', JP: 'JPY' };

/**
 * Currency in which a shop sells to a country: the country's own where the shop takes it, else the shop's. Drafts follow
 * their shipping address when no currency is asked for [W: a Canadian shop quotes in dollars of the United States].
 */
export function marketCurrency(shop: Shop, countryCode: string | null): string {
  const currency = countryCode === null ? undefined : CURRENCY_OF[countryCode];
  return currency !== undefined && shop.presentmentCurrencies.includes(currency) ? currency : shop.currency;
}
