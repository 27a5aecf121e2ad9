import { waitingApproval } from '#app/db/approvals.server.ts';
import { lockComplaint } from '#app/db/complaints.server.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import { isUniqueViolation } from '#app/db/errors.server.ts';
import { moment } from '#app/db/moment.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import type { Transaction } from '#app/db/database.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ApprovalId, ComplaintId, OrderId, RemedyId, RequestId, ResolutionId } from '#app/domain/ids.ts';
import type { NotHers, Refusal } from '#app/domain/limits/decide.ts';
import type { GivenBefore } from '#app/domain/limits/given-before.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { MOST_REMEDIES } from '#app/domain/remedy/most-remedies.ts';
import { worthOf } from '#app/domain/remedy/plan-bundle.ts';
import type { Asked, PlannedRemedy } from '#app/domain/remedy/plan-bundle.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { askForApproval } from '../approvals/ask-for-approval.server.ts';
import type { StaffContext } from '../context.ts';
import { readOrder } from '../orders/known-order.server.ts';
import { findEarlier, lookUp } from './earlier-request.server.ts';
import type { Earlier } from './earlier-request.server.ts';
import { decideOnce, holdAndHandOver, recordDecision } from './give.server.ts';
import type { Lock } from './give.server.ts';
import { inputHash } from './input-hash.server.ts';
import { planAndDecide, readFacts, readStanding, wholeBundle } from './plan-and-decide.server.ts';
import type { BundleProblem } from './plan-and-decide.server.ts';
import { saidOfCase } from './said-of-case.server.ts';

export type RequestResolutionInput = {
  requestId: RequestId;
  complaintId: ComplaintId;
  /** One to MOST_REMEDIES, decided together. */
  remedies: readonly RemedyAsk[];
  reason: string;
  /** Why it is given although something was given for the same before; null when nobody was asked that. */
  despite?: string | null;
  /** What is above her limit may be sent to somebody who may give it; else she is only told. */
  mayAsk?: boolean;
};

export type RequestResolutionProblem =
  | { kind: 'not_found' }
  | { kind: 'complaint_closed' }
  /** It is with the lawyer. */
  | { kind: 'frozen' }
  | { kind: 'order'; problem: ReadProblem }
  | ({ kind: 'remedy' } & BundleProblem)
  /** Refused, or not hers to give and not sent for approval. */
  | { kind: 'not_allowed'; decision: NotHers }
  /** On this complaint something waits for a yes already. */
  | { kind: 'approval_waiting' }
  /** Something was given before: this person may give more, and has to say why. */
  | { kind: 'given_before'; before: readonly GivenBefore[] }
  | { kind: 'request_reused' };

/** Where the remedies stand is the complaint page's to say; the answer to a request never changes. */
export type RequestedResolution = {
  resolutionId: ResolutionId;
  remedyIds: RemedyId[];
  /** It waits for somebody's yes, and nothing is given yet. */
  approvalId: ApprovalId | null;
};

type Answer = Result<RequestedResolution, RequestResolutionProblem>;

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
  if (before.complaint.frozen) return err({ kind: 'frozen' });
  const orderId = trusted(parseOrderId, before.complaint.orderId);
  // Somebody may have refunded it past us since our copy was made: that is asked for first, and only then.
  const refreshed = before.complaint.orderStale ? await readOrder(ctx, orderId) : null;
  if (refreshed?.ok === false) return err({ kind: 'order', problem: refreshed.error });
  const about = { severity: before.complaint.severity, now: ctx.clock.now().toISOString() };
  const said = await saidOfCase(ctx.db.statements(shopId), shopId, complaintId, remedies, about);
  const asked = await readFacts(ctx.gateway, orderId, remedies, said);
  if (!asked.ok) return err({ kind: 'order', problem: asked.error });
  try {
    return await decideOnce(ctx, 'request-resolution', (tx, lock) =>
      decideInside(ctx, tx, lock, input, hash, orderId, asked.value),
    );
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
  tx: Transaction,
  lock: Lock,
  input: RequestResolutionInput,
  hash: string,
  orderId: OrderId,
  asked: readonly Asked[],
): Promise<Answer> {
  const { shopId, clock } = askedBy;
  const { requestId, reason } = input;
  const shopCurrency = asked[0]?.facts.shopCurrency ?? '';
  // In this order: first the locks, then, under them, what is decided on.
  const copy = lockOrder(tx, shopId, orderId);
  const locked = lockComplaint(tx, shopId, input.complaintId);
  const alone = lock();
  // By now it is our turn, whoever had the locks before us.
  const at = moment(tx, clock);
  const [, complaint, , earlier, standing] = await Promise.all([
    copy,
    locked,
    alone,
    findEarlier(tx, shopId, requestId),
    readStanding(tx, shopId, askedBy.actor, input.complaintId, { orderId, shopCurrency }, copy, at),
  ]);
  if (!complaint) return err({ kind: 'not_found' });
  // Whoever held the lock before us may have been this same request.
  if (earlier) return replay(earlier, hash);
  if (complaint.state === 'closed') return err({ kind: 'complaint_closed' });
  if (complaint.frozen) return err({ kind: 'frozen' });
  // A role that was taken away (or given) while Shopify was asked counts as it is now.
  const actor = { ...askedBy.actor, role: standing.role };
  const ctx = { ...askedBy, actor };
  const ids = asked.map(() => newId<RemedyId>());
  const { planned, request, decision } = planAndDecide(asked, ids, actor.userId, standing);
  const bundle = wholeBundle(planned);
  if (!bundle.ok) return err({ kind: 'remedy', ...bundle.error });
  const { before } = decision;
  const despite = before.length > 0 ? (input.despite ?? null) : null;
  // Nothing was decided yet: the form asks one more question.
  if (decision.verdict === 'allowed' && before.length > 0 && despite === null)
    return err({ kind: 'given_before', before });
  if (decision.verdict === 'needs_approval') {
    if ((await waitingApproval(tx, shopId, complaint.id)) !== null) return err({ kind: 'approval_waiting' });
    if (!input.mayAsk) return err({ kind: 'not_allowed', decision });
  }
  const resolutionId = newId<ResolutionId>();
  const { version: policyVersion, usage, at: now } = standing;
  const inputs = { policyVersion, usage, request };
  const made = { id: resolutionId, complaintId: complaint.id, requestId, hash, reason, decision, inputs, at: now };
  const decided = recordDecision(ctx, tx, made);
  switch (decision.verdict) {
    case 'refused':
      await Promise.all([decided, tellNotAllowed(ctx, tx, complaint, bundle.value, decision)]);
      return err({ kind: 'not_allowed', decision });
    case 'needs_approval': {
      const approvalId = newId<ApprovalId>();
      const asking = { approvalId, complaint, resolutionId, decision, at: now, hours: standing.policy.approval.hours };
      await Promise.all([decided, askForApproval(ctx, tx, { ...asking, ...input }, bundle.value)]);
      return ok({ resolutionId, remedyIds: [], approvalId });
    }
    case 'allowed': {
      const allowed = { complaint, resolutionId, decision, reason, despite, standing };
      await Promise.all([decided, holdAndHandOver(ctx, tx, allowed, bundle.value)]);
      return ok({ resolutionId, remedyIds: ids, approvalId: null });
    }
  }
}

function tellNotAllowed(
  { shopId, actor, clock }: StaffContext,
  tx: Statements,
  complaint: LockedComplaint,
  bundle: readonly PlannedRemedy[],
  { why, numbers, check }: Refusal,
): Promise<void> {
  const { amount } = worthOf(bundle);
  const remedies = bundle.map((each) => each.kind);
  return tell(tx, { shopId, complaintId: complaint.id, actor, at: clock.now() }, [
    { kind: 'remedy_not_allowed', remedies, amount, why, numbers, check },
  ]);
}

function replay(earlier: Earlier, hash: string): Answer {
  if (earlier.inputHash !== hash) return err({ kind: 'request_reused' });
  const { decision, resolutionId, remedyIds, approvalId } = earlier;
  if (decision.verdict === 'refused') return err({ kind: 'not_allowed', decision });
  return ok({ resolutionId, remedyIds, approvalId });
}
