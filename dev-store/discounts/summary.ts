import { spoken } from '../money.ts';
import type { Store } from '../state/store.ts';
import type { Discount, DiscountClass, Shop } from '../state/types.ts';

/** What a discount takes off: the whole order, some products, or the shipping [W]. */
export function classOf(discount: Discount): DiscountClass {
  if (discount.kind === 'free_shipping') return 'SHIPPING';
  return discount.items === 'all' ? 'ORDER' : 'PRODUCT';
}

/**
 * The sentence about a discount, as recorded in shops that sell no subscriptions: "10% off entire order • Minimum purchase
 * of $1.00 • One use per customer" [W]. Recordings have no discount with several products; those words are assumed.
 */
export function summaryOf(store: Store, shop: Shop, discount: Discount): string {
  const { minimum } = discount;
  const parts = [shortSummaryOf(store, shop, discount)];
  if (minimum?.kind === 'subtotal') parts.push(`Minimum purchase of ${spoken(minimum.amount, shop.currency)}`);
  if (minimum?.kind === 'quantity') parts.push(`Minimum quantity of ${minimum.quantity}`);
  if (discount.kind === 'free_shipping') {
    parts.push(countriesOf(discount));
    if (discount.maximumShippingPrice !== null)
      parts.push(`Applies to shipping rates under ${spoken(discount.maximumShippingPrice, shop.currency)}`);
  }
  if (discount.oncePerCustomer) parts.push('One use per customer');
  return parts.join(' • ');
}

/** The first part of the summary (not recorded by itself; assumed). */
export function shortSummaryOf(store: Store, shop: Shop, discount: Discount): string {
  if (discount.kind === 'free_shipping') return 'Free shipping on all products';
  const { value } = discount;
  const off = value.kind === 'percentage' ? percent(value.percentage) : spoken(value.amount, shop.currency);
  return `${off} off ${itemsText(store, discount)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}

function itemsText(store: Store, discount: Extract<Discount, { kind: 'basic' }>): string {
  if (discount.items === 'all') return 'entire order';
  const { products, variants } = discount.items;
  const [only] = products;
  if (products.length === 1 && variants.length === 0 && only !== undefined)
    return store.product(discount.shop, only)?.title ?? '1 product';
  const count = products.length + variants.length;
  return `${count} ${count === 1 ? 'product' : 'products'}`;
}

function countriesOf(discount: Extract<Discount, { kind: 'free_shipping' }>): string {
  if (discount.destination === 'all') return 'For all countries';
  const { countries } = discount.destination;
  const [only] = countries;
  if (countries.length !== 1 || only === undefined) return `For ${countries.length} countries`;
  return `For ${new Intl.DisplayNames('en', { type: 'region' }).of(only) ?? only}`;
}
