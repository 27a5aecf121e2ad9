import { createHash } from 'node:crypto';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { isUniqueViolation } from '#app/db/errors.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { parseComplaintId, parseOrderId, parseRemedyId, parseResolutionId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, RemedyId, RequestId, ResolutionId } from '#app/domain/ids.ts';
import type { Decision } from '#app/domain/limits/decide.ts';
import type { ReadProblem } from '#app/domain/remedy/gateway.ts';
import type { Refundable, RefundPlan, RefundProblem, RefundRequest } from '#app/domain/remedy/refund.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { reserve } from '#app/ledger/ledger.server.ts';
import type { StaffContext } from '../context.ts';
import { planAndDecide, readStanding } from './preview-refund.server.ts';

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
  // In this order: first the locks, then, under them, what is decided on.
  const [, complaint, earlier, standing] = await Promise.all([
    lockOrder(tx, shopId, orderId),
    lockComplaint(tx, shopId, input.complaintId),
    findResolution(tx, shopId, input.requestId),
    readStanding(tx, shopId, asked.actor, input.complaintId, refundable),
  ]);
  if (!complaint) return err({ kind: 'not_found' });
  // Whoever held the lock before us may have been this same request.
  if (earlier) return replay(earlier, hash);
  if (complaint.state === 'closed') return err({ kind: 'complaint_closed' });
  // A role that was taken away (or given) while Shopify was asked counts as it is now.
  const actor = { ...asked.actor, role: standing.policy.role };
  const ctx = { ...asked, actor };
  const planned = planAndDecide(input.request, refundable, standing);
  if (!planned.ok) return err({ kind: 'refund', problem: planned.error });
  const { plan, decision } = planned.value;
  const resolutionId = newId<ResolutionId>();
  const decided = recordDecision(ctx, tx, resolutionId, input, hash, decision);
  if (decision.verdict === 'refused') {
    const notAllowed: StoryEvent = {
      kind: 'remedy_not_allowed',
      amount: plan.amount,
      why: decision.why,
      numbers: decision.numbers,
    };
    await Promise.all([
      decided,
      tell(tx, { shopId, complaintId: complaint.id, actor, at: ctx.clock.now() }, [notAllowed]),
    ]);
    return err({ kind: 'not_allowed', decision });
  }
  const remedyId = newId<RemedyId>();
  const allowed = { complaint, resolutionId, remedyId, plan, decision, reason: input.reason };
  await Promise.all([decided, holdAndHandOver(ctx, tx, allowed)]);
  return ok({ resolutionId, remedyId });
}

async function recordDecision(
  ctx: StaffContext,
  tx: Statements,
  id: ResolutionId,
  input: RequestRefundInput,
  hash: string,
  decision: Decision,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO resolutions (shop_id, id, complaint_id, request_id, input_hash, verdict, decision, reason, decided_by, decided_role, decided_at)
    VALUES (${ctx.shopId}, ${id}::uuid, ${input.complaintId}::uuid, ${input.requestId}::uuid, ${hash}, ${decision.verdict},
      ${JSON.stringify(decision)}::jsonb, ${input.reason}, ${ctx.actor.userId}, ${ctx.actor.role}, ${ctx.clock.now()})`;
}

type Allowed = {
  complaint: LockedComplaint;
  resolutionId: ResolutionId;
  remedyId: RemedyId;
  plan: RefundPlan;
  decision: Decision;
  reason: string;
};

// If the job should get lost, the sweep looks at the remedy after this.
const firstLookMs = 30_000;

async function holdAndHandOver(
  ctx: StaffContext,
  tx: Statements,
  { complaint, resolutionId, remedyId, plan, decision, reason }: Allowed,
): Promise<void> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  // The key is stored before any call and reused word for word: the same remedy can only ever be the same refund.
  const stored = tx.$executeRaw`
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
  const next = { action: 'check_refund', dueAt: new Date(now.getTime() + checkWithinMs) } as const;
  await Promise.all([
    stored,
    reserve(tx, shopId, held, actor, reason, now),
    tell(tx, { shopId, complaintId: complaint.id, actor, at: now }, [
      { kind: 'remedy_decided', remedyId, amount: plan.amount, reason, numbers: decision.numbers },
    ]),
    moveTo(tx, shopId, complaint.id, { state: 'open', next }, now),
    ctx.jobs.enqueue(tx, { name: 'advance-remedy', shopId, remedyId }),
  ]);
}

type Earlier = { inputHash: string; decision: Decision; resolutionId: ResolutionId; remedyId: RemedyId | null };

type EarlierRow = { id: string; input_hash: string; decision: Decision; remedy_id: string | null };

async function findResolution(client: Statements, shopId: string, requestId: RequestId): Promise<Earlier | null> {
  const [row] = await client.$queryRaw<EarlierRow[]>`
    SELECT d.id, d.input_hash, d.decision, m.id AS remedy_id
    FROM resolutions d LEFT JOIN remedies m ON m.shop_id = d.shop_id AND m.resolution_id = d.id
    WHERE d.shop_id = ${shopId} AND d.request_id = ${requestId}::uuid`;
  return row ? readEarlier(row) : null;
}

/** The complaint, and what this request was answered before if it was: one statement, for every click comes through here. */
async function lookUp(client: Statements, { shopId }: StaffContext, input: RequestRefundInput) {
  const [row] = await client.$queryRaw<(Partial<EarlierRow> & { state: ComplaintState | null; order_id: string })[]>`
    SELECT d.id, d.input_hash, d.decision, m.id AS remedy_id, c.state, c.order_id
    FROM (VALUES (${shopId})) AS asked (shop_id)
    LEFT JOIN complaints c ON c.shop_id = asked.shop_id AND c.id = ${input.complaintId}::uuid
    LEFT JOIN resolutions d ON d.shop_id = asked.shop_id AND d.request_id = ${input.requestId}::uuid
    LEFT JOIN remedies m ON m.shop_id = d.shop_id AND m.resolution_id = d.id`;
  const { id, input_hash, decision, remedy_id = null } = row ?? {};
  const earlier = id && input_hash && decision ? readEarlier({ id, input_hash, decision, remedy_id }) : null;
  return { earlier, complaint: row?.state ? { state: row.state, orderId: row.order_id } : null };
}

const readEarlier = (row: EarlierRow): Earlier => ({
  inputHash: row.input_hash,
  decision: row.decision,
  resolutionId: trusted(parseResolutionId, row.id),
  remedyId: parseRemedyId(row.remedy_id),
});

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
