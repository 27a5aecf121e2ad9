import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { Address, Corrections } from '#app/domain/remedy/replacement-address.ts';
import type { Statements } from './statements.server.ts';

/** The question whether an address is right, as it was put, and what was answered. */
export type AddressCheck = {
  id: string;
  shown: Address;
  /** A print of the order's address when it was asked (see replacement-address.ts). */
  fingerprint: string;
  askedAt: Date;
  answer: 'confirmed' | 'corrected' | null;
  /** What she wrote differently. */
  corrected: Corrections | null;
  answeredAt: Date | null;
};

/** The one that was asked last; null = nobody was. */
export async function lastAddressCheck(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<AddressCheck | null> {
  const [row] = await client.$queryRaw<AddressCheck[]>`
    SELECT id, shown, fingerprint, asked_at AS "askedAt", answer, corrected, answered_at AS "answeredAt" FROM address_checks
    WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY asked_at DESC, id DESC LIMIT 1`;
  return row ?? null;
}
