import { APP_ID } from '../options.ts';
import type { Store } from '../state/store.ts';
import type { Bag } from '../money.ts';
import type { Order, Shop, Transaction } from '../state/types.ts';

/** What an app says about an order it makes; the rest is what orders begin with. */
export type OrderFacts = Partial<Omit<Order, 'id' | 'shop' | 'number' | 'scenario' | 'createdAt' | 'updatedAt'>>;

/** Writes an order that an app made: next number, now, unfulfilled, its source the app's numeric id [W]. */
export function makeOrder(store: Store, shop: Shop, facts: OrderFacts): Order {
  const number = shop.nextOrderNumber++;
  const now = store.nowIso();
  const order: Order = {
    id: store.nextId(),
    shop: shop.domain,
    number,
    name: `#${number}`,
    scenario: null,
    createdAt: now,
    processedAt: now,
    updatedAt: now,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    currency: shop.currency,
    presentmentCurrency: shop.currency,
    taxesIncluded: shop.taxesIncluded,
    customerId: null,
    email: null,
    phone: null,
    customerLocale: null,
    shippingAddress: null,
    billingAddress: null,
    note: null,
    tags: [],
    customAttributes: [],
    sourceName: String(APP_ID),
    sourceIdentifier: null,
    discountCodes: [],
    test: false,
    lineItems: [],
    shippingLines: [],
    fulfillments: [],
    transactions: [],
    refunds: [],
    disputes: [],
    risk: { level: 'NONE', facts: [] },
    ...facts,
    madeAt: new Date(store.now()).toISOString(),
  };
  store.addOrder(order);
  return order;
}

/** A payment that somebody wrote down: gateway `manual` [W]. */
export function payment(
  store: Store,
  given: { amount: Bag } & Partial<Pick<Transaction, 'kind' | 'status' | 'gateway' | 'processedAt' | 'test'>>,
): Transaction {
  const now = store.nowIso();
  const gateway = given.gateway ?? 'manual';
  return {
    id: store.nextId(),
    kind: 'SALE',
    status: 'SUCCESS',
    formattedGateway: gateway.charAt(0).toUpperCase() + gateway.slice(1).replaceAll('_', ' '),
    parentId: null,
    createdAt: now,
    processedAt: given.status === 'PENDING' ? null : now,
    errorCode: null,
    card: null,
    accountNumber: null,
    test: false,
    refundSettlement: { mode: 'instant' },
    ...given,
    gateway,
  };
}
