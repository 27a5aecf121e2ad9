import type { Found } from '#app/domain/remedy/plug.ts';
import { returnStanding } from '#app/domain/remedy/return-standing.ts';
import type { ReturnProof } from '#app/domain/remedy/return.ts';
import type { FoundReturnFragment, MarkedReturnFragment, ReturnStatus } from '#app/types/admin.generated.ts';
import { fromGid } from './gid.ts';
import { readMarker } from './map-refund.ts';

const statuses: Record<ReturnStatus, ReturnProof['status']> = {
  OPEN: 'open',
  REQUESTED: 'requested',
  CLOSED: 'closed',
  CANCELED: 'cancelled',
  DECLINED: 'declined',
};

/** Whose return it is: our marker in the note that goes with each of its lines; null = made elsewhere. */
export const markedBy = ({ returnLineItems }: MarkedReturnFragment) =>
  readMarker(returnLineItems.nodes[0]?.returnReasonNote ?? null);

/** A return as it stands. */
export function readReturn(found: FoundReturnFragment, labelRefused: string | null): Found<'return'> {
  const returnId = fromGid(found.id);
  const exchange = found.exchangeLineItems.nodes;
  const proof: ReturnProof = {
    returnId,
    name: found.name,
    createdAt: found.createdAt,
    status: statuses[found.status],
    units: unitsOf(found),
    exchanged: exchange.length > 0 && exchange.every((line) => line.processedQuantity >= line.quantity),
    parcel: parcelOf(found),
    labelRefused,
  };
  return { externalId: returnId, standing: returnStanding(proof), proof };
}

/**
 * What became of its units. The warehouse says it unit by unit (dispositions), or somebody confirms them in the admin
 * (processed); either is enough, and what is missing is said by the warehouse alone.
 */
function unitsOf({ returnLineItems, reverseFulfillmentOrders }: FoundReturnFragment): ReturnProof['units'] {
  const disposed = reverseFulfillmentOrders.nodes.flatMap((reverse) =>
    reverse.lineItems.nodes.flatMap((line) =>
      line.dispositions.map((each) => ({ ...each, of: line.fulfillmentLineItem?.id ?? null })),
    ),
  );
  const units = { asked: 0, back: 0, missing: 0 };
  for (const line of returnLineItems.nodes) {
    const own = disposed.filter((each) => 'fulfillmentLineItem' in line && each.of === line.fulfillmentLineItem.id);
    const gone = count(own.filter((each) => each.type === 'MISSING'));
    const seen = Math.max(count(own), line.processedQuantity);
    units.asked += line.quantity;
    units.missing += gone;
    units.back += Math.max(0, seen - gone);
  }
  return units;
}

const count = (each: readonly { quantity: number }[]): number => each.reduce((all, { quantity }) => all + quantity, 0);

function parcelOf({ reverseFulfillmentOrders }: FoundReturnFragment): ReturnProof['parcel'] {
  const [delivery] = reverseFulfillmentOrders.nodes.flatMap((reverse) =>
    reverse.reverseDeliveries.nodes.flatMap(({ deliverable }) => deliverable ?? []),
  );
  if (!delivery) return null;
  const { label, tracking } = delivery;
  return { labelUrl: label?.publicFileUrl ?? null, number: tracking?.number ?? null, url: tracking?.url ?? null };
}
