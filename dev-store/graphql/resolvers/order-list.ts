import type { Args, Context } from '../../engine/context.ts';
import { financialStatus, fulfillmentStatus } from '../../orders/totals.ts';
import {
  compileQuery,
  matchesNumber,
  matchesText,
  matchesTime,
  matchesWords,
  type Matcher,
  type Term,
} from '../../search/query.ts';
import { hasOpenChargeback } from '../../refunds/guards.ts';
import { isIndexed } from '../../search/lag.ts';
import type { Store } from '../../state/store.ts';
import type { Order } from '../../state/types.ts';
import { connection, type Connection } from './values.ts';

const SIXTY_DAYS_MS = 60 * 24 * 60 * 60 * 1000;
const ALL_ORDERS = { scopes: ['read_all_orders'], text: '`read_all_orders` access scope.' };

/** Without `read_all_orders` only the last 60 days can be seen [D2]. */
export function isVisible(order: Order, context: Context): boolean {
  return context.store.now() - Date.parse(order.createdAt) <= SIXTY_DAYS_MS || context.allows(ALL_ORDERS);
}

/** A page of orders: `query`, `sortKey`, `reverse`, cursors. */
export function listOrders(
  orders: readonly Order[],
  args: Args,
  context: Context,
  defaultSort: string,
): Connection<Order> {
  const found = findOrders(orders, args, context);
  const sortKey = typeof args['sortKey'] === 'string' ? args['sortKey'] : defaultSort;
  return connection(sort(found, sortKey, context.store), args, (order) => order.id);
}

/** Orders that `query` matches, that the app may see and, when it searches, that the index knows. */
export function findOrders(orders: readonly Order[], args: Args, context: Context): Order[] {
  const query = typeof args['query'] === 'string' ? args['query'] : '';
  const matches = compileQuery(query, matcherFor(context.store));
  const searched = query.trim() !== '';
  return orders.filter(
    (order) => matches(order) && isVisible(order, context) && (!searched || isIndexed(context, order.madeAt)),
  );
}

function sort(orders: Order[], sortKey: string, store: Store): Order[] {
  const key = SORT_KEYS[sortKey];
  if (key === undefined) return orders.sort((a, b) => a.id - b.id);
  const keyed = orders.map((order) => ({ order, key: key(order, store) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.order.id - b.order.id));
  return keyed.map((one) => one.order);
}

const SORT_KEYS: Readonly<Record<string, (order: Order, store: Store) => string | number>> = {
  PROCESSED_AT: (order) => order.processedAt,
  CREATED_AT: (order) => order.createdAt,
  UPDATED_AT: (order) => order.updatedAt,
  ORDER_NUMBER: (order) => order.number,
  CUSTOMER_NAME: (order, store) => customerName(order, store) ?? '',
  ID: (order) => order.id,
};

function customerName(order: Order, store: Store): string | null {
  const customer = order.customerId === null ? undefined : store.customer(order.shop, order.customerId);
  if (customer !== undefined) return [customer.firstName, customer.lastName].filter(Boolean).join(' ');
  const to = order.shippingAddress;
  return to === null ? null : [to.firstName, to.lastName].filter(Boolean).join(' ');
}

const matchers = new WeakMap<Store, Matcher<Order>>();

function matcherFor(store: Store): Matcher<Order> {
  const known = matchers.get(store);
  if (known !== undefined) return known;
  const matcher: Matcher<Order> = {
    fields: FIELDS,
    text: (order, term) => {
      if (matchesName(order, term)) return true;
      const customer = order.customerId === null ? undefined : store.customer(order.shop, order.customerId);
      return matchesWords([order.email, customer?.email ?? null, customerName(order, store), order.phone], term);
    },
  };
  matchers.set(store, matcher);
  return matcher;
}

function matchesName(order: Order, term: Term): boolean {
  const value = term.value.replace(/^#/, '');
  const have = order.name.replace(/^#/, '');
  return term.prefix ? have.startsWith(value) : have === value;
}

const FIELDS: Matcher<Order>['fields'] = {
  name: matchesName,
  id: (order, term) => matchesNumber(order.id, term),
  email: (order, term) => matchesText(order.email, term),
  customer_id: (order, term) => order.customerId !== null && matchesNumber(order.customerId, term),
  financial_status: (order, term) => matchesFinancial(order, term.value.toLowerCase()),
  fulfillment_status: (order, term) => matchesFulfillment(order, term.value.toLowerCase()),
  status: (order, term) => matchesStatus(order, term.value.toLowerCase()),
  created_at: (order, term) => matchesTime(order.createdAt, term),
  processed_at: (order, term) => matchesTime(order.processedAt, term),
  updated_at: (order, term) => matchesTime(order.updatedAt, term),
  tag: (order, term) => order.tags.some((tag) => matchesText(tag, term)),
  tag_not: (order, term) => !order.tags.some((tag) => matchesText(tag, term)),
  source_identifier: (order, term) => matchesText(order.sourceIdentifier, term),
  source_name: (order, term) => matchesText(order.sourceName, term),
  sku: (order, term) => order.lineItems.some((line) => matchesText(line.sku, term)),
  discount_code: (order, term) => order.discountCodes.some((code) => matchesText(code, term)),
  gateway: (order, term) => order.transactions.some((one) => matchesText(one.gateway, term)),
  risk_level: (order, term) => matchesText(order.risk.level, term),
  chargeback_status: (order, term) =>
    order.disputes.some((one) => matchesText(one.status, term)) || (term.value === 'open' && hasOpenChargeback(order)),
  test: (order, term) => String(order.test) === term.value,
};

function matchesFinancial(order: Order, wanted: string): boolean {
  const status = financialStatus(order).toLowerCase();
  if (wanted === 'any') return true;
  if (wanted === 'unpaid') return ['pending', 'authorized', 'partially_paid'].includes(status);
  return status === wanted;
}

function matchesFulfillment(order: Order, wanted: string): boolean {
  const status = fulfillmentStatus(order);
  switch (wanted) {
    case 'any':
      return true;
    case 'fulfilled':
    case 'shipped':
      return status === 'FULFILLED';
    case 'partial':
      return status === 'PARTIALLY_FULFILLED';
    case 'unfulfilled':
      return status === 'UNFULFILLED' || status === 'PARTIALLY_FULFILLED';
    case 'unshipped':
      return status === 'UNFULFILLED';
    default:
      return false;
  }
}

function matchesStatus(order: Order, wanted: string): boolean {
  switch (wanted) {
    case 'any':
      return true;
    case 'cancelled':
      return order.cancelledAt !== null;
    case 'closed':
      return order.closedAt !== null;
    case 'open':
      return order.closedAt === null && order.cancelledAt === null;
    case 'not_closed':
      return order.closedAt === null;
    default:
      return false;
  }
}
