import type { ComplaintId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Evidence, Verdict } from '#app/domain/verdict.ts';
import type { Statements } from './statements.server.ts';

export type StoredVerdict = {
  number: number;
  verdict: Verdict;
  note: string;
  evidence: Evidence[];
  /** Why the one before was changed. */
  why: string | null;
  by: string;
  at: Date;
  refusedAt: Date | null;
  requestId: RequestId;
};

/** All there were, oldest first; the last one counts. */
export function verdictsOf(client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<StoredVerdict[]> {
  return client.$queryRaw<StoredVerdict[]>`
    SELECT number, verdict, note, evidence, why, given_by_name AS by, at, refused_at AS "refusedAt", request_id AS "requestId"
    FROM verdicts WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY number`;
}

export async function addVerdict(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  {
    number,
    verdict,
    note,
    evidence,
    why,
    by,
    at,
    requestId,
  }: Omit<StoredVerdict, 'by' | 'refusedAt'> & { by: { userId: string; name: string } },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO verdicts (shop_id, complaint_id, number, verdict, note, evidence, why, given_by, given_by_name, request_id, at)
    VALUES (${shopId}, ${complaintId}::uuid, ${number}::int, ${verdict}, ${note}, ${JSON.stringify(evidence)}::jsonb, ${why},
      ${by.userId}, ${by.name}, ${requestId}::uuid, ${at})`;
}

/** The complaint is closed on it. */
export async function markRefused(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  number: number,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE verdicts SET refused_at = ${at} WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND number = ${number}::int`;
}
