import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import type { ItemPrices, StockedItem } from '#app/domain/remedy/replacement.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { ItemTypeDocument, SearchItemsDocument } from '#app/types/admin.generated.ts';
import type { CountryCode } from '#app/types/admin.generated.ts';
import { toGid } from './gid.ts';
import { inStockQuery, itemSearchQuery } from './item-search.ts';
import { readItem } from './map-item.ts';
import { readProblem } from './read-problem.ts';
import { read } from './transport.server.ts';
import type { TransportOptions } from './transport.server.ts';

type Items = Result<StockedItem[], ReadProblem>;

const mostFound = 20;
/** Enough to have some among them that cost about as much. */
const mostInStock = 100;

/** Items of the shop by title, option or SKU; what has run out is among them. One call. */
export const searchItems = (options: TransportOptions, text: string, prices: ItemPrices): Promise<Items> =>
  find(options, itemSearchQuery(text), mostFound, prices);

/** Items in stock of the same kind as one that may have run out. Two calls. */
export async function similarItems(options: TransportOptions, variantId: string, prices: ItemPrices): Promise<Items> {
  const end = await read(options, ItemTypeDocument, { id: toGid('ProductVariant', variantId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const found = await find(
    options,
    inStockQuery(end.data.productVariant?.product.productType ?? null),
    mostInStock,
    prices,
  );
  return found.ok ? ok(found.value.filter((item) => item.variantId !== variantId)) : found;
}

async function find(
  options: TransportOptions,
  query: string,
  first: number,
  { country, ...order }: ItemPrices,
): Promise<Items> {
  const end = await read(options, SearchItemsDocument, {
    query,
    first,
    country: country as CountryCode | null,
    abroad: country !== null,
  });
  if (end.kind !== 'answered') return err(readProblem(end));
  // A gift card is money; what is sent in place of an item is an item.
  const items = end.data.productVariants.nodes.filter((item) => !item.product.isGiftCard);
  return ok(items.map((item) => readItem(item, order)));
}
