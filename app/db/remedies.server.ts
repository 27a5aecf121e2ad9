import { trusted, parseComplaintId, parseOrderId, parseRemedyId, parseResolutionId } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, RemedyId, ResolutionId, ShopId } from '#app/domain/ids.ts';
import type { CountedRemedy } from '#app/domain/limits/given-before.ts';
import { money } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { PlanOf, ProofOf, RemedyKind, RemedyPlan } from '#app/domain/remedy/kinds.ts';
import type { Progress } from '#app/domain/remedy/plug.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { Statements } from './statements.server.ts';

/** A remedy as stored. Amounts in the order's presentment currency, and the same in the shop's. */
export type StoredRemedyOf<K extends RemedyKind> = {
  id: RemedyId;
  resolutionId: ResolutionId;
  complaintId: ComplaintId;
  orderId: OrderId;
  state: RemedyState;
  amount: Money;
  shopAmount: Money;
  shopCost: Money;
  kind: K;
  plan: PlanOf<K>;
  /** What was seen of it at Shopify last; null until it was. */
  proof: ProofOf<K> | null;
  /** What its calls asked to be remembered. */
  progress: Progress;
  idempotencyKey: string;
  attempts: number;
  firstSentAt: Date | null;
  lastSentAt: Date | null;
  lastUnknownAt: Date | null;
  checks: number;
  externalId: string | null;
  messages: string[];
  issuedAt: Date | null;
  lateAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};
export type StoredRemedy = StoredRemedyOf<RemedyKind>;

export type RemedyRow = RemedyRowOf<RemedyKind>;
export type RemedyRowOf<K extends RemedyKind> = {
  id: string;
  resolution_id: string;
  complaint_id: string;
  order_id: string;
  state: RemedyState;
  amount_minor: bigint;
  currency: string;
  shop_amount_minor: bigint;
  shop_cost_minor: bigint;
  shop_currency: string;
  kind: K;
  plan: PlanOf<K>;
  proof: ProofOf<K> | null;
  progress: Progress;
  idempotency_key: string;
  attempts: number;
  first_sent_at: Date | null;
  last_sent_at: Date | null;
  last_unknown_at: Date | null;
  checks: number;
  external_id: string | null;
  problem: { messages?: string[] } | null;
  issued_at: Date | null;
  late_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

export function readRemedy<K extends RemedyKind>(row: RemedyRowOf<K>): StoredRemedyOf<K> {
  return {
    id: trusted(parseRemedyId, row.id),
    resolutionId: trusted(parseResolutionId, row.resolution_id),
    complaintId: trusted(parseComplaintId, row.complaint_id),
    orderId: trusted(parseOrderId, row.order_id),
    state: row.state,
    amount: money(Number(row.amount_minor), row.currency),
    shopAmount: money(Number(row.shop_amount_minor), row.shop_currency),
    shopCost: money(Number(row.shop_cost_minor), row.shop_currency),
    kind: row.kind,
    plan: row.plan,
    proof: row.proof,
    progress: row.progress,
    idempotencyKey: row.idempotency_key,
    attempts: row.attempts,
    firstSentAt: row.first_sent_at,
    lastSentAt: row.last_sent_at,
    lastUnknownAt: row.last_unknown_at,
    checks: row.checks,
    externalId: row.external_id,
    messages: row.problem?.messages ?? [],
    issuedAt: row.issued_at,
    lateAt: row.late_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

type CountedRow = RemedyPlan & {
  id: string;
  complaint_id: string;
  complaint_number: number;
  amount_minor: bigint;
  currency: string;
  external_id: string | null;
  same_items: boolean;
};

/** Remedies of ours on an order that count: held or given. Seen from one of its complaints. */
export async function countedRemedies(
  tx: Statements,
  shopId: ShopId,
  orderId: OrderId,
  complaintId: ComplaintId,
): Promise<CountedRemedy[]> {
  const rows = await tx.$queryRaw<CountedRow[]>`
    SELECT m.id, m.kind, m.plan, m.complaint_id, c.number AS complaint_number, m.amount_minor, m.currency, m.external_id, EXISTS (
      SELECT 1 FROM complaint_lines theirs
      JOIN complaint_lines own ON own.shop_id = theirs.shop_id AND own.line_item_id = theirs.line_item_id
      WHERE theirs.shop_id = m.shop_id AND theirs.complaint_id = m.complaint_id AND own.complaint_id = ${complaintId}::uuid) AS same_items
    FROM remedies m JOIN complaints c ON c.shop_id = m.shop_id AND c.id = m.complaint_id
    WHERE m.shop_id = ${shopId} AND m.order_id = ${orderId}
      AND m.state IN ('approved', 'sending', 'unknown', 'issued', 'needs_person', 'undoing', 'settled') ORDER BY m.id`;
  return rows.map(
    ({ id, complaint_id, complaint_number, amount_minor, currency, external_id, same_items, ...plan }) => ({
      remedyId: trusted(parseRemedyId, id),
      complaintId: trusted(parseComplaintId, complaint_id),
      complaintNumber: complaint_number,
      amount: money(Number(amount_minor), currency),
      externalId: external_id,
      sameItems: same_items,
      ...plan,
    }),
  );
}

/**
 * Takes a remedy in hand for `leaseMs`, if nobody else has it: whoever gets the row may act on it, everybody else
 * leaves. A lease that ran out belongs to a worker that died, and may be taken over.
 */
export async function claimRemedy(
  client: Statements,
  shopId: ShopId,
  remedyId: RemedyId,
  now: Date,
  leaseMs: number,
): Promise<StoredRemedy | null> {
  const leaseUntil = new Date(now.getTime() + leaseMs);
  const [row] = await client.$queryRaw<RemedyRow[]>`
    UPDATE remedies SET lease_until = ${leaseUntil}, next_check_at = ${leaseUntil}
    WHERE shop_id = ${shopId} AND id = ${remedyId}::uuid AND state IN ('approved', 'sending', 'unknown', 'issued', 'undoing')
      AND (lease_until IS NULL OR lease_until <= ${now})
    RETURNING *`;
  return row ? readRemedy(row) : null;
}

/** Remedies in any shop whose time to be looked at has come: names only, oldest first. */
export async function dueRemedies(
  client: Statements,
  now: Date,
  most: number,
): Promise<{ shop_id: string; remedy_id: string }[]> {
  return client.$queryRaw<
    { shop_id: string; remedy_id: string }[]
  >`SELECT shop_id, remedy_id FROM system_due_remedies(${now}, ${most}::int)`;
}
