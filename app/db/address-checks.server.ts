import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { corrected } from '#app/domain/remedy/replacement-address.ts';
import type { Address, AnsweredAddress, Corrections } from '#app/domain/remedy/replacement-address.ts';
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

type Answered = Pick<AddressCheck, 'id' | 'shown' | 'fingerprint' | 'corrected'> & {
  answer: AnsweredAddress['answer'];
  answeredAt: Date;
};

/** Where the customer wants it by her last answer; null = she has given none, or it was erased. */
export async function answeredAddress(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<AnsweredAddress | null> {
  const [row] = await client.$queryRaw<Answered[]>`
    SELECT id, shown, fingerprint, answer, corrected, answered_at AS "answeredAt" FROM address_checks
    WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND answer IS NOT NULL AND shown <> '{}'::jsonb
    ORDER BY answered_at DESC, id DESC LIMIT 1`;
  if (!row) return null;
  const { id, answer, fingerprint, shown, answeredAt } = row;
  return { id, answer, fingerprint, fields: corrected(shown, row.corrected ?? {}), at: answeredAt.toISOString() };
}

export async function findAddressCheck(client: Statements, shopId: ShopId, id: string): Promise<AddressCheck | null> {
  const [row] = await client.$queryRaw<AddressCheck[]>`
    SELECT id, shown, fingerprint, asked_at AS "askedAt", answer, corrected, answered_at AS "answeredAt" FROM address_checks
    WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
  return row ?? null;
}

export async function addAddressCheck(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  check: Pick<AddressCheck, 'id' | 'shown' | 'fingerprint' | 'askedAt'> & { askedBy: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO address_checks (shop_id, id, complaint_id, shown, fingerprint, asked_by, asked_at)
    VALUES (${shopId}, ${check.id}::uuid, ${complaintId}::uuid, ${JSON.stringify(check.shown)}::jsonb, ${check.fingerprint},
      ${check.askedBy}, ${check.askedAt})`;
}

/** Once: the link that leads here is spent in the same transaction. */
export async function answerAddressCheck(
  tx: Statements,
  shopId: ShopId,
  id: string,
  { answer, corrected, at }: { answer: 'confirmed' | 'corrected'; corrected: Corrections | null; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE address_checks SET answer = ${answer}, corrected = ${corrected ? JSON.stringify(corrected) : null}::jsonb, answered_at = ${at}
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND answer IS NULL`;
}
