import type { OrderId } from '#app/domain/ids.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import type { ReturnableLine, ReturnAsk, ReturnFacts } from '#app/domain/remedy/return.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { ReadReturnableDocument } from '#app/types/admin.generated.ts';
import type { CountryCode, ReadReturnableQuery } from '#app/types/admin.generated.ts';
import { fromGid, toGid } from '../gid.ts';
import { readBasis } from '../map-basis.ts';
import { isItem, itemTitle, readItem, readStock } from '../map-item.ts';
import { readPair } from '../map-money.ts';
import { markedBy } from '../map-return.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';

type WireLine = NonNullable<ReadReturnableQuery['order']>['lineItems']['nodes'][number];

/** What can come back, and what there is of the items wanted in exchange. One read. */
export async function readReturnable(
  options: TransportOptions,
  orderId: OrderId,
  { reason, exchange, country }: ReturnAsk,
): Promise<Result<ReturnFacts, ReadProblem>> {
  const items = new Set(exchange.map(({ variantId }) => variantId));
  const end = await read(options, ReadReturnableDocument, {
    id: toGid('Order', orderId),
    reason: [reason],
    items: [...items].map((id) => toGid('ProductVariant', id)),
    country: country as CountryCode | null,
    abroad: country !== null,
  });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { order, returnReasonDefinitions, nodes } = end.data;
  if (!order) return err({ kind: 'not_found' });
  const basis = readBasis(orderId, order);
  const [definition] = returnReasonDefinitions.nodes;
  return ok({
    ...basis,
    reasonId: definition ? fromGid(definition.id) : null,
    lines: order.lineItems.nodes.map((line) => readLine(line, end.data)),
    variants: nodes.filter(isItem).map((item) => readItem(item, basis)),
    seen: order.returns.nodes.flatMap((each) => markedBy(each) ?? []),
  });
}

function readLine(line: WireLine, { returnableFulfillments }: ReadReturnableQuery): ReturnableLine {
  const parts = returnableFulfillments.nodes.flatMap((parcel) =>
    parcel.returnableFulfillmentLineItems.nodes
      .filter((part) => part.fulfillmentLineItem.lineItem.id === line.id)
      .map((part) => ({ fulfillmentLineItemId: fromGid(part.fulfillmentLineItem.id), left: part.quantity })),
  );
  return {
    lineItemId: fromGid(line.id),
    title: itemTitle(line.title, line.variantTitle),
    quantity: line.quantity,
    unsent: line.unfulfilledQuantity,
    unitPaid: readPair(line.discountedUnitPriceAfterAllDiscountsSet),
    variantId: line.variant ? fromGid(line.variant.id) : null,
    unitCost: line.variant ? readStock(line.variant).unitCost : null,
    parts,
  };
}
