import type { Args, Context } from '../engine/context.ts';
import { connection, type Connection } from '../graphql/resolvers/values.ts';
import { isIndexed } from '../search/lag.ts';
import { compileQuery, matchesNumber, matchesText, matchesTime, matchesWords, type Matcher } from '../search/query.ts';
import type { DraftOrder } from '../state/types.ts';
import { draftsOf } from './book.ts';
import { grandTotal } from './totals.ts';

/** Filters of `draftOrders(query:)` [S]; `name` stands among the fields of the free text. An unknown one is a loud error. */
function matcherFor({ store }: Context): Matcher<DraftOrder> {
  const customer = (draft: DraftOrder): string | null => {
    const found = draft.customerId === null ? undefined : store.customer(draft.shop, draft.customerId);
    return found === undefined ? null : [found.firstName, found.lastName].filter(Boolean).join(' ');
  };
  return {
    fields: {
      id: (draft, term) => matchesNumber(draft.id, term),
      customer_id: (draft, term) => draft.customerId !== null && matchesNumber(draft.customerId, term),
      status: (draft, term) => matchesText(draft.status, term),
      tag: (draft, term) => draft.tags.some((tag) => matchesText(tag, term)),
      created_at: (draft, term) => matchesTime(draft.createdAt, term),
      updated_at: (draft, term) => matchesTime(draft.updatedAt, term),
    },
    text: (draft, term) =>
      matchesWords(
        [draft.name, draft.name.slice(1), draft.email, customer(draft), ...draft.lines.map((line) => line.title)],
        term,
      ),
  };
}

const SORT_KEYS: Readonly<Record<string, (draft: DraftOrder) => string | number>> = {
  ID: (draft) => draft.id,
  NUMBER: (draft) => draft.number,
  STATUS: (draft) => draft.status,
  TOTAL_PRICE: (draft) => grandTotal(draft).shop,
  UPDATED_AT: (draft) => draft.updatedAt,
};

/** Drafts that `query` matches, as far as the search knows them. */
export function findDrafts(args: Args, context: Context): DraftOrder[] {
  const query = typeof args['query'] === 'string' ? args['query'] : '';
  const matches = compileQuery(query, matcherFor(context));
  return draftsOf(context.store, context.shop.domain).filter(
    (draft) => matches(draft) && (query.trim() === '' || isIndexed(context, draft.createdAt)),
  );
}

/** A page of drafts; the oldest first unless asked otherwise [W]. */
export function listDrafts(args: Args, context: Context): Connection<DraftOrder> {
  const key = SORT_KEYS[String(args['sortKey'])] ?? SORT_KEYS['ID'];
  const keyed = findDrafts(args, context).map((draft) => ({ draft, key: key?.(draft) ?? 0 }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.draft.id - b.draft.id));
  return connection(
    keyed.map((one) => one.draft),
    args,
    (draft) => draft.id,
  );
}
