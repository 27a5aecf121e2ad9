import { trusted, parseComplaintId, parseOrderId, parseRemedyId, parseResolutionId } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, RemedyId, ResolutionId, ShopId } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import type { HeldRefund, RefundPlan } from '#app/domain/remedy/refund.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { Statements } from './statements.server.ts';

/** A remedy as stored. Amounts in the order's presentment currency, and the same in the shop's. */
export type StoredRemedy = {
  id: RemedyId;
  resolutionId: ResolutionId;
  complaintId: ComplaintId;
  orderId: OrderId;
  state: RemedyState;
  amount: Money;
  shopAmount: Money;
  plan: RefundPlan;
  idempotencyKey: string;
  attempts: number;
  firstSentAt: Date | null;
  lastSentAt: Date | null;
  lastUnknownAt: Date | null;
  checks: number;
  externalId: string | null;
  messages: string[];
  createdAt: Date;
  updatedAt: Date;
};

export type RemedyRow = {
  id: string;
  resolution_id: string;
  complaint_id: string;
  order_id: string;
  state: RemedyState;
  amount_minor: bigint;
  currency: string;
  shop_amount_minor: bigint;
  shop_currency: string;
  plan: RefundPlan;
  idempotency_key: string;
  attempts: number;
  first_sent_at: Date | null;
  last_sent_at: Date | null;
  last_unknown_at: Date | null;
  checks: number;
  external_id: string | null;
  problem: { messages?: string[] } | null;
  created_at: Date;
  updated_at: Date;
};

export function readRemedy(row: RemedyRow): StoredRemedy {
  return {
    id: trusted(parseRemedyId, row.id),
    resolutionId: trusted(parseResolutionId, row.resolution_id),
    complaintId: trusted(parseComplaintId, row.complaint_id),
    orderId: trusted(parseOrderId, row.order_id),
    state: row.state,
    amount: money(Number(row.amount_minor), row.currency),
    shopAmount: money(Number(row.shop_amount_minor), row.shop_currency),
    plan: row.plan,
    idempotencyKey: row.idempotency_key,
    attempts: row.attempts,
    firstSentAt: row.first_sent_at,
    lastSentAt: row.last_sent_at,
    lastUnknownAt: row.last_unknown_at,
    checks: row.checks,
    externalId: row.external_id,
    messages: row.problem?.messages ?? [],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Refunds of ours on an order that count against what is left of it: held or settled. */
export async function countedRefunds(tx: Statements, shopId: ShopId, orderId: OrderId): Promise<HeldRefund[]> {
  const rows = await tx.$queryRaw<{ id: string; plan: RefundPlan }[]>`
    SELECT id, plan FROM remedies WHERE shop_id = ${shopId} AND order_id = ${orderId} AND kind = 'refund'
      AND state IN ('approved', 'sending', 'unknown', 'issued', 'needs_person', 'settled')`;
  return rows.map((row) => ({ remedyId: trusted(parseRemedyId, row.id), plan: row.plan }));
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
    WHERE shop_id = ${shopId} AND id = ${remedyId}::uuid AND state IN ('approved', 'sending', 'unknown', 'issued')
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
