import { shopifyError } from '../engine/errors.ts';
import { parseMinor } from '../money.ts';
import { totalReceived } from '../orders/totals.ts';
import { segmentById } from '../state/benefits-index.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Shop } from '../state/types.ts';
import { parseSegment, type Condition, type Operator, type Parsed } from './grammar.ts';

type World = { store: Store; shop: Shop; customer: Customer };
type Fact = (world: World, operator: Operator, value: string) => boolean;

/** Filters that this stand-in answers. */
const FACTS: Readonly<Record<string, Fact>> = {
  customer_tags: ({ customer }, operator, value) => inList(customer.tags, operator, value),
  customer_countries: ({ customer }, operator, value) =>
    inList(customer.address === null ? [] : [customer.address.countryCode], operator, value),
  customer_cities: ({ customer }, operator, value) =>
    inList(customer.address?.city == null ? [] : [customer.address.city], operator, value),
  customer_language: ({ customer }, operator, value) => compare(customer.locale, operator, value),
  customer_email_domain: ({ customer }, operator, value) =>
    compare(customer.email?.split('@')[1] ?? null, operator, value),
  customer_added_date: ({ store, customer }, operator, value) => onDay(store, customer.createdAt, operator, value),
  number_of_orders: ({ store, customer }, operator, value) =>
    compare(store.ordersOfCustomer(customer.id).length, operator, Number(value)),
  amount_spent: ({ store, shop, customer }, operator, value) => {
    const spent = store.ordersOfCustomer(customer.id).reduce((sum, order) => sum + totalReceived(order).shop, 0);
    return compare(spent, operator, parseMinor(value, shop.currency) ?? Number.NaN);
  },
  last_order_date: ({ store, customer }, operator, value) =>
    onDay(store, store.ordersOfCustomer(customer.id).at(-1)?.createdAt ?? null, operator, value),
};

/** Filters that Shopify has and this stand-in does not; asking for them is loud. */
const OTHER_FILTERS = new Set([
  'abandoned_checkout_date',
  'anniversary',
  'companies',
  'customer_account_status',
  'customer_regions',
  'email_subscription_status',
  'first_order_date',
  'orders_placed',
  'predicted_spend_tier',
  'product_subscription_status',
  'products_purchased',
  'rfm_group',
  'sms_subscription_status',
  'store_credit_accounts',
]);

/** Reads a query with Shopify's filters. */
export function readSegmentQuery(query: string): Parsed {
  return parseSegment(query, (name) => name in FACTS || OTHER_FILTERS.has(name));
}

/** Customers of a shop that a query describes. @throws for a filter that this stand-in does not know */
export function membersOf(store: Store, shop: Shop, query: string): Customer[] {
  const parsed = readSegmentQuery(query);
  if (!parsed.ok) throw shopifyError(parsed.problems.join(' '), 'BAD_REQUEST');
  return store.customers(shop.domain).filter((customer) => holds({ store, shop, customer }, parsed.condition));
}

/** True when a customer is in one of these segments now: membership follows the customer's facts at once. */
export function isMember(store: Store, shop: Shop, customer: Customer, segmentIds: readonly number[]): boolean {
  return segmentIds.some((id) => {
    const segment = segmentById(store, shop.domain, id);
    const parsed = segment === undefined ? null : readSegmentQuery(segment.query);
    return parsed?.ok === true && holds({ store, shop, customer }, parsed.condition);
  });
}

function holds(world: World, condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => holds(world, part));
    case 'or':
      return condition.parts.some((part) => holds(world, part));
    case 'not':
      return !holds(world, condition.part);
    case 'fact': {
      const fact = FACTS[condition.filter];
      if (fact === undefined)
        throw shopifyError(`dev store: the segment filter '${condition.filter}' is not supported`, 'BAD_REQUEST');
      return fact(world, condition.operator, condition.value);
    }
  }
}

function inList(have: readonly string[], operator: Operator, value: string): boolean {
  if (operator === 'IS NULL') return have.length === 0;
  if (operator === 'IS NOT NULL') return have.length > 0;
  const found = have.some((one) => one.toLowerCase() === value.toLowerCase());
  return operator === 'NOT CONTAINS' || operator === '!=' ? !found : found;
}

function compare<T extends string | number>(have: T | null, operator: Operator, want: T): boolean {
  switch (operator) {
    case 'IS NULL':
      return have === null;
    case 'IS NOT NULL':
      return have !== null;
    case '=':
      return have === want;
    case '!=':
      return have !== want;
    case 'CONTAINS':
      return have !== null && String(have).includes(String(want));
    case 'NOT CONTAINS':
      return have === null || !String(have).includes(String(want));
    case '>':
      return have !== null && have > want;
    case '>=':
      return have !== null && have >= want;
    case '<':
      return have !== null && have < want;
    case '<=':
      return have !== null && have <= want;
  }
}

const DAY_MS = 86_400_000;
const SPANS: Readonly<Record<string, number>> = { d: DAY_MS, w: 7 * DAY_MS, m: 30 * DAY_MS, y: 365 * DAY_MS };

/** Compares an instant with a day, or with a span back from now such as `-30d`. */
function onDay(store: Store, iso: string | null, operator: Operator, value: string): boolean {
  const span = /^-(\d+)([dwmy])$/.exec(value);
  const want = span === null ? Date.parse(value) : store.now() - Number(span[1]) * (SPANS[span[2] ?? 'd'] ?? DAY_MS);
  return compare(iso === null ? null : Date.parse(iso), operator, want);
}
