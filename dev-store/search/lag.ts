import type { Context } from '../engine/context.ts';

/**
 * Whether searches know a record already. Shopify's lists with a `query` read an index that runs behind: recordings show an
 * order that `order(id:)` answers and no search by tag or name finds [W]. How long is not published; `searchLagMs` of the
 * shop sets it, 0 unless told. Lists without a query, and reading by id, are never behind.
 * @param madeAt when an app made the record; undefined for records that were there before
 */
export function isIndexed({ store, shop }: Context, madeAt: string | undefined): boolean {
  const lag = shop.searchLagMs ?? 0;
  return lag === 0 || madeAt === undefined || store.now() - Date.parse(madeAt) >= lag;
}
