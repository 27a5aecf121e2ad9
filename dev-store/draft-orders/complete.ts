import { planClaims, stockEvents, take } from '../inventory/claims.ts';
import type { StoreEvent } from '../engine/context.ts';
import { addBags } from '../money.ts';
import { learnAddress } from '../orders/customers.ts';
import { makeOrder, payment } from '../orders/make.ts';
import type { Store } from '../state/store.ts';
import type { DraftLine, DraftOrder, LineItem, Order, Shop } from '../state/types.ts';
import { draftUpdated } from '../webhooks/draft-events.ts';
import { orderCreated } from '../webhooks/order-events.ts';
import { release } from './reserve.ts';
import { grandTotal } from './totals.ts';

/**
 * Makes the order of a draft: same lines, prices, discounts, tags, note and attributes; paid by a manual sale, pending or
 * not [W]; nothing to pay leaves no transaction (evidence is silent). Stock is committed whatever the variants' policy says:
 * a draft is the merchant's own decision (evidence is silent). Metafields stay with the draft (evidence is silent).
 */
export function completeDraft(store: Store, shop: Shop, draft: DraftOrder, pending: boolean): StoreEvent[] {
  const released = release(store, draft);
  const claims = planClaims(store, shop.domain, draft.lines);
  take(store, claims);
  const places = new Map(claims.map(({ stock }) => [stock.variant.id, stock.location.id]));
  const order = makeOrder(store, shop, {
    ...factsOf(draft),
    lineItems: draft.lines.map((line) => orderLine(store, line, places)),
    transactions: paymentsOf(store, draft, pending),
  });
  const customer = order.customerId === null ? undefined : store.customer(shop.domain, order.customerId);
  if (customer !== undefined) {
    learnAddress(customer, draft.shippingAddress);
    order.customerLocale = customer.locale;
  }
  draft.status = 'COMPLETED';
  draft.completedAt = store.nowIso();
  draft.updatedAt = draft.completedAt;
  draft.orderId = order.id;
  store.touch();
  return [
    ...orderCreated(store, order),
    draftUpdated(store, draft),
    ...(claims.length > 0 ? stockEvents(store, claims) : released),
  ];
}

function factsOf(draft: DraftOrder): Partial<Order> {
  return {
    presentmentCurrency: draft.presentmentCurrency,
    customerId: draft.customerId,
    email: draft.email,
    phone: draft.phone,
    shippingAddress: draft.shippingAddress,
    billingAddress: draft.billingAddress ?? draft.shippingAddress,
    note: draft.note,
    poNumber: draft.poNumber,
    tags: [...draft.tags],
    customAttributes: draft.customAttributes.map((one) => ({ ...one })),
    shippingLines: draft.shippingLine === null ? [] : [withoutAsk(draft.shippingLine)],
  };
}

function withoutAsk({
  asked: _asked,
  ...line
}: NonNullable<DraftOrder['shippingLine']>): Order['shippingLines'][number] {
  return line;
}

function orderLine(store: Store, line: DraftLine, places: ReadonlyMap<number, number>): LineItem {
  const { variantId } = line;
  return {
    id: store.nextId(),
    title: line.title,
    variantTitle: line.variantTitle,
    // An empty SKU of a draft's line is none on the order [W].
    sku: line.sku === '' ? null : line.sku,
    vendor: line.vendor,
    productId: line.productId,
    variantId,
    image: line.image,
    quantity: line.quantity,
    requiresShipping: line.requiresShipping,
    giftCard: false,
    unitPrice: line.unitPrice,
    discount: line.discount === null ? line.orderDiscount : addBags(line.discount.amount, line.orderDiscount),
    taxLines: line.taxLines,
    customAttributes: line.customAttributes,
    stockLocationId: variantId === null ? null : (places.get(variantId) ?? null),
  };
}

function paymentsOf(store: Store, draft: DraftOrder, pending: boolean): Order['transactions'] {
  const amount = grandTotal(draft);
  if (amount.presentment === 0) return [];
  return [payment(store, { amount, status: pending ? 'PENDING' : 'SUCCESS' })];
}
