import type { OrderId } from '#app/domain/ids.ts';
import type { ReadProblem, WithAnswer } from '#app/domain/remedy/plug.ts';
import type { ReplacementAsk, ReplacementFacts, StockedItem } from '#app/domain/remedy/replacement.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { ReadReplaceableDocument } from '#app/types/admin.generated.ts';
import type { CountryCode, ReadReplaceableQuery } from '#app/types/admin.generated.ts';
import { fromGid, toGid } from '../gid.ts';
import { readAddress } from '../map-address.ts';
import { readBasis } from '../map-basis.ts';
import { isItem, itemTitle, readItem, readStock } from '../map-item.ts';
import { readPair } from '../map-money.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';

type WireOrder = NonNullable<ReadReplaceableQuery['order']>;

/** What could be sent again, what is there of it, and where it would go. One read. */
export async function readReplaceable(
  options: TransportOptions,
  orderId: OrderId,
  { items, gift, country }: ReplacementAsk,
): Promise<Result<Omit<ReplacementFacts, keyof WithAnswer>, ReadProblem>> {
  const others = new Set([...items.flatMap((item) => item.variantId ?? []), ...(gift ? [gift.variantId] : [])]);
  const end = await read(options, ReadReplaceableDocument, {
    id: toGid('Order', orderId),
    items: [...others].map((id) => toGid('ProductVariant', id)),
    country: country as CountryCode | null,
    abroad: country !== null,
  });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { order, nodes } = end.data;
  if (!order) return err({ kind: 'not_found' });
  const facts = { ...readBasis(orderId, order), ...readLines(order), address: readAddress(orderId, order) };
  const asked = nodes.filter(isItem).map((item) => readItem(item, facts));
  const { variants } = facts;
  // An item asked for that is on the order too is there with today's price.
  const known = variants.filter((item) => !others.has(item.variantId));
  return ok({ ...facts, variants: [...asked, ...known] });
}

function readLines({ lineItems, shippingLine }: WireOrder): Pick<ReplacementFacts, 'lines' | 'variants' | 'shipping'> {
  const lines = lineItems.nodes.map((line) => ({
    lineItemId: fromGid(line.id),
    title: itemTitle(line.title, line.variantTitle),
    quantity: line.quantity,
    unitPrice: readPair(line.originalUnitPriceSet),
    variantId: line.variant ? fromGid(line.variant.id) : null,
  }));
  const variants = lineItems.nodes.flatMap(({ title, variantTitle, sku, variant, originalUnitPriceSet }) => {
    if (!variant) return [];
    const price = readPair(originalUnitPriceSet);
    const item: StockedItem = {
      ...readStock(variant),
      title: itemTitle(title, variantTitle),
      sku,
      imageUrl: null,
      price,
    };
    return item;
  });
  const shipping = shippingLine && { title: shippingLine.title, price: readPair(shippingLine.originalPriceSet) };
  return { lines, variants: uniqueItems(variants), shipping };
}

/** An item may be on two lines of the order. */
const uniqueItems = (items: readonly StockedItem[]): StockedItem[] => [
  ...new Map(items.map((item) => [item.variantId, item])).values(),
];
