import { isMore, shopValue } from '../money.ts';
import type { Money, MoneyPair } from '../money.ts';
import type { ReplacementFacts } from './replacement.ts';

/**
 * A price of the shop in both currencies: as Shopify names it to customers of that country, else by the order's own rate
 * (rounded up); null where there is no rate.
 * @param abroad Shopify's price for the customer's country, if it was asked for one
 */
export function retailPrice(
  shop: Money,
  abroad: Money | null,
  { currency, total }: Pick<ReplacementFacts, 'currency' | 'total'>,
): MoneyPair | null {
  if (shop.currency === currency) return { presentment: shop, shop };
  if (abroad?.currency === currency) return { presentment: abroad, shop };
  if (total.shop.minor === 0 || total.presentment.minor === 0) return null;
  return { presentment: shopValue(shop, { presentment: total.shop, shop: total.presentment }), shop };
}

/** Prices about as high as that of an item that has run out, a quarter either way. In the same currency. */
export function nearInPrice(price: Money, original: Money): boolean {
  const off = isMore(price, original) ? price.minor - original.minor : original.minor - price.minor;
  return off * 4 <= original.minor;
}
