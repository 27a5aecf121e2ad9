import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintState, Severity } from '#app/domain/complaint/complaint.ts';
import { parseApprovalId, parseRemedyId, parseResolutionId, trusted } from '#app/domain/ids.ts';
import type { ApprovalId, ComplaintId, RemedyId, RequestId, ResolutionId, ShopId } from '#app/domain/ids.ts';
import type { Decision } from '#app/domain/limits/decide.ts';

/** What a request was answered before. */
export type Earlier = {
  inputHash: string;
  decision: Decision;
  resolutionId: ResolutionId;
  remedyIds: RemedyId[];
  approvalId: ApprovalId | null;
};

type Row = {
  id: string;
  input_hash: string;
  decision: Decision;
  remedy_ids: string[] | null;
  approval_id: string | null;
};

/** Under the locks of the deciding transaction. Remedies are found by their complaint: by their decision alone it would be a search through all of them. */
export async function findEarlier(client: Statements, shopId: ShopId, requestId: RequestId): Promise<Earlier | null> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT d.id, d.input_hash, d.decision, a.id AS approval_id, (
      SELECT array_agg(m.id ORDER BY m.id) FROM remedies m
      WHERE m.shop_id = d.shop_id AND m.complaint_id = d.complaint_id AND m.resolution_id = d.id) AS remedy_ids
    FROM resolutions d LEFT JOIN approvals a ON a.shop_id = d.shop_id AND a.resolution_id = d.id WHERE d.shop_id = ${shopId} AND d.request_id = ${requestId}::uuid`;
  return row ? read(row) : null;
}

/** The complaint with whether Shopify has newer facts of its order, and what this request was answered before if it was: one statement, for every click comes through here. */
export async function lookUp(
  client: Statements,
  shopId: ShopId,
  { complaintId, requestId }: { complaintId: ComplaintId; requestId: RequestId },
): Promise<{
  earlier: Earlier | null;
  complaint: {
    state: ComplaintState;
    severity: Severity;
    orderId: string;
    orderStale: boolean;
    frozen: boolean;
  } | null;
}> {
  const [row] = await client.$queryRaw<
    (Partial<Row> & {
      state: ComplaintState | null;
      severity: Severity;
      order_id: string;
      order_stale: boolean;
      frozen: boolean;
    })[]
  >`
    SELECT c.state, c.severity, c.order_id, c.frozen_at IS NOT NULL AS frozen, o.stale_since IS NOT NULL AS order_stale, d.id, d.input_hash, d.decision,
      a.id AS approval_id, (
      SELECT array_agg(m.id ORDER BY m.id) FROM remedies m
      WHERE m.shop_id = d.shop_id AND m.complaint_id = d.complaint_id AND m.resolution_id = d.id) AS remedy_ids
    FROM (VALUES (${shopId})) AS asked (shop_id)
    LEFT JOIN complaints c ON c.shop_id = asked.shop_id AND c.id = ${complaintId}::uuid
    LEFT JOIN order_snapshots o ON o.shop_id = c.shop_id AND o.order_id = c.order_id
    LEFT JOIN resolutions d ON d.shop_id = asked.shop_id AND d.request_id = ${requestId}::uuid
    LEFT JOIN approvals a ON a.shop_id = d.shop_id AND a.resolution_id = d.id`;
  const { id, input_hash, decision, remedy_ids = null, approval_id = null } = row ?? {};
  const earlier = id && input_hash && decision ? read({ id, input_hash, decision, remedy_ids, approval_id }) : null;
  return {
    earlier,
    complaint: row?.state
      ? {
          state: row.state,
          severity: row.severity,
          orderId: row.order_id,
          orderStale: row.order_stale,
          frozen: row.frozen,
        }
      : null,
  };
}

const read = (row: Row): Earlier => ({
  inputHash: row.input_hash,
  decision: row.decision,
  resolutionId: trusted(parseResolutionId, row.id),
  // Ids are made in the order of the bundle and sort by it.
  remedyIds: (row.remedy_ids ?? []).map((id) => trusted(parseRemedyId, id)),
  approvalId: row.approval_id === null ? null : trusted(parseApprovalId, row.approval_id),
});
