import { createHash } from 'node:crypto';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { isUniqueViolation } from '#app/db/errors.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { parseComplaintId, parseOrderId, parseRemedyId, parseResolutionId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, RemedyId, RequestId, ResolutionId } from '#app/domain/ids.ts';
import type { Decision } from '#app/domain/limits/decide.ts';
import type { Role } from '#app/domain/people.ts';
import type { ReadProblem } from '#app/domain/remedy/gateway.ts';
import type { Refundable, RefundPlan, RefundProblem, RefundRequest } from '#app/domain/remedy/refund.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { reserve } from '#app/ledger/ledger.server.ts';
import type { StaffContext } from '../context.ts';
import { planAndDecide } from './preview-refund.server.ts';

export type RequestRefundInput = {
  requestId: RequestId;
  complaintId: ComplaintId;
  request: RefundRequest;
  reason: string;
};

export type RequestRefundProblem =
  | { kind: 'not_found' }
  | { kind: 'complaint_closed' }
  | { kind: 'order'; problem: ReadProblem }
  | { kind: 'refund'; problem: RefundProblem }
  | { kind: 'not_allowed'; decision: Decision }
  | { kind: 'request_reused' };

/** Where the remedy stands is the complaint page's to say; the answer to a request never changes. */
export type RequestedRefund = { resolutionId: ResolutionId; remedyId: RemedyId };

type Answer = Result<RequestedRefund, RequestRefundProblem>;

// Long enough for the refund to be issued and looked at; the watchdog takes over after that.
const checkWithinMs = 24 * 60 * 60 * 1000;

/**
 * Decides a refund: allowed, held and handed to the worker, or refused with its numbers; all in one transaction.
 * The same request id with the same input answers the same; with other input it is refused. One call to Shopify,
 * before the transaction.
 */
export async function requestRefund(ctx: StaffContext, input: RequestRefundInput): Promise<Answer> {
  const { shopId } = ctx;
  const hash = inputHash(input);
  const before = await lookUp(ctx.db.statements(shopId), ctx, input);
  if (before.earlier) return replay(before.earlier, hash);
  if (!before.complaint) return err({ kind: 'not_found' });
  if (before.complaint.state === 'closed') return err({ kind: 'complaint_closed' });
  const orderId = trusted(parseOrderId, before.complaint.orderId);
  const refundable = await ctx.gateway.readRefundable(orderId, input.request);
  if (!refundable.ok) return err({ kind: 'order', problem: refundable.error });
  try {
    return await ctx.db.atomically(shopId, (tx) => decideInside(ctx, tx, input, hash, orderId, refundable.value), {
      name: 'request-refund',
    });
  } catch (error) {
    // The same request id on another complaint at the same moment: the database let one in.
    if (!isUniqueViolation(error)) throw error;
    const after = await lookUp(ctx.db.statements(shopId), ctx, input);
    if (!after.earlier) throw error;
    return replay(after.earlier, hash);
  }
}

async function decideInside(
  asked: StaffContext,
  tx: Statements,
  input: RequestRefundInput,
  hash: string,
  orderId: OrderId,
  refundable: Refundable,
): Promise<Answer> {
  const { shopId } = asked;
  await lockOrder(tx, shopId, orderId);
  const complaint = await lockComplaint(tx, shopId, input.complaintId);
  if (!complaint) return err({ kind: 'not_found' });
  // Whoever held the lock before us may have been this same request.
  const earlier = await findResolution(tx, shopId, input.requestId);
  if (earlier) return replay(earlier, hash);
  if (complaint.state === 'closed') return err({ kind: 'complaint_closed' });
  const ctx = await withRoleOfNow(asked, tx);
  const { actor } = ctx;
  const planned = await planAndDecide(tx, shopId, actor, complaint.id, input.request, refundable);
  if (!planned.ok) return err({ kind: 'refund', problem: planned.error });
  const { plan, decision } = planned.value;
  const resolutionId = await recordDecision(ctx, tx, input, hash, decision);
  if (decision.verdict === 'refused') {
    await tell(tx, { shopId, complaintId: complaint.id, actor, at: ctx.clock.now() }, [
      { kind: 'remedy_not_allowed', amount: plan.amount, why: decision.why, numbers: decision.numbers },
    ]);
    return err({ kind: 'not_allowed', decision });
  }
  const remedyId = await holdAndHandOver(ctx, tx, { complaint, resolutionId, plan, decision, reason: input.reason });
  return ok({ resolutionId, remedyId });
}

/** A role that was taken away (or given) while Shopify was asked counts as it is now, under the locks. */
async function withRoleOfNow(ctx: StaffContext, tx: Statements): Promise<StaffContext> {
  const [row] = await tx.$queryRaw<{ role: Role }[]>`
    SELECT role FROM staff_members WHERE shop_id = ${ctx.shopId} AND user_id = ${ctx.actor.userId}`;
  return { ...ctx, actor: { ...ctx.actor, role: row?.role ?? 'none' } };
}

async function recordDecision(
  ctx: StaffContext,
  tx: Statements,
  input: RequestRefundInput,
  hash: string,
  decision: Decision,
): Promise<ResolutionId> {
  const id = newId<ResolutionId>();
  await tx.$executeRaw`
    INSERT INTO resolutions (shop_id, id, complaint_id, request_id, input_hash, verdict, decision, reason, decided_by, decided_role, decided_at)
    VALUES (${ctx.shopId}, ${id}::uuid, ${input.complaintId}::uuid, ${input.requestId}::uuid, ${hash}, ${decision.verdict},
      ${JSON.stringify(decision)}::jsonb, ${input.reason}, ${ctx.actor.userId}, ${ctx.actor.role}, ${ctx.clock.now()})`;
  return id;
}

type Allowed = {
  complaint: LockedComplaint;
  resolutionId: ResolutionId;
  plan: RefundPlan;
  decision: Decision;
  reason: string;
};

// If the job should get lost, the sweep looks at the remedy after this.
const firstLookMs = 30_000;

async function holdAndHandOver(
  ctx: StaffContext,
  tx: Statements,
  { complaint, resolutionId, plan, decision, reason }: Allowed,
): Promise<RemedyId> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  const remedyId = newId<RemedyId>();
  // The key is stored before any call and reused word for word: the same remedy can only ever be the same refund.
  await tx.$executeRaw`
    INSERT INTO remedies (shop_id, id, resolution_id, complaint_id, order_id, kind, state, amount_minor, currency, shop_amount_minor,
      shop_currency, plan, idempotency_key, next_check_at, created_at, updated_at)
    VALUES (${shopId}, ${remedyId}::uuid, ${resolutionId}::uuid, ${complaint.id}::uuid, ${plan.orderId}, 'refund', 'approved',
      ${plan.amount.minor}::bigint, ${plan.amount.currency}, ${plan.shopAmount.minor}::bigint, ${plan.shopAmount.currency},
      ${JSON.stringify(plan)}::jsonb, ${`amends-${remedyId}`}, ${new Date(now.getTime() + firstLookMs)}, ${now}, ${now})`;
  const held = {
    id: remedyId,
    resolutionId,
    complaintId: complaint.id,
    orderId: plan.orderId,
    amount: plan.amount,
    shopAmount: plan.shopAmount,
  };
  await reserve(tx, shopId, held, actor, reason, now);
  await tell(tx, { shopId, complaintId: complaint.id, actor, at: now }, [
    { kind: 'remedy_decided', remedyId, amount: plan.amount, reason, numbers: decision.numbers },
  ]);
  await moveTo(
    tx,
    shopId,
    complaint.id,
    { state: 'open', next: { action: 'check_refund', dueAt: new Date(now.getTime() + checkWithinMs) } },
    now,
  );
  await ctx.jobs.enqueue(tx, { name: 'advance-remedy', shopId, remedyId });
  return remedyId;
}

type Earlier = { inputHash: string; decision: Decision; resolutionId: ResolutionId; remedyId: RemedyId | null };

async function findResolution(client: Statements, shopId: string, requestId: RequestId): Promise<Earlier | null> {
  const [row] = await client.$queryRaw<
    { id: string; input_hash: string; decision: Decision; remedy_id: string | null }[]
  >`
    SELECT d.id, d.input_hash, d.decision, m.id AS remedy_id
    FROM resolutions d LEFT JOIN remedies m ON m.shop_id = d.shop_id AND m.resolution_id = d.id
    WHERE d.shop_id = ${shopId} AND d.request_id = ${requestId}::uuid`;
  if (!row) return null;
  return {
    inputHash: row.input_hash,
    decision: row.decision,
    resolutionId: trusted(parseResolutionId, row.id),
    remedyId: parseRemedyId(row.remedy_id),
  };
}

async function lookUp(client: Statements, ctx: StaffContext, input: RequestRefundInput) {
  const earlier = await findResolution(client, ctx.shopId, input.requestId);
  if (earlier) return { earlier, complaint: null };
  const [complaint] = await client.$queryRaw<{ state: ComplaintState; orderId: string }[]>`
    SELECT state, order_id AS "orderId" FROM complaints WHERE shop_id = ${ctx.shopId} AND id = ${input.complaintId}::uuid`;
  return { earlier: null, complaint: complaint ?? null };
}

function replay(earlier: Earlier, hash: string): Answer {
  if (earlier.inputHash !== hash) return err({ kind: 'request_reused' });
  if (!earlier.remedyId) return err({ kind: 'not_allowed', decision: earlier.decision });
  return ok({ resolutionId: earlier.resolutionId, remedyId: earlier.remedyId });
}

/** The same question gives the same hash: fields in a fixed order, lines sorted. */
function inputHash({ complaintId, request, reason }: RequestRefundInput): string {
  const asked =
    request.kind === 'amount'
      ? ['amount', request.amount.minor, request.amount.currency]
      : [
          'lines',
          request.lines.map((line) => [line.lineItemId, line.quantity, line.restock]).sort(),
          request.shipping && [request.shipping.minor, request.shipping.currency],
        ];
  return createHash('sha256')
    .update(JSON.stringify([trusted(parseComplaintId, complaintId), asked, reason]))
    .digest('hex');
}
