import type { Found } from '#app/domain/remedy/plug.ts';
import { replacementStanding } from '#app/domain/remedy/replacement-standing.ts';
import type { ReplacementParcel, ReplacementProof } from '#app/domain/remedy/replacement.ts';
import type { ReplacementOrderFragment } from '#app/types/admin.generated.ts';
import { fromGid } from './gid.ts';

type WireParcel = ReplacementOrderFragment['fulfillments'][number];

/** A replacement order as it stands. Parcels that were cancelled were never sent. */
export function readReplacement(order: ReplacementOrderFragment): Found<'replacement'> {
  const proof: ReplacementProof = {
    orderId: fromGid(order.id),
    name: order.name,
    createdAt: order.createdAt,
    cancelled: order.cancelledAt !== null,
    allSent: ['FULFILLED', 'FULFILLMENT_NOT_REQUIRED'].includes(order.displayFulfillmentStatus),
    parcels: order.fulfillments.filter(isSent).map(readParcel),
  };
  return { externalId: proof.orderId, standing: replacementStanding(proof), proof };
}

const isSent = ({ status }: WireParcel): boolean => !['CANCELLED', 'ERROR', 'FAILURE'].includes(status);

function readParcel({ displayStatus, deliveredAt, trackingInfo }: WireParcel): ReplacementParcel {
  const [tracking] = trackingInfo;
  return {
    status: (displayStatus ?? 'FULFILLED').toLowerCase(),
    deliveredAt,
    carrier: tracking?.company ?? null,
    number: tracking?.number ?? null,
    url: tracking?.url ?? null,
  };
}
