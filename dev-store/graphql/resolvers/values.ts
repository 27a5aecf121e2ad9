import type { Args, Context } from '../../engine/context.ts';
import { shopifyError } from '../../engine/errors.ts';
import { decimalAmount, type Bag, type Currencies, type Minor } from '../../money.ts';
import type { Address, Order } from '../../state/types.ts';

export type MoneyV2 = { amount: string; currencyCode: string };

export function moneyV2(amount: Minor, currencyCode: string): MoneyV2 {
  return { amount: decimalAmount(amount, currencyCode), currencyCode };
}

/** A `MoneyBag` in the two currencies of an order. */
export function moneyBag(order: Currencies, bag: Bag): { shopMoney: MoneyV2; presentmentMoney: MoneyV2 } {
  return {
    shopMoney: moneyV2(bag.shop, order.currency),
    presentmentMoney: moneyV2(bag.presentment, order.presentmentCurrency),
  };
}

/** The first `first` entries of a plain list field; all without it. */
export function firstOf<T>(items: readonly T[], args: Args): readonly T[] {
  const first = args['first'];
  return typeof first === 'number' ? items.slice(0, first) : items;
}

/** An `Image`; pictures are served by the dev store itself. */
export function image(context: Context, path: string | null, altText: string | null): object | null {
  if (path === null) return null;
  const url = new URL(path, context.options.publicUrl ?? 'http://localhost:4000').href;
  return {
    id: `gid://shopify/ImageSource/${path.length}`,
    url,
    src: url,
    originalSrc: url,
    transformedSrc: url,
    altText,
    width: 400,
    height: 400,
  };
}

/** A record with the order it belongs to; most types of an order need both to answer. */
export type Of<T> = { order: Order; record: T };

export type AddressSource = Address & { key: string };

const MAX_PAGE = 250;

export type Connection<T> = {
  nodes: T[];
  readonly edges: { node: T; cursor: string }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
};

/**
 * One page of a list, by `first`/`after` or `last`/`before`.
 * @throws BAD_REQUEST without `first` and `last`, or above 250 items
 */
export function connection<T>(all: readonly T[], args: Args, idOf: (item: T) => number): Connection<T> {
  const first = pageArgument(args['first']);
  const last = pageArgument(args['last']);
  if (first === null && last === null) throw shopifyError('you must provide one of first or last', 'BAD_REQUEST');
  if (first !== null && last !== null)
    throw shopifyError('providing both first and last is not supported', 'BAD_REQUEST');
  const items = args['reverse'] === true ? all.toReversed() : all;
  let from = 0;
  let to = items.length;
  const after = cursorId(args['after']);
  const before = cursorId(args['before']);
  if (after !== null) from = positionOf(items, after, idOf) + 1;
  if (before !== null) to = positionOf(items, before, idOf);
  if (first !== null) to = Math.min(to, from + first);
  else from = Math.max(from, to - (last ?? 0));
  const nodes = items.slice(from, to);
  const cursor = (item: T): string => Buffer.from(JSON.stringify({ last_id: idOf(item) })).toString('base64');
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ node, cursor: cursor(node) }));
    },
    get pageInfo() {
      const [start, end] = [nodes[0], nodes.at(-1)];
      return {
        hasNextPage: to < items.length,
        hasPreviousPage: from > 0,
        startCursor: start === undefined ? null : cursor(start),
        endCursor: end === undefined ? null : cursor(end),
      };
    },
  };
}

function pageArgument(value: unknown): number | null {
  if (typeof value !== 'number') return null;
  if (value < 0 || value > MAX_PAGE)
    throw shopifyError(`The page size must be between 0 and ${MAX_PAGE}`, 'BAD_REQUEST');
  return value;
}

function cursorId(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  try {
    const parsed = JSON.parse(Buffer.from(value, 'base64').toString('utf8')) as { last_id?: unknown };
    if (typeof parsed.last_id === 'number') return parsed.last_id;
  } catch {
    // Falls through to the one answer for every bad cursor.
  }
  throw shopifyError('Invalid cursor for current pagination sort.', 'BAD_REQUEST');
}

function positionOf<T>(items: readonly T[], id: number, idOf: (item: T) => number): number {
  const position = items.findIndex((item) => idOf(item) === id);
  if (position === -1) throw shopifyError('Invalid cursor for current pagination sort.', 'BAD_REQUEST');
  return position;
}
