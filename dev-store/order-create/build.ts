import { sendParcel } from '../fulfillment/ship.ts';
import { idOf } from '../gid.ts';
import type { Claim } from '../inventory/claims.ts';
import { portion, subtractBags, sumBags, ZERO, type Bag } from '../money.ts';
import { readAddress } from '../orders/address.ts';
import { customerByEmail, customerForEmail, learnAddress } from '../orders/customers.ts';
import { makeOrder, payment, type OrderFacts } from '../orders/make.ts';
import { spread } from '../orders/pricing.ts';
import { lineTotal, times, totalPrice } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Customer, LineItem, Order, Shop, ShippingLine } from '../state/types.ts';
import { normalTags } from '../tags/tags.ts';
import { namedCustomer, type OrderAsk, type OrderLineAsk } from './input.ts';
import type { OrderMoney } from './money.ts';

/** Makes the order that an input which passed its guards asks for. @param claims stock it takes; none when it bypasses stock */
export function buildOrder(
  store: Store,
  shop: Shop,
  ask: OrderAsk,
  money: OrderMoney,
  claims: readonly Claim[],
): Order {
  const lineItems = linesOf(store, shop, ask, money, claims);
  const customer = customerOf(store, shop, ask);
  const order = makeOrder(store, shop, {
    ...factsOf(store, ask, money),
    lineItems,
    shippingLines: shippingOf(store, ask, money),
    discountCodes: codeOf(ask) === null ? [] : [codeOf(ask) ?? ''],
    customerId: customer?.id ?? null,
    customerLocale: customer?.locale ?? null,
    email: ask.email ?? customer?.email ?? null,
    transactions: (ask.transactions ?? []).map((one) =>
      payment(store, {
        amount: money.bag(one.amountSet) ?? ZERO,
        kind: one.kind ?? 'SALE',
        status: one.status ?? 'SUCCESS',
        test: one.test ?? false,
        ...(one.gateway != null && { gateway: one.gateway }),
      }),
    ),
  });
  if (customer !== undefined) learnAddress(customer, order.shippingAddress ?? order.billingAddress);
  stateMoney(order, ask);
  send(store, order, ask);
  return order;
}

/** `processedAt` in the future is now, since 2026-07 [S]. A name of one's own replaces the number's [S]. */
function factsOf(store: Store, ask: OrderAsk, money: OrderMoney): OrderFacts {
  const processedAt = ask.processedAt == null ? store.now() : Math.min(Date.parse(ask.processedAt), store.now());
  const shippingAddress = ask.shippingAddress == null ? null : readAddress(ask.shippingAddress);
  return {
    currency: money.currency,
    presentmentCurrency: money.presentmentCurrency,
    taxesIncluded: ask.taxesIncluded ?? false,
    processedAt: `${new Date(processedAt).toISOString().slice(0, 19)}Z`,
    closedAt: ask.closedAt ?? null,
    phone: ask.phone ?? null,
    shippingAddress,
    billingAddress: ask.billingAddress == null ? null : readAddress(ask.billingAddress),
    note: ask.note ?? null,
    poNumber: ask.poNumber ?? null,
    tags: normalTags(ask.tags ?? []),
    customAttributes: (ask.customAttributes ?? []).map(({ key, value }) => ({ key, value })),
    sourceIdentifier: ask.sourceIdentifier ?? null,
    test: ask.test ?? false,
    ...(ask.name != null && { name: ask.name }),
  };
}

function linesOf(store: Store, shop: Shop, ask: OrderAsk, money: OrderMoney, claims: readonly Claim[]): LineItem[] {
  const places = new Map(claims.map(({ stock }) => [stock.variant.id, stock.location.id]));
  const lines = (ask.lineItems ?? []).map((line) => orderLine(store, shop, line, money, places));
  const off = spread(itemDiscount(ask, money, lines), lines.map(lineTotal));
  // Tax lines of the order are split over the lines [S].
  const shared = (ask.taxLines ?? []).map((tax) => money.tax(tax, sumBags(lines.map(lineTotal))));
  const parts = shared.map((tax) => spread(tax.amount, lines.map(lineTotal)));
  for (const [index, line] of lines.entries()) {
    line.discount = off[index] ?? ZERO;
    const own = ask.lineItems?.[index]?.taxLines ?? [];
    line.taxLines = [
      ...own.map((tax) => money.tax(tax, lineTotal(line))),
      ...shared.map((tax, at) => ({ ...tax, amount: parts[at]?.[index] ?? ZERO })),
    ];
  }
  return lines;
}

function orderLine(
  store: Store,
  shop: Shop,
  ask: OrderLineAsk,
  money: OrderMoney,
  places: ReadonlyMap<number, number>,
): LineItem {
  const found = ask.variantId == null ? undefined : store.variant(shop.domain, idOf(ask.variantId));
  const productId = ask.productId == null ? null : idOf(ask.productId);
  return {
    id: store.nextId(),
    title: ask.title ?? found?.product.title ?? '',
    variantTitle: ask.variantTitle ?? found?.variant.title ?? null,
    sku: ask.sku ?? found?.variant.sku ?? null,
    vendor: ask.vendor ?? found?.product.vendor ?? null,
    productId: found?.product.id ?? store.product(shop.domain, productId ?? -1)?.id ?? null,
    variantId: found?.variant.id ?? null,
    image: found?.variant.image ?? null,
    quantity: ask.quantity,
    // The schema's default is false; that a variant's own need counts is assumed.
    requiresShipping: ask.requiresShipping === true || found !== undefined,
    giftCard: ask.giftCard ?? false,
    unitPrice: (ask.priceSet == null ? null : money.bag(ask.priceSet)) ?? money.price(found?.variant.price ?? 0),
    discount: ZERO,
    taxLines: [],
    customAttributes: (ask.properties ?? []).map(({ name, value }) => ({ key: name, value })),
    stockLocationId: found === undefined ? null : (places.get(found.variant.id) ?? null),
  };
}

/** One code an order, off all items [S]: a fixed amount [W] or a percentage. */
function itemDiscount(ask: OrderAsk, money: OrderMoney, lines: readonly LineItem[]): Bag {
  const whole = sumBags(lines.map((line) => times(line.unitPrice, line.quantity)));
  const fixed = ask.discountCode?.itemFixedDiscountCode?.amountSet;
  if (fixed != null) {
    const amount = money.bag(fixed) ?? ZERO;
    return amount.presentment > whole.presentment ? whole : amount;
  }
  const parts = Math.round((ask.discountCode?.itemPercentageDiscountCode?.percentage ?? 0) * 100);
  return { shop: portion(whole.shop, parts, 10_000), presentment: portion(whole.presentment, parts, 10_000) };
}

function shippingOf(store: Store, ask: OrderAsk, money: OrderMoney): ShippingLine[] {
  const free = ask.discountCode?.freeShippingDiscountCode != null;
  return (ask.shippingLines ?? []).map((line) => {
    const price = money.bag(line.priceSet) ?? ZERO;
    const discount = free ? price : ZERO;
    return {
      id: store.nextId(),
      title: line.title,
      code: line.code ?? null,
      source: line.source ?? null,
      price,
      discount,
      taxLines: (line.taxLines ?? []).map((tax) => money.tax(tax, subtractBags(price, discount))),
    };
  });
}

function codeOf({ discountCode }: OrderAsk): string | null {
  const given =
    discountCode?.itemFixedDiscountCode ??
    discountCode?.itemPercentageDiscountCode ??
    discountCode?.freeShippingDiscountCode;
  return given?.code ?? null;
}

/** The customer that is named, found by e-mail, or made of one (recorded for drafts [W], assumed here). */
function customerOf(store: Store, shop: Shop, ask: OrderAsk): Customer | undefined {
  const id = namedCustomer(ask);
  const upsert = ask.customer?.toUpsert;
  const email = upsert?.email ?? ask.customer?.toAssociate?.email ?? ask.email;
  const named = id === null ? undefined : store.customer(shop.domain, id);
  if (upsert == null) {
    if (named !== undefined) return named;
    return email == null || email === '' ? undefined : customerForEmail(store, shop, email);
  }
  const known = named ?? (email == null ? undefined : customerByEmail(store, shop.domain, email));
  const customer = known ?? (email == null ? undefined : customerForEmail(store, shop, email));
  if (customer === undefined) return undefined;
  customer.firstName = upsert.firstName ?? customer.firstName;
  customer.lastName = upsert.lastName ?? customer.lastName;
  customer.phone = upsert.phone ?? customer.phone;
  customer.note = upsert.note ?? customer.note;
  if (upsert.tags != null) customer.tags = normalTags(upsert.tags);
  customer.updatedAt = store.nowIso();
  return customer;
}

/** A status that is said persists, even against the transactions [S]; nothing said and nothing paid shows none [W]. */
function stateMoney(order: Order, ask: OrderAsk): void {
  const transactions = order.transactions.length;
  if (ask.financialStatus != null) order.statedStatus = { status: ask.financialStatus, transactions };
  else if (transactions === 0 && totalPrice(order).presentment > 0) order.statedStatus = { status: null, transactions };
}

/** An order that was sent already: everything in one parcel [S: "This will apply to all line items"]. */
function send(store: Store, order: Order, ask: OrderAsk): void {
  const { fulfillment } = ask;
  if (fulfillment == null && ask.fulfillmentStatus !== 'FULFILLED') return;
  const number = fulfillment?.trackingNumber ?? fulfillment?.trackingNumbers?.[0];
  sendParcel(store, order, {
    lines: order.lineItems.map((line) => ({ lineItemId: line.id, quantity: line.quantity, orderLineId: line.id })),
    tracking: number == null ? null : { company: fulfillment?.trackingCompany ?? 'Other', number, url: null },
    locationId: fulfillment == null ? (store.locations(order.shop)[0]?.id ?? null) : idOf(fulfillment.locationId),
  });
}
