import type { StoreEvent } from '../engine/context.ts';
import { ZERO } from '../money.ts';
import { makeOrder } from '../orders/make.ts';
import { bagAt, taxOn } from '../orders/pricing.ts';
import type { Store } from '../state/store.ts';
import type { LineItem, Order, ShippingLine } from '../state/types.ts';
import { orderCreated } from '../webhooks/order-events.ts';
import { fillCart, subtotalOf, type Cart, type CartLine } from './cart.ts';
import { reduce, type Reduction } from './discounts.ts';
import type { CheckoutInput, Refusal } from './input.ts';
import { openPurse, pay } from './pay.ts';

export type Placed = { order: Order; applied: Reduction['applied'] };

/**
 * A customer buys: discounts are used, gift cards and store credit spent, stock goes down, and the app hears of the order.
 * @returns the order, or why there is none; then nothing has changed
 */
export function placeOrder(store: Store, input: CheckoutInput, emit: (event: StoreEvent) => void): Placed | Refusal {
  const cart = fillCart(store, input);
  if ('reason' in cart) return cart;
  const reduction = reduce(store, cart, input.discountCodes);
  if ('reason' in reduction) return reduction;
  const lineItems = cart.lines.map((line, index) => lineItem(store, cart, line, reduction.lines[index] ?? 0));
  const shippingLines = cart.shipping === 0 ? [] : [shippingLine(store, cart, reduction.shipping)];
  const purse = openPurse(store, cart, input, totalOf(cart, reduction, [...lineItems, ...shippingLines]));
  if ('reason' in purse) return purse;
  const { customer, currency } = cart;
  const order = makeOrder(store, cart.shop, {
    sourceName: 'web',
    presentmentCurrency: currency,
    customerId: customer?.id ?? null,
    email: customer?.email ?? 'guest@example.com',
    customerLocale: customer?.locale ?? cart.shop.locale,
    shippingAddress: customer?.address ?? null,
    billingAddress: customer?.address ?? null,
    discountCodes: reduction.applied.flatMap(({ discount }) => discount.code?.text ?? []),
    lineItems,
    shippingLines,
  });
  pay(store, cart, order, purse);
  for (const { discount } of reduction.applied) {
    const at = store.nowIso();
    discount.uses.push({ orderId: order.id, customerId: order.customerId, at, code: discount.code?.text ?? null });
  }
  for (const line of cart.lines) line.variant.inventoryQuantity -= line.quantity;
  store.touch();
  for (const event of orderCreated(store, order)) emit(event);
  return { order, applied: reduction.applied };
}

function totalOf(cart: Cart, reduction: Reduction, taxed: readonly (LineItem | ShippingLine)[]): number {
  const off = reduction.lines.reduce((sum, one) => sum + one, reduction.shipping);
  const net = subtotalOf(cart.lines) + cart.shipping - off;
  if (cart.shop.taxesIncluded) return net;
  return taxed.flatMap((one) => one.taxLines).reduce((sum, tax) => sum + tax.amount.presentment, net);
}

function lineItem(store: Store, cart: Cart, line: CartLine, discount: number): LineItem {
  const { product, variant, unit, quantity } = line;
  return {
    id: store.nextId(),
    title: product.title,
    variantTitle: variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    productId: product.id,
    variantId: variant.id,
    image: variant.image,
    quantity,
    requiresShipping: true,
    giftCard: false,
    unitPrice: bagAt(unit, cart.rate),
    discount: discount === 0 ? ZERO : bagAt(discount, cart.rate),
    taxLines: [taxOn(cart.shop, unit * quantity - discount, cart.rate)],
  };
}

function shippingLine(store: Store, cart: Cart, discount: number): ShippingLine {
  return {
    id: store.nextId(),
    title: 'Standard',
    code: 'standard',
    price: bagAt(cart.shipping, cart.rate),
    discount: discount === 0 ? ZERO : bagAt(discount, cart.rate),
    taxLines: [taxOn(cart.shop, cart.shipping - discount, cart.rate)],
  };
}
