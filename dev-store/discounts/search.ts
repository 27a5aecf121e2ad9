import type { Args, Context } from '../engine/context.ts';
import {
  compileQuery,
  matchesNumber,
  matchesText,
  matchesTime,
  matchesWords,
  type Matcher,
  type Term,
} from '../search/query.ts';
import { isIndexed } from '../search/lag.ts';
import type { Discount } from '../state/types.ts';
import { statusOf } from './status.ts';
import { classOf } from './summary.ts';

/**
 * Discounts of a shop that `query` matches, sorted. Searches may be behind (see search/lag.ts): a recording shows a discount
 * that `codeDiscountNodeByCode` answers and no `discountNodes(query:)` finds [W].
 */
export function findDiscounts(context: Context, args: Args, method: Discount['method'] | null): Discount[] {
  const { store, shop } = context;
  const query = typeof args['query'] === 'string' ? args['query'] : '';
  const matches = compileQuery(query, matcherAt(store.now()));
  const found = store.state.discounts.filter(
    (one) =>
      one.shop === shop.domain &&
      (method === null || one.method === method) &&
      matches(one) &&
      (query === '' || isIndexed(context, one.createdAt)),
  );
  const key = typeof args['sortKey'] === 'string' ? SORT_KEYS[args['sortKey']] : undefined;
  if (key === undefined) return found;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id));
}

const SORT_KEYS: Readonly<Record<string, (discount: Discount) => string | number>> = {
  ID: (discount) => discount.id,
  CREATED_AT: (discount) => discount.createdAt,
  UPDATED_AT: (discount) => discount.updatedAt,
  STARTS_AT: (discount) => discount.startsAt,
  ENDS_AT: (discount) => discount.endsAt ?? '9999',
  TITLE: (discount) => discount.title.toLowerCase(),
};

/** Several values stand behind one another with commas [S]. */
function oneOf(term: Term, test: (value: string) => boolean): boolean {
  return term.value.split(',').some((value) => test(value.trim().toLowerCase()));
}

function matcherAt(now: number): Matcher<Discount> {
  return {
    fields: {
      id: (one, term) => matchesNumber(one.id, term),
      code: (one, term) => matchesText(one.code?.text ?? null, term),
      title: (one, term) => matchesText(one.title, term) || matchesWords([one.title], term),
      status: (one, term) => oneOf(term, (value) => statusOf(one, now).toLowerCase() === value),
      method: (one, term) => oneOf(term, (value) => one.method === value),
      type: (one, term) => oneOf(term, (value) => value === 'all' || kindOf(one) === value),
      discount_type: (one, term) => oneOf(term, (value) => kindOf(one) === value),
      discount_class: (one, term) => oneOf(term, (value) => classOf(one).toLowerCase() === value),
      context: (one, term) => oneOf(term, (value) => one.buyers.kind.replace(/s$/, '') === value),
      customer_ids: (one, term) => one.buyers.kind === 'customers' && named(one.buyers.ids, term),
      segment_ids: (one, term) => one.buyers.kind === 'segments' && named(one.buyers.ids, term),
      combines_with: (one, term) =>
        oneOf(term, (value) => {
          const { order, product, shipping } = one.combinesWith;
          return { order_discounts: order, product_discounts: product, shipping_discounts: shipping }[value] ?? false;
        }),
      tag: (one, term) => oneOf(term, (value) => one.tags.some((tag) => tag.toLowerCase() === value)),
      times_used: (one, term) => matchesNumber(one.uses.length, term),
      created_at: (one, term) => matchesTime(one.createdAt, term),
      updated_at: (one, term) => matchesTime(one.updatedAt, term),
      starts_at: (one, term) => matchesTime(one.startsAt, term),
      ends_at: (one, term) => one.endsAt !== null && matchesTime(one.endsAt, term),
    },
    text: (one, term) => matchesWords([one.title, one.code?.text ?? null], term),
  };
}

function named(ids: readonly number[], term: Term): boolean {
  return oneOf(term, (value) => ids.includes(Number(value.replace(/^gid:\/\/shopify\/\w+\//i, ''))));
}

function kindOf(discount: Discount): string {
  if (discount.kind === 'free_shipping') return 'free_shipping';
  return discount.value.kind === 'percentage' ? 'percentage' : 'fixed_amount';
}
