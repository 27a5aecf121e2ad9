import { ZERO, type Bag } from '../money.ts';
import { bagAt, rateOf, taxOn, type Rate } from '../orders/pricing.ts';
import { totalPrice } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type {
  Address,
  Customer,
  Fulfillment,
  FulfillmentEvent,
  LineItem,
  Order,
  Shop,
  Transaction,
} from '../state/types.ts';

export type LineDraft = {
  title: string;
  variantTitle: string | null;
  sku: string | null;
  productId: number | null;
  variantId: number | null;
  image: string | null;
  /** One unit in minor units of the presentment currency. */
  unit: number;
  quantity: number;
  /** Discount on the whole line, presentment. */
  discount?: number;
};

export type PaymentDraft = {
  gateway: 'shopify_payments' | 'gift_card' | 'paypal' | 'bank_transfer' | 'klarna';
  /** Presentment minor units; null takes what is left of the total. */
  amount: number | null;
  settlement?: Transaction['refundSettlement'];
};

export type OrderDraft = {
  shop: Shop;
  scenario: string | null;
  createdAt: string;
  customer: Customer | null;
  email: string | null;
  address: Address | null;
  locale: string;
  presentmentCurrency: string;
  lines: readonly LineDraft[];
  /** Presentment minor units. */
  shipping: number;
  payments: readonly PaymentDraft[];
  discountCodes?: readonly string[];
  tags?: readonly string[];
  note?: string | null;
};

/** Writes an order into the store: numbers, ids, both currencies, taxes and payments follow from the draft. */
export function addOrder(store: Store, draft: OrderDraft): Order {
  const { shop } = draft;
  const rate = rateOf(shop.currency, draft.presentmentCurrency);
  const number = shop.nextOrderNumber++;
  const order: Order = {
    id: store.nextId(),
    shop: shop.domain,
    number,
    name: `#${number}`,
    scenario: draft.scenario,
    createdAt: draft.createdAt,
    processedAt: draft.createdAt,
    updatedAt: draft.createdAt,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    currency: shop.currency,
    presentmentCurrency: draft.presentmentCurrency,
    taxesIncluded: shop.taxesIncluded,
    customerId: draft.customer?.id ?? null,
    email: draft.email,
    phone: null,
    customerLocale: draft.locale,
    shippingAddress: draft.address,
    billingAddress: draft.address,
    note: draft.note ?? null,
    tags: [...(draft.tags ?? [])],
    customAttributes: [],
    sourceName: 'web',
    sourceIdentifier: null,
    discountCodes: [...(draft.discountCodes ?? [])],
    test: false,
    lineItems: draft.lines.map((line) => lineItem(store, shop, line, rate)),
    shippingLines: [],
    fulfillments: [],
    transactions: [],
    refunds: [],
    disputes: [],
    risk: { level: 'LOW', facts: [{ description: 'Billing and shipping country match', sentiment: 'POSITIVE' }] },
  };
  if (draft.shipping > 0) order.shippingLines.push(shippingLine(store, shop, draft.shipping, rate));
  order.transactions = paymentsOf(store, order, draft.payments);
  store.addOrder(order);
  return order;
}

/** Says that (a part of) an order was shipped. @param lines default: everything */
export function addFulfillment(
  store: Store,
  order: Order,
  given: {
    at: string;
    carrier: Carrier;
    number: string;
    estimatedDeliveryAt: string | null;
    lines?: readonly { lineItemId: number; quantity: number }[];
  },
): Fulfillment {
  const lines = given.lines ?? order.lineItems.map((line) => ({ lineItemId: line.id, quantity: line.quantity }));
  const fulfillment: Fulfillment = {
    id: store.nextId(),
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: 'SUCCESS',
    createdAt: given.at,
    updatedAt: given.at,
    estimatedDeliveryAt: given.estimatedDeliveryAt,
    locationId: store.locations(order.shop)[0]?.id ?? null,
    tracking: { company: given.carrier.name, number: given.number, url: given.carrier.url(given.number) },
    lines: lines.map((line) => ({ id: store.nextId(), ...line })),
    events: [],
  };
  order.fulfillments.push(fulfillment);
  order.updatedAt = given.at;
  store.touch();
  return fulfillment;
}

/** One scan of a parcel. */
export function addEvent(
  store: Store,
  order: Order,
  fulfillment: Fulfillment,
  event: Pick<FulfillmentEvent, 'status' | 'happenedAt'> & Partial<FulfillmentEvent>,
): FulfillmentEvent {
  const full: FulfillmentEvent = {
    message: null,
    city: null,
    province: null,
    country: null,
    zip: null,
    createdAt: event.happenedAt,
    ...event,
    id: store.nextId(),
  };
  fulfillment.events.push(full);
  fulfillment.updatedAt = full.happenedAt;
  order.updatedAt = full.happenedAt > order.updatedAt ? full.happenedAt : order.updatedAt;
  store.touch();
  return full;
}

export type Carrier = { name: string; url: (number: string) => string };

/** Carriers by country of the address; the first one where none is named. */
export const CARRIERS: Readonly<Record<string, Carrier>> = {
  DPD: { name: 'DPD', url: (number) => `https://tracking.dpd.example.com/parcel/${number}` },
  Packeta: { name: 'Packeta', url: (number) => `https://tracking.packeta.example.com/${number}` },
  InPost: { name: 'InPost', url: (number) => `https://tracking.inpost.example.com/${number}` },
  DHL: { name: 'DHL', url: (number) => `https://tracking.dhl.example.com/?id=${number}` },
  USPS: { name: 'USPS', url: (number) => `https://tracking.usps.example.com/${number}` },
  Yamato: { name: 'Yamato', url: (number) => `https://tracking.yamato.example.com/${number}` },
};

function lineItem(store: Store, shop: Shop, line: LineDraft, rate: Rate): LineItem {
  const { unit, quantity, discount = 0, ...rest } = line;
  const total = unit * quantity - discount;
  return {
    ...rest,
    id: store.nextId(),
    vendor: shop.name,
    quantity,
    requiresShipping: true,
    giftCard: false,
    unitPrice: bagAt(unit, rate),
    discount: discount === 0 ? ZERO : bagAt(discount, rate),
    taxLines: [taxOn(shop, total, rate)],
  };
}

function shippingLine(store: Store, shop: Shop, price: number, rate: Rate): Order['shippingLines'][number] {
  return {
    id: store.nextId(),
    title: 'Standard',
    code: 'standard',
    price: bagAt(price, rate),
    discount: ZERO,
    taxLines: [taxOn(shop, price, rate)],
  };
}

function paymentsOf(store: Store, order: Order, drafts: readonly PaymentDraft[]): Transaction[] {
  const total = totalPrice(order);
  let left = total;
  return drafts.map((draft) => {
    const presentment = draft.amount ?? left.presentment;
    const inShop =
      draft.amount === null ? left.shop : Math.round((total.shop * presentment) / Math.max(1, total.presentment));
    const amount: Bag = { shop: inShop, presentment };
    left = { shop: left.shop - amount.shop, presentment: left.presentment - amount.presentment };
    return payment(store, order, draft, amount);
  });
}

function payment(store: Store, order: Order, draft: PaymentDraft, amount: Bag): Transaction {
  const names = {
    shopify_payments: 'Shopify Payments',
    gift_card: 'Gift card',
    paypal: 'PayPal',
    bank_transfer: 'Bank transfer',
    klarna: 'Klarna',
  };
  const last4 = String(1000 + (order.number % 9000));
  return {
    id: store.nextId(),
    kind: 'SALE',
    status: 'SUCCESS',
    gateway: draft.gateway,
    formattedGateway: names[draft.gateway],
    amount,
    parentId: null,
    createdAt: order.createdAt,
    processedAt: order.createdAt,
    errorCode: null,
    card:
      draft.gateway === 'shopify_payments' ? { company: 'Visa', number: `•••• •••• •••• ${last4}`, name: null } : null,
    accountNumber: draft.gateway === 'shopify_payments' ? `•••• •••• •••• ${last4}` : null,
    test: order.test,
    refundSettlement: draft.settlement ?? { mode: 'instant' },
  };
}
