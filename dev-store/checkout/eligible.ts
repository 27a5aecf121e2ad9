import { statusOf } from '../discounts/status.ts';
import { classOf } from '../discounts/summary.ts';
import { spoken } from '../money.ts';
import { bagAt } from '../orders/pricing.ts';
import { isMember } from '../segments/members.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Discount, DiscountClass, Shop } from '../state/types.ts';
import { subtotalOf, type Cart, type CartLine } from './cart.ts';
import { refusal, type Refusal } from './input.ts';

/** Why a discount takes nothing off this cart; null when it does. Its own settings only: others are looked at later. */
export function whyNot(store: Store, cart: Cart, discount: Discount): Refusal | null {
  return whyNotAtAll(store, cart.shop, cart.customer, discount) ?? whyNotHere(cart, discount);
}

/** Why a customer could not use a discount whatever was in the cart: its dates, its buyers, its uses. */
export function whyNotAtAll(store: Store, shop: Shop, customer: Customer | null, discount: Discount): Refusal | null {
  const name = discount.code?.text ?? discount.title;
  const no = (reason: string, error: string): Refusal => refusal(reason, `${name} ${error}`, name);
  const status = statusOf(discount, store.now());
  if (status === 'SCHEDULED') return no('not_started', 'is not valid yet');
  if (status === 'EXPIRED') return no('expired', 'has expired');
  if (!isFor(store, shop, discount, customer)) return no('not_for_this_customer', 'is for other customers');
  if (discount.usageLimit !== null && discount.uses.length >= discount.usageLimit)
    return no('used_up', 'has reached its usage limit');
  const before = discount.uses.some((use) => customer !== null && use.customerId === customer.id);
  return discount.oncePerCustomer && before ? no('used_before', 'can be used once per customer') : null;
}

/** True when a customer is among those a discount is for; a guest is nobody in particular. */
export function isFor(store: Store, shop: Shop, { buyers }: Discount, customer: Customer | null): boolean {
  if (buyers.kind === 'all') return true;
  if (customer === null) return false;
  return buyers.kind === 'customers' ? buyers.ids.includes(customer.id) : isMember(store, shop, customer, buyers.ids);
}

function whyNotHere(cart: Cart, discount: Discount): Refusal | null {
  const name = discount.code?.text ?? discount.title;
  const no = (reason: string, error: string): Refusal => refusal(reason, `${name} ${error}`, name);
  const lines = linesOf(cart, discount);
  if (lines.length === 0) return no('no_matching_item', 'is not valid for these items');
  const { minimum } = discount;
  if (minimum?.kind === 'subtotal' && bagAt(subtotalOf(lines), cart.rate).shop < minimum.amount)
    return no('below_minimum', `needs a purchase of at least ${spoken(minimum.amount, cart.shop.currency)}`);
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  if (minimum?.kind === 'quantity' && units < minimum.quantity)
    return no('below_minimum', `needs at least ${minimum.quantity} items`);
  if (discount.kind === 'basic') return null;
  const { destination, maximumShippingPrice } = discount;
  const there = destination === 'all' || destination.restOfWorld || destination.countries.includes(cart.country ?? '');
  if (!there) return no('not_this_country', 'is not valid for this country');
  const price = bagAt(cart.shipping, cart.rate).shop;
  if (maximumShippingPrice !== null && price > maximumShippingPrice)
    return no('shipping_too_dear', `is valid for shipping up to ${spoken(maximumShippingPrice, cart.shop.currency)}`);
  return null;
}

/** Lines that a discount is about. */
export function linesOf(cart: Cart, discount: Discount): CartLine[] {
  if (discount.kind !== 'basic' || discount.items === 'all') return cart.lines;
  const { products, variants } = discount.items;
  return cart.lines.filter((line) => products.includes(line.product.id) || variants.includes(line.variant.id));
}

const NAMES: Readonly<Record<DiscountClass, keyof Discount['combinesWith']>> = {
  ORDER: 'order',
  PRODUCT: 'product',
  SHIPPING: 'shipping',
};

/** Two discounts go together when each of them allows the other's class [D: discount combinations]. */
export function combine(one: Discount, other: Discount): boolean {
  return one.combinesWith[NAMES[classOf(other)]] && other.combinesWith[NAMES[classOf(one)]];
}
