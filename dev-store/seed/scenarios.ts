import { parseMinor, scaleOf } from '../money.ts';
import { idOf } from '../gid.ts';
import { backWithCards } from '../gift-cards/back.ts';
import { presentmentPrice } from '../orders/pricing.ts';
import { seeded, type Random } from '../random.ts';
import { iso } from '../state/clock.ts';
import type { Store } from '../state/store.ts';
import type { Address, Customer, FulfillmentEventStatus, Order, Shop } from '../state/types.ts';
import { addEvent, addFulfillment, addOrder, CARRIERS, type LineDraft, type PaymentDraft } from './order-builder.ts';
import { refundEverything } from './full-refund.ts';
import type { OrderInput, Scenario } from './scenario-input.ts';
import { addCustomer, countryOf, makeAddress, marketsOf } from './people.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Age of an order when its scenario is made, days. */
const AGE_DAYS: Readonly<Record<Scenario, number>> = {
  delivered: 9,
  'in-transit': 4,
  'silent-parcel': 16,
  lost: 30,
  damaged: 8,
  'partly-shipped': 7,
  unfulfilled: 1,
  cancelled: 5,
  'pending-refund-gateway': 9,
  'gift-card-split': 10,
  'multi-currency': 9,
  chargeback: 40,
  guest: 9,
  refunded: 20,
  'paid-200': 9,
  'three-decimals': 9,
  inquiry: 20,
};

/** Makes an order in a named scenario. @throws Error with a plain sentence when the input names nothing that exists */
export function makeScenario(store: Store, input: OrderInput, random: Random = seeded(store.state.nextId)): Order {
  const shop = store.shop(input.shop);
  if (shop === undefined) throw new Error(`no shop ${input.shop}`);
  const buyer = buyerOf(store, shop, input, random);
  const currency = input.currency ?? input.presentment ?? buyer.currency;
  const createdAt = input.createdAt ?? iso(store.now() - AGE_DAYS[input.scenario] * DAY_MS);
  const order = addOrder(store, {
    shop,
    scenario: input.scenario,
    createdAt,
    customer: buyer.customer,
    email: buyer.email,
    address: buyer.address,
    locale: buyer.locale,
    presentmentCurrency: currency,
    lines: linesOf(store, shop, input, currency, random),
    shipping: amountOf(input.shipping, currency) ?? defaultShipping(shop, input, currency),
    payments: paymentsOf(input, currency),
    tags: input.tags ?? [],
  });
  backWithCards(store, order);
  unfold(store, order, input.scenario, Date.parse(createdAt));
  return order;
}

type Buyer = { customer: Customer | null; email: string | null; address: Address; locale: string; currency: string };

function buyerOf(store: Store, shop: Shop, input: OrderInput, random: Random): Buyer {
  const foreign = FOREIGN[input.scenario]?.(shop);
  const country = countryOf(input.country ?? foreign ?? random.pick(marketsOf(shop)));
  const address = makeAddress(random, country);
  const currency = foreign === undefined ? shop.currency : country.currency;
  const guest = input.customer === null || (input.customer === undefined && input.scenario === 'guest');
  if (guest)
    return {
      customer: null,
      email: `guest.${store.state.nextId}@example.com`,
      address,
      locale: country.locale,
      currency,
    };
  const customer = customerOf(store, shop, input.customer, address);
  return { customer, email: customer.email, address: customer.address ?? address, locale: customer.locale, currency };
}

/** Where the customer lives in scenarios that are about another currency than the shop's. */
const FOREIGN: Partial<Readonly<Record<Scenario, (shop: Shop) => string>>> = {
  'multi-currency': (shop) => (shop.currency === 'JPY' ? 'US' : 'PL'),
  'three-decimals': () => 'KW',
};

function customerOf(store: Store, shop: Shop, wanted: OrderInput['customer'], address: Address): Customer {
  if (wanted != null && 'id' in wanted) {
    const found = store.customer(shop.domain, typeof wanted.id === 'number' ? wanted.id : idOf(wanted.id));
    if (found === undefined) throw new Error(`no customer ${wanted.id} in ${shop.domain}`);
    return found;
  }
  const at = store.nowIso();
  if (wanted == null) return addCustomer(store, shop, address, { at });
  const known = store.customers(shop.domain).find((customer) => customer.email === wanted.email);
  if (known !== undefined) return known;
  const named = {
    ...address,
    firstName: wanted.firstName ?? address.firstName,
    lastName: wanted.lastName ?? address.lastName,
  };
  return addCustomer(store, shop, named, { at, email: wanted.email });
}

function linesOf(store: Store, shop: Shop, input: OrderInput, currency: string, random: Random): LineDraft[] {
  const discount = amountOf(input.discount, currency) ?? 0;
  const asked = amountOf(input.amount, currency);
  if (asked !== null) {
    const quantity = input.quantity ?? 1;
    if (asked % quantity !== 0) throw new Error('amount can not be split evenly over quantity');
    return [{ ...lineDraft(store, shop, currency, random), unit: asked / quantity, quantity, discount }];
  }
  if (input.scenario === 'paid-200') {
    const unit = 50 * 10 ** scaleOf(currency) * (currency === 'JPY' ? 100 : 1);
    return [{ ...lineDraft(store, shop, currency, random), unit, quantity: input.quantity ?? 4, discount }];
  }
  const first = { ...lineDraft(store, shop, currency, random), quantity: input.quantity ?? 2, discount };
  return [first, lineDraft(store, shop, currency, random)];
}

/** One unit of a random variant at its price in a currency. */
export function lineDraft(store: Store, shop: Shop, currency: string, random: Random): LineDraft {
  const product = random.pick(store.products(shop.domain));
  const variant = random.pick(product.variants);
  return {
    title: product.title,
    variantTitle: variant.title,
    sku: variant.sku,
    productId: product.id,
    variantId: variant.id,
    image: variant.image,
    unit: presentmentPrice(shop, variant.price, currency),
    quantity: 1,
  };
}

function defaultShipping(shop: Shop, input: OrderInput, currency: string): number {
  if (input.amount !== undefined || input.scenario === 'paid-200') return 0;
  return presentmentPrice(shop, shop.currency === 'JPY' ? 600 : 490, currency);
}

function paymentsOf(input: OrderInput, currency: string): PaymentDraft[] {
  if (input.scenario === 'gift-card-split') {
    const onCard = 15 * 10 ** scaleOf(currency) * (currency === 'JPY' ? 100 : 1);
    return [
      { gateway: 'gift_card', amount: onCard },
      { gateway: 'shopify_payments', amount: null },
    ];
  }
  if (input.scenario === 'pending-refund-gateway' || input.refundSettleAfterMs !== undefined) {
    const afterMs = input.refundSettleAfterMs === undefined ? 2 * HOUR_MS : input.refundSettleAfterMs;
    return [{ gateway: 'klarna', amount: null, settlement: { mode: 'pending', afterMs } }];
  }
  return [{ gateway: 'shopify_payments', amount: null }];
}

function amountOf(text: string | undefined, currency: string): number | null {
  if (text === undefined) return null;
  const amount = parseMinor(text, currency);
  if (amount === null || amount < 0) throw new Error(`${text} is no amount of ${currency}`);
  return amount;
}

type Scan = readonly [daysAfterOrder: number, status: FulfillmentEventStatus, message: string];

const ON_ITS_WAY: readonly Scan[] = [
  [0.8, 'LABEL_PRINTED', 'Label created'],
  [1.2, 'CARRIER_PICKED_UP', 'Picked up by the carrier'],
  [2, 'IN_TRANSIT', 'Left the sorting centre'],
];

/** What the parcel of each scenario went through. */
const SCANS: Partial<Readonly<Record<Scenario, readonly Scan[]>>> = {
  delivered: [
    ...ON_ITS_WAY,
    [4, 'OUT_FOR_DELIVERY', 'With the courier'],
    [4.3, 'DELIVERED', 'Delivered to the recipient'],
  ],
  'in-transit': ON_ITS_WAY,
  'silent-parcel': [...ON_ITS_WAY, [4.5, 'IN_TRANSIT', 'Arrived at a transit depot']],
  lost: [
    ...ON_ITS_WAY,
    [6, 'IN_TRANSIT', 'Arrived at a transit depot'],
    [12, 'DELAYED', 'Delayed, an investigation has begun'],
    [20, 'FAILURE', 'The parcel could not be located'],
  ],
  damaged: [
    ...ON_ITS_WAY,
    [3, 'IN_TRANSIT', 'Package damaged, repacked'],
    [5, 'DELIVERED', 'Delivered to the recipient'],
  ],
};

function unfold(store: Store, order: Order, scenario: Scenario, placedAt: number): void {
  if (scenario === 'unfulfilled') return;
  if (scenario === 'cancelled') {
    cancel(store, order, iso(placedAt + DAY_MS));
    return;
  }
  const lines = scenario === 'partly-shipped' ? partOf(order) : undefined;
  ship(store, order, placedAt, SCANS[scenario] ?? SCANS.delivered ?? [], lines);
  if (scenario === 'chargeback') {
    dispute(store, order, 'CHARGEBACK', placedAt + 12 * DAY_MS);
    order.risk = { level: 'HIGH', facts: [{ description: 'Card was reported by its holder', sentiment: 'NEGATIVE' }] };
  }
  if (scenario === 'inquiry') dispute(store, order, 'INQUIRY', placedAt + 12 * DAY_MS);
  if (scenario === 'refunded') refundEverything(store, order, iso(placedAt + 10 * DAY_MS), 'Refunded in full');
}

/** The bank asks (inquiry) or has taken the money back (chargeback); the shop has not answered. */
function dispute(store: Store, order: Order, initiatedAs: 'CHARGEBACK' | 'INQUIRY', at: number): void {
  order.disputes.push({
    id: store.nextId(),
    initiatedAs,
    status: 'NEEDS_RESPONSE',
    openedAt: iso(at),
    reason: initiatedAs === 'CHARGEBACK' ? 'FRAUDULENT' : 'PRODUCT_NOT_RECEIVED',
    networkReasonCode: initiatedAs === 'CHARGEBACK' ? '10.4' : null,
    evidenceDueBy: iso(at + 30 * DAY_MS),
  });
}

function partOf(order: Order): { lineItemId: number; quantity: number }[] {
  const [first] = order.lineItems;
  return first === undefined ? [] : [{ lineItemId: first.id, quantity: 1 }];
}

/** Ships an order and scans its parcel; scans in the future have not happened. */
export function ship(
  store: Store,
  order: Order,
  placedAt: number,
  scans: readonly Scan[],
  lines?: readonly { lineItemId: number; quantity: number }[],
): void {
  const code = order.shippingAddress?.countryCode ?? 'DE';
  const carrier = CARRIERS[countryOf(code).carrier] ?? CARRIERS['DHL'];
  if (carrier === undefined) return;
  const fulfillment = addFulfillment(store, order, {
    at: iso(placedAt + 0.8 * DAY_MS),
    carrier,
    number: `${code}${String(order.id).padStart(9, '0')}`,
    estimatedDeliveryAt: iso(placedAt + 6 * DAY_MS),
    ...(lines && { lines }),
  });
  for (const [days, status, message] of scans) {
    const happenedAt = placedAt + days * DAY_MS;
    if (happenedAt > store.now()) continue;
    const city = status === 'DELIVERED' || status === 'OUT_FOR_DELIVERY' ? (order.shippingAddress?.city ?? null) : null;
    addEvent(store, order, fulfillment, { status, message, happenedAt: iso(happenedAt), city, country: code });
  }
}

function cancel(store: Store, order: Order, at: string): void {
  refundEverything(store, order, at, 'Order cancelled', 'CANCEL');
  order.cancelledAt = at;
  order.closedAt = at;
  order.cancelReason = 'CUSTOMER';
  order.updatedAt = at;
}
