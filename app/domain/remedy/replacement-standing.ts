import type { Standing } from './plug.ts';
import type { ReplacementParcel, ReplacementProof } from './replacement.ts';

/** What a replacement order at Shopify means for us: on its way, arrived, or cancelled by somebody. */
export function replacementStanding({
  cancelled,
  allSent,
  parcels,
}: Pick<ReplacementProof, 'cancelled' | 'allSent' | 'parcels'>): Standing {
  if (cancelled) return 'failed';
  // A parcel that nobody scans never says that it was delivered; then a person asks the customer.
  return allSent && parcels.every(isDelivered) ? 'settled' : 'issued';
}

const isDelivered = ({ status, deliveredAt }: ReplacementParcel): boolean =>
  deliveredAt !== null || status === 'delivered' || status === 'picked_up';
