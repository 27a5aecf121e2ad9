import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import { isUniqueViolation } from '#app/db/errors.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { NextAction } from '#app/domain/complaint/complaint.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, RemedyId, RequestId, ResolutionId } from '#app/domain/ids.ts';
import type { Decision, Refusal } from '#app/domain/limits/decide.ts';
import type { GivenBefore } from '#app/domain/limits/given-before.ts';
import { sum } from '#app/domain/money.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { MOST_REMEDIES } from '#app/domain/remedy/most-remedies.ts';
import type { Asked, PlannedRemedy } from '#app/domain/remedy/plan-bundle.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { becauseOf, dueAt, laneOf, rulesOf } from '#app/domain/remedy/rules.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { reserve } from '#app/ledger/ledger.server.ts';
import type { StaffContext } from '../context.ts';
import { readOrder } from '../orders/known-order.server.ts';
import { inputHash } from './input-hash.server.ts';
import { findEarlier, lookUp } from './earlier-request.server.ts';
import type { Earlier } from './earlier-request.server.ts';
import { planAndDecide, readFacts, readStanding, wholeBundle } from './plan-and-decide.server.ts';
import type { BundleProblem } from './plan-and-decide.server.ts';

export type RequestResolutionInput = {
  requestId: RequestId;
  complaintId: ComplaintId;
  /** One to MOST_REMEDIES, decided together. */
  remedies: readonly RemedyAsk[];
  reason: string;
  /** Why it is given although something was given for the same before; null when nobody was asked that. */
  despite?: string | null;
};

export type RequestResolutionProblem =
  | { kind: 'not_found' }
  | { kind: 'complaint_closed' }
  | { kind: 'order'; problem: ReadProblem }
  | ({ kind: 'remedy' } & BundleProblem)
  | { kind: 'not_allowed'; decision: Decision }
  /** Something was given before: this person may give more, and has to say why. */
  | { kind: 'given_before'; before: readonly GivenBefore[] }
  | { kind: 'request_reused' };

/** Where the remedies stand is the complaint page's to say; the answer to a request never changes. */
export type RequestedResolution = { resolutionId: ResolutionId; remedyIds: RemedyId[] };

type Answer = Result<RequestedResolution, RequestResolutionProblem>;

// Long enough for a remedy to be issued and looked at; the watchdog takes over after that.
const checkWithinMs = 24 * 60 * 60 * 1000;

/**
 * Decides a bundle of remedies: all allowed, held and handed to the worker, or all refused with the numbers; in one
 * transaction. The same request id with the same input answers the same; with other input it is refused. One call to
 * Shopify a remedy, before the transaction.
 */
export async function requestResolution(ctx: StaffContext, input: RequestResolutionInput): Promise<Answer> {
  const { shopId } = ctx;
  const { complaintId, remedies, reason, despite } = input;
  if (remedies.length === 0 || remedies.length > MOST_REMEDIES)
    throw new Error('a decision on nothing, or on too much');
  const hash = inputHash([complaintId, remedies, reason, ...(despite ? [despite] : [])]);
  const before = await lookUp(ctx.db.statements(shopId), shopId, input);
  if (before.earlier) return replay(before.earlier, hash);
  if (!before.complaint) return err({ kind: 'not_found' });
  if (before.complaint.state === 'closed') return err({ kind: 'complaint_closed' });
  const orderId = trusted(parseOrderId, before.complaint.orderId);
  // Somebody may have refunded it past us since our copy was made: that is asked for first, and only then.
  const refreshed = before.complaint.orderStale ? await readOrder(ctx, orderId) : null;
  if (refreshed?.ok === false) return err({ kind: 'order', problem: refreshed.error });
  const now = ctx.clock.now().toISOString();
  const asked = await readFacts(ctx.gateway, orderId, remedies, { severity: before.complaint.severity, now });
  if (!asked.ok) return err({ kind: 'order', problem: asked.error });
  try {
    return await ctx.db.atomically(shopId, (tx) => decideInside(ctx, tx, input, hash, orderId, asked.value), {
      name: 'request-resolution',
    });
  } catch (error) {
    // The same request id on another complaint at the same moment: the database let one in.
    if (!isUniqueViolation(error)) throw error;
    const after = await lookUp(ctx.db.statements(shopId), shopId, input);
    if (!after.earlier) throw error;
    return replay(after.earlier, hash);
  }
}

async function decideInside(
  askedBy: StaffContext,
  tx: Statements,
  input: RequestResolutionInput,
  hash: string,
  orderId: OrderId,
  asked: readonly Asked[],
): Promise<Answer> {
  const { shopId } = askedBy;
  const shopCurrency = asked[0]?.facts.shopCurrency ?? '';
  // In this order: first the locks, then, under them, what is decided on.
  const copy = lockOrder(tx, shopId, orderId);
  const [, complaint, earlier, standing] = await Promise.all([
    copy,
    lockComplaint(tx, shopId, input.complaintId),
    findEarlier(tx, shopId, input.requestId),
    readStanding(tx, shopId, askedBy.actor, input.complaintId, { orderId, shopCurrency }, copy),
  ]);
  if (!complaint) return err({ kind: 'not_found' });
  // Whoever held the lock before us may have been this same request.
  if (earlier) return replay(earlier, hash);
  if (complaint.state === 'closed') return err({ kind: 'complaint_closed' });
  // A role that was taken away (or given) while Shopify was asked counts as it is now.
  const actor = { ...askedBy.actor, role: standing.policy.role };
  const ctx = { ...askedBy, actor };
  const ids = asked.map(() => newId<RemedyId>());
  const { planned, decision } = planAndDecide(asked, ids, shopCurrency, standing);
  const bundle = wholeBundle(planned);
  if (!bundle.ok) return err({ kind: 'remedy', ...bundle.error });
  const { before } = decision;
  const despite = before.length > 0 ? (input.despite ?? null) : null;
  // Nothing was decided yet: the form asks one more question.
  if (decision.verdict === 'allowed' && before.length > 0 && despite === null)
    return err({ kind: 'given_before', before });
  const resolutionId = newId<ResolutionId>();
  const decided = recordDecision(ctx, tx, resolutionId, input, hash, decision);
  if (decision.verdict === 'refused') {
    await Promise.all([decided, tellNotAllowed(ctx, tx, complaint, bundle.value, decision)]);
    return err({ kind: 'not_allowed', decision });
  }
  const allowed = { complaint, resolutionId, decision, reason: input.reason, despite };
  await Promise.all([decided, holdAndHandOver(ctx, tx, allowed, bundle.value)]);
  return ok({ resolutionId, remedyIds: ids });
}

async function recordDecision(
  ctx: StaffContext,
  tx: Statements,
  id: ResolutionId,
  input: RequestResolutionInput,
  hash: string,
  decision: Decision,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO resolutions (shop_id, id, complaint_id, request_id, input_hash, verdict, decision, reason, decided_by, decided_role, decided_at)
    VALUES (${ctx.shopId}, ${id}::uuid, ${input.complaintId}::uuid, ${input.requestId}::uuid, ${hash}, ${decision.verdict},
      ${JSON.stringify(decision)}::jsonb, ${input.reason}, ${ctx.actor.userId}, ${ctx.actor.role}, ${ctx.clock.now()})`;
}

function tellNotAllowed(
  { shopId, actor, clock }: StaffContext,
  tx: Statements,
  complaint: LockedComplaint,
  bundle: readonly PlannedRemedy[],
  { why, numbers }: Refusal,
): Promise<void> {
  const currency = bundle[0]?.worth.amount.currency ?? numbers.asked.currency;
  const amount = sum(
    bundle.map((each) => each.worth.amount),
    currency,
  );
  const remedies = bundle.map((each) => each.kind);
  return tell(tx, { shopId, complaintId: complaint.id, actor, at: clock.now() }, [
    { kind: 'remedy_not_allowed', remedies, amount, why, numbers },
  ]);
}

type Allowed = {
  complaint: LockedComplaint;
  resolutionId: ResolutionId;
  decision: Decision;
  reason: string;
  despite: string | null;
};

// If the job should get lost, the sweep looks at the remedy after this.
const firstLookMs = 30_000;

async function holdAndHandOver(
  ctx: StaffContext,
  tx: Statements,
  { complaint, resolutionId, decision, reason, despite }: Allowed,
  bundle: readonly PlannedRemedy[],
): Promise<void> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  const next = nextOf(bundle, now);
  const events = bundle.map(({ remedyId, kind, plan, worth: { amount } }) => {
    const because = becauseOf(kind, plan);
    const decided = {
      kind: 'remedy_decided',
      remedyId,
      remedy: kind,
      amount,
      reason,
      numbers: decision.numbers,
    } as const;
    return because === null ? decided : { ...decided, because };
  });
  const again = despite === null ? [] : [{ kind: 'given_despite', before: decision.before, why: despite } as const];
  await Promise.all([
    ...bundle.map((planned) => hold(ctx, tx, complaint, resolutionId, planned, reason, now)),
    tell(tx, { shopId, complaintId: complaint.id, actor, at: now }, [...again, ...events]),
    moveTo(tx, shopId, complaint.id, { state: 'open', next }, now),
  ]);
}

/** What people have promised to do comes first, by the soonest of its days; the rest is followed without them. */
function nextOf(bundle: readonly PlannedRemedy[], now: Date): { action: NextAction; dueAt: Date } {
  const promised = bundle.filter(({ kind }) => rulesOf(kind).handmade).map(({ kind, plan }) => dueAt(kind, plan, now));
  const [soonest] = promised.sort((a, b) => a.getTime() - b.getTime());
  // Midnight would read as the next day.
  if (soonest) return { action: 'carry_out', dueAt: new Date(soonest.getTime() - 60_000) };
  return { action: 'check_remedy', dueAt: new Date(now.getTime() + checkWithinMs) };
}

async function hold(
  ctx: StaffContext,
  tx: Statements,
  complaint: LockedComplaint,
  resolutionId: ResolutionId,
  { remedyId, kind, plan, worth }: PlannedRemedy,
  reason: string,
  now: Date,
): Promise<void> {
  const { shopId } = ctx;
  const { amount, shopAmount, shopCost } = worth;
  // The key is stored before any call and reused word for word: the same remedy can only ever be given once.
  const stored = tx.$executeRaw`
    INSERT INTO remedies (shop_id, id, resolution_id, complaint_id, order_id, kind, state, amount_minor, currency, shop_amount_minor,
      shop_cost_minor, shop_currency, plan, lane, idempotency_key, next_check_at, created_at, updated_at)
    VALUES (${shopId}, ${remedyId}::uuid, ${resolutionId}::uuid, ${complaint.id}::uuid, ${complaint.orderId}, ${kind}, 'approved',
      ${amount.minor}::bigint, ${amount.currency}, ${shopAmount.minor}::bigint, ${shopCost.minor}::bigint, ${shopAmount.currency},
      ${JSON.stringify(plan)}::jsonb, ${laneOf(kind, plan)}, ${`amends-${remedyId}`}, ${new Date(now.getTime() + firstLookMs)}, ${now}, ${now})`;
  const held = {
    id: remedyId,
    resolutionId,
    complaintId: complaint.id,
    orderId: complaint.orderId,
    ...worth,
    customerKey: null,
  };
  await Promise.all([
    stored,
    reserve(tx, shopId, held, ctx.actor, reason, now),
    ctx.jobs.enqueue(tx, { name: 'advance-remedy', shopId, remedyId }),
  ]);
}

function replay(earlier: Earlier, hash: string): Answer {
  if (earlier.inputHash !== hash) return err({ kind: 'request_reused' });
  if (earlier.remedyIds.length === 0) return err({ kind: 'not_allowed', decision: earlier.decision });
  return ok({ resolutionId: earlier.resolutionId, remedyIds: earlier.remedyIds });
}
