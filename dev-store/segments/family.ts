import type { Args, Context, TypeResolvers } from '../engine/context.ts';
import { shopifyError } from '../engine/errors.ts';
import { gid, idOf } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { mutation, refused, userError } from '../graphql/mutation.ts';
import { connection, moneyV2 } from '../graphql/resolvers/values.ts';
import { wireTime } from '../graphql/time.ts';
import { totalReceived } from '../orders/totals.ts';
import { compileQuery, matchesNumber, matchesText, matchesWords, type Matcher } from '../search/query.ts';
import { segmentById } from '../state/benefits-index.ts';
import type { CodedError, Customer, Segment } from '../state/types.ts';
import { segmentEvent } from '../webhooks/benefit-events.ts';
import { isMember, membersOf, readSegmentQuery } from './members.ts';

/** A shop has room for so many [W]. */
const MOST = 6000;

const NOT_FOUND = refused(['id'], 'Segment does not exist', null);

/** `segmentCreate`: a name that is taken gets a number, so that a repeat is a second segment [W]. */
const segmentCreate = mutation(['segment'], (args, context) => {
  const { store, shop } = context;
  const [name, query] = [String(args['name']), String(args['query'])];
  const errors = problems(name, query);
  if (errors.length > 0) return { errors };
  if (store.state.segments.filter((one) => one.shop === shop.domain).length >= MOST)
    return refused(null, 'Segment limit reached. Delete an existing segment to create more.', null);
  const now = store.nowIso();
  const segment: Segment = {
    id: store.nextId(),
    shop: shop.domain,
    name: freeName(context, name, null),
    query,
    createdAt: now,
    updatedAt: now,
  };
  store.state.segments.push(segment);
  store.touch();
  context.emit(segmentEvent('create', segment));
  return { payload: { segment } };
});

const segmentUpdate = mutation(['segment'], (args, context) => {
  const segment = segmentOf(args, context);
  if (segment === undefined) return NOT_FOUND;
  const [name, query] = [textOf(args['name']), textOf(args['query'])];
  if (name === null && query === null) return refused(null, 'At least one attribute to change must be present', null);
  const errors = problems(name ?? segment.name, query ?? segment.query);
  if (errors.length > 0) return { errors };
  if (name !== null) segment.name = freeName(context, name, segment.id);
  if (query !== null) segment.query = query;
  segment.updatedAt = context.store.nowIso();
  context.store.touch();
  context.emit(segmentEvent('update', segment));
  return { payload: { segment } };
});

/** `segmentDelete`. A discount bound to the segment stays and reaches nobody any more (evidence is silent). */
const segmentDelete = mutation(['deletedSegmentId'], (args, context) => {
  const segment = segmentOf(args, context);
  if (segment === undefined) return NOT_FOUND;
  const { state } = context.store;
  state.segments = state.segments.filter((one) => one !== segment);
  context.store.touch();
  context.emit(segmentEvent('delete', segment));
  return { payload: { deletedSegmentId: gid('Segment', segment.id) } };
});

/** Blank or long texts keep the query from being read [W]. */
function problems(name: string, query: string): CodedError[] {
  const errors: CodedError[] = [];
  if (name.trim() === '') errors.push(userError(['name'], "Name can't be blank", null));
  else if (name.length > 255) errors.push(userError(['name'], 'Name is too long (maximum is 255 characters)', null));
  if (query.trim() === '') errors.push(userError(['query'], "Query can't be blank", null));
  else if (query.length > 5000)
    errors.push(userError(['query'], 'Query is too long (maximum is 5000 characters)', null));
  if (errors.length > 0) return errors;
  const parsed = readSegmentQuery(query);
  return parsed.ok ? [] : parsed.problems.map((problem) => userError(['query'], `Query ${problem}`, null));
}

/** "Foo (1)" taken becomes "Foo (2)" [W]; a name without a number begins at (2) (evidence is silent). */
function freeName({ store, shop }: Context, name: string, own: number | null): string {
  const taken = new Set(
    store.state.segments.filter((one) => one.shop === shop.domain && one.id !== own).map((one) => one.name),
  );
  const numbered = /^(.*) \((\d+)\)$/.exec(name);
  const stem = numbered?.[1] ?? name;
  let free = name;
  for (let number = Number(numbered?.[2] ?? 1) + 1; taken.has(free); number += 1) free = `${stem} (${number})`;
  return free;
}

const segmentResolvers: TypeResolvers<Segment> = {
  id: (segment) => gid('Segment', segment.id),
  name: (segment) => segment.name,
  query: (segment) => segment.query,
  creationDate: (segment) => wireTime(segment.createdAt),
  lastEditDate: (segment) => wireTime(segment.updatedAt),
};

const memberResolvers: TypeResolvers<Customer> = {
  id: (customer) => gid('CustomerSegmentMember', customer.id),
  firstName: (customer) => customer.firstName,
  lastName: (customer) => customer.lastName,
  displayName: (customer) =>
    [customer.firstName, customer.lastName].filter(Boolean).join(' ') || (customer.email ?? customer.phone ?? ''),
  note: (customer) => customer.note,
  numberOfOrders: (customer, _args, { store }) => String(store.ordersOfCustomer(customer.id).length),
  lastOrderId: (customer, _args, { store }) => {
    const last = store.ordersOfCustomer(customer.id).at(-1);
    return last === undefined ? null : gid('Order', last.id);
  },
  amountSpent: (customer, _args, { store, shop }) => {
    const spent = store.ordersOfCustomer(customer.id).reduce((sum, order) => sum + totalReceived(order).shop, 0);
    return moneyV2(spent, shop.currency);
  },
};

/** Segments: groups of customers by condition, for standing discounts. */
export const segments: Family = {
  queries: {
    // Unlike other lookups this one is an error for what does not exist [W].
    segment: (_source, args, context) => {
      const segment = segmentOf(args, context);
      if (segment === undefined) throw shopifyError('Segment does not exist', 'NOT_FOUND');
      return segment;
    },
    segments: (_source, args, { store, shop }) => {
      const query = textOf(args['query']) ?? '';
      const mine = store.state.segments.filter((one) => one.shop === shop.domain);
      return connection(mine.filter(compileQuery(query, matcher)), args, (segment) => segment.id);
    },
    segmentsCount: (_source, _args, { store, shop }) => ({
      count: store.state.segments.filter((one) => one.shop === shop.domain).length,
      precision: 'EXACT',
    }),
    customerSegmentMembers: (_source, args, context) => {
      const found = membersOf(context.store, context.shop, queryOf(args, context));
      return { ...edgesOf(connection(found, args, (customer) => customer.id)), totalCount: found.length };
    },
    customerSegmentMembership: (_source, args, { store, shop }) => {
      const customer = store.customer(shop.domain, idOf(args['customerId']));
      return {
        memberships: (args['segmentIds'] as string[]).map((segmentId) => ({
          segmentId,
          isMember: customer !== undefined && isMember(store, shop, customer, [idOf(segmentId)]),
        })),
      };
    },
  },
  mutations: { segmentCreate, segmentUpdate, segmentDelete },
  types: { Segment: segmentResolvers, CustomerSegmentMember: memberResolvers },
  nodes: { Segment: ({ store, shop }, id) => segmentById(store, shop.domain, id) },
};

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function queryOf(args: Args, context: Context): string {
  const query = textOf(args['query']);
  if (query !== null) return query;
  const segment = context.store.state.segments.find(
    (one) => one.shop === context.shop.domain && one.id === idOf(args['segmentId']),
  );
  if (segment === undefined) throw shopifyError('Invalid segment ID.', 'BAD_REQUEST');
  return segment.query;
}

/** This connection has `edges` and `pageInfo` only [S]. */
function edgesOf<T>({ edges, pageInfo }: { edges: T; pageInfo: object }): { edges: T; pageInfo: object } {
  return { edges, pageInfo };
}

function segmentOf(args: Args, { store, shop }: Context): Segment | undefined {
  return segmentById(store, shop.domain, idOf(args['id']));
}

const matcher: Matcher<Segment> = {
  fields: {
    id: (segment, term) => matchesNumber(segment.id, term),
    name: (segment, term) => matchesText(segment.name, term),
  },
  text: (segment, term) => matchesWords([segment.name], term),
};
