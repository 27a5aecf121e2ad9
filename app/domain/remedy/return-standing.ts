import type { Standing } from './plug.ts';
import type { ReturnProof } from './return.ts';

/** What a return at Shopify means for us: on its way back, back, or come to nothing. */
export function returnStanding({ status, units }: Pick<ReturnProof, 'status' | 'units'>): Standing {
  if (status === 'cancelled' || status === 'declined') return 'failed';
  const { asked, back, missing } = units;
  const seen = back + missing;
  // Closed by somebody before every unit was seen: whoever closed it calls it done.
  const over = status === 'closed' || (seen > 0 && seen >= asked);
  if (!over) return 'issued';
  return missing > 0 && back === 0 ? 'failed' : 'settled';
}
