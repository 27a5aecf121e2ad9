import { addVote, endApproval, findApproval, lockApproval, votesOn } from '#app/db/approvals.server.ts';
import type { StoredApproval, Vote } from '#app/db/approvals.server.ts';
import { lockComplaint } from '#app/db/complaints.server.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import { moment } from '#app/db/moment.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import type { Transaction } from '#app/db/database.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import { staffNamed } from '#app/db/staff-roster.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ApprovalId, OrderId, RemedyId, RequestId, ResolutionId, ShopId } from '#app/domain/ids.ts';
import type { NotHers } from '#app/domain/limits/decide.ts';
import type { GivenBefore } from '#app/domain/limits/given-before.ts';
import { isMore } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import { mayApprove } from '#app/domain/people.ts';
import type { Staff } from '#app/domain/people.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { amountOf } from '#app/domain/remedy/less.ts';
import { worthOf } from '#app/domain/remedy/plan-bundle.ts';
import type { Asked, PlannedRemedy } from '#app/domain/remedy/plan-bundle.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import { readOrder } from '../orders/known-order.server.ts';
import { findEarlier, lookUp } from '../resolutions/earlier-request.server.ts';
import { decideOnce, holdAndHandOver, recordDecision } from '../resolutions/give.server.ts';
import type { Lock } from '../resolutions/give.server.ts';
import { inputHash } from '../resolutions/input-hash.server.ts';
import { planAndDecide, readFacts, readStanding, wholeBundle } from '../resolutions/plan-and-decide.server.ts';
import type { BundleProblem, Outline, Standing } from '../resolutions/plan-and-decide.server.ts';
import { saidOfCase } from '../resolutions/said-of-case.server.ts';
import { tellAsker } from './tell-approvers.server.ts';

export type ApproveInput = {
  requestId: RequestId;
  approvalId: ApprovalId;
  /** Less than was asked for; null = all of it as it is. */
  less: readonly RemedyAsk[] | null;
  /** For the people of the shop; needed where something was given for the same before. */
  why: string;
};

export type ApprovalProblem =
  | { kind: 'not_found' }
  /** Somebody else was quicker, the complaint was closed, or the time ran out. */
  | { kind: 'ended'; state: Exclude<StoredApproval['state'], 'waiting'> }
  | { kind: 'complaint_closed' }
  /** It is with the lawyer: the request waits on. */
  | { kind: 'frozen' }
  /** Nobody approves what she has asked for. */
  | { kind: 'own_request' }
  | { kind: 'no_right' }
  /** She has said yes, and a second person is still missing. */
  | { kind: 'voted' }
  /** More than was asked for, or than the first of two has left of it. */
  | { kind: 'more_than_asked' }
  /** What was asked for is worth more by now than when it was: nobody has said yes to that. */
  | { kind: 'worth_more'; worth: Money; asked: Money }
  /** The first of two has said yes to something else since she looked. */
  | { kind: 'changed' }
  | { kind: 'order'; problem: ReadProblem }
  | ({ kind: 'remedy' } & BundleProblem)
  /** The rules as they are now say no to her, with the numbers. */
  | { kind: 'not_allowed'; decision: NotHers }
  | { kind: 'given_before'; before: readonly GivenBefore[] }
  | { kind: 'request_reused' };

/** `seconded`: a second person has to say yes too, and nothing is given yet. */
export type Approved = { state: 'given'; resolutionId: ResolutionId; remedyIds: RemedyId[] } | { state: 'seconded' };
type Answer = Result<Approved, ApprovalProblem>;

/**
 * A yes, or a yes to less. Decides anew: what Shopify says now, the rules that hold now, the limits of whoever approves.
 * Money moves in the same way as for any decision, and once: the same request answers the same.
 */
export async function approve(ctx: StaffContext, input: ApproveInput): Promise<Answer> {
  const { shopId, actor } = ctx;
  const statements = ctx.db.statements(shopId);
  const approval = await findApproval(statements, shopId, input.approvalId);
  if (!approval) return err({ kind: 'not_found' });
  const { complaintId } = approval;
  const hash = inputHash([input.approvalId, input.less, input.why]);
  const { earlier, complaint } = await lookUp(statements, shopId, { complaintId, requestId: input.requestId });
  if (earlier) return replay(earlier, hash);
  if (!complaint) return err({ kind: 'not_found' });
  if (approval.askedBy === actor.userId) return err({ kind: 'own_request' });
  if (complaint.frozen) return err({ kind: 'frozen' });
  const orderId = trusted(parseOrderId, complaint.orderId);
  // It may have waited for days: what was refunded past us since is seen in the order alone.
  const refreshed = complaint.orderStale ? await readOrder(ctx, orderId) : null;
  if (refreshed?.ok === false) return err({ kind: 'order', problem: refreshed.error });
  const asks = input.less ?? leftOf(approval, await votesOn(statements, shopId, approval.id));
  const about = { severity: complaint.severity, now: ctx.clock.now().toISOString() };
  const said = await saidOfCase(statements, shopId, complaintId, asks, about);
  const asked = await readFacts(ctx.gateway, orderId, asks, said);
  if (!asked.ok) return err({ kind: 'order', problem: asked.error });
  return decideOnce(ctx, 'approve', (tx, lock) =>
    approveInside(ctx, tx, lock, input, hash, orderId, asks, asked.value),
  );
}

/** What the first of two has left of it, or what was asked for. */
const leftOf = ({ asks }: StoredApproval, votes: readonly Vote[]): readonly RemedyAsk[] =>
  votes.reduce<readonly RemedyAsk[]>((last, vote) => vote.asks ?? last, asks);

/** Two people say yes to the same thing, or the second to less of it. */
function differs(asks: readonly RemedyAsk[], less: boolean, approval: StoredApproval, votes: readonly Vote[]) {
  const left = leftOf(approval, votes);
  if (!less) return inputHash(asks) === inputHash(left) ? null : 'changed';
  const [amount, most] = [amountOf(asks), amountOf(left) ?? approval.amount];
  return amount && (amount.currency !== most.currency || isMore(amount, most)) ? 'more_than_asked' : null;
}

/** Who has said yes and may still say it: with her role a person's yes is gone as well. */
async function whoStillMay(tx: Statements, shopId: ShopId, votes: readonly Vote[]): Promise<Vote[]> {
  const said = votes.filter(({ vote }) => vote === 'yes');
  const roles = await Promise.all(said.map(({ userId }) => roleOf(tx, shopId, userId)));
  return said.filter((_, index) => mayApprove(roles[index] ?? 'none'));
}

async function approveInside(
  askedBy: StaffContext,
  tx: Transaction,
  lock: Lock,
  input: ApproveInput,
  hash: string,
  orderId: OrderId,
  asks: readonly RemedyAsk[],
  asked: readonly Asked[],
): Promise<Answer> {
  const { shopId, clock } = askedBy;
  const shopCurrency = asked[0]?.facts.shopCurrency ?? '';
  const copy = lockOrder(tx, shopId, orderId);
  const found = await findApproval(tx, shopId, input.approvalId);
  if (!found) return err({ kind: 'not_found' });
  const { complaintId } = found;
  const held = [copy, lockComplaint(tx, shopId, complaintId), lockApproval(tx, shopId, input.approvalId)] as const;
  const alone = lock();
  // By now it is our turn, whoever had the locks before us.
  const at = moment(tx, clock);
  const [, complaint, approval, , earlier, votes, standing] = await Promise.all([
    ...held,
    alone,
    findEarlier(tx, shopId, input.requestId),
    votesOn(tx, shopId, input.approvalId),
    readStanding(tx, shopId, askedBy.actor, complaintId, { orderId, shopCurrency }, copy, at),
  ]);
  if (!complaint || !approval) return err({ kind: 'not_found' });
  if (earlier) return replay(earlier, hash);
  if (approval.state !== 'waiting') return err({ kind: 'ended', state: approval.state });
  if (complaint.state === 'closed') return err({ kind: 'complaint_closed' });
  if (complaint.frozen) return err({ kind: 'frozen' });
  const actor = { ...askedBy.actor, role: standing.role };
  if (!mayApprove(actor.role)) return err({ kind: 'no_right' });
  if (votes.some((vote) => vote.userId === actor.userId)) return err({ kind: 'voted' });
  const otherwise = differs(asks, input.less !== null, approval, votes);
  if (otherwise) return err({ kind: otherwise });
  const ids = asked.map(() => newId<RemedyId>());
  const others = await whoStillMay(tx, shopId, votes);
  const theirs = async (userId: string, seconds: number) => {
    const also = await readStanding(tx, shopId, { userId }, complaintId, { orderId, shopCurrency }, copy, at);
    return { userId, standing: also, ...planAndDecide(asked, ids, userId, also, { seconds }) };
  };
  const first = (await lacksOnlyASecond()) ? [approval.askedBy] : [];
  const seconds = others.length + first.length;
  const own = planAndDecide(asked, ids, actor.userId, standing, { seconds });
  const bundle = wholeBundle(own.planned);
  if (!bundle.ok) return err({ kind: 'remedy', ...bundle.error });
  const worth = worthOf(bundle.value);
  if (worth.shopAmount.minor > approval.shopAmount.minor)
    return err(
      input.less ? { kind: 'more_than_asked' } : { kind: 'worth_more', worth: worth.amount, asked: approval.amount },
    );
  const yes: Vote = { userId: actor.userId, vote: 'yes', asks: input.less && [...input.less], why: input.why };
  const voting = { approval, complaint, yes, at: standing.at, actor };
  const { decision } = own;
  if (seconds === 0 && decision.verdict === 'needs_approval' && (decision.why === 'second' || decision.people === 2))
    return second(askedBy, tx, voting);
  const lead = decision.verdict === 'allowed' ? { ...own, standing, by: actor } : await byAnother();
  if (!lead) return err({ kind: 'not_allowed', decision: decision as NotHers });
  const { before } = decision;
  const despite = before.length > 0 ? input.why.trim() || approval.despite : null;
  if (before.length > 0 && !despite) return err({ kind: 'given_before', before });
  return give(askedBy, tx, { ...voting, input, hash, ids, despite, bundle: bundle.value, right: lead });

  /** Whether it is hers to give who asked, but for the second person: then that is whoever says yes. */
  async function lacksOnlyASecond() {
    if (!approval || approval.people === 2 || standing.policy.approval.secondAbove === null) return false;
    const { decision } = await theirs(approval.askedBy, 0);
    return decision.verdict === 'needs_approval' && decision.why === 'second';
  }

  /** Of two people one needs the right to it: it may be the one who said yes first, or who asked. */
  async function byAnother() {
    for (const userId of [...others.map((vote) => vote.userId), ...first]) {
      const outline = await theirs(userId, seconds);
      if (outline.decision.verdict !== 'allowed') continue;
      const { role } = outline.standing;
      const by: Staff = { kind: 'staff', userId, name: await staffNamed(tx, shopId, userId), role };
      return { ...outline, by };
    }
    return null;
  }
}

type Giving = Voting & {
  input: ApproveInput;
  hash: string;
  ids: RemedyId[];
  despite: string | null;
  bundle: readonly PlannedRemedy[];
  /** Whose right to give it is used: her limits count it. */
  right: Outline & { standing: Standing; by: Staff };
};

/** The yes that gives: recorded, held and handed over like any decision. */
async function give(askedBy: StaffContext, tx: Transaction, giving: Giving): Promise<Answer> {
  const { approval, complaint, yes, actor, input, hash, ids, despite, bundle, right } = giving;
  const { shopId } = askedBy;
  const { complaintId, reason } = approval;
  const { decision, request, standing } = right;
  const { version: policyVersion, usage, at: now } = standing;
  const id = newId<ResolutionId>();
  const inputs = { policyVersion, usage, request };
  const made = { id, complaintId, requestId: input.requestId, hash, reason, decision, inputs, at: now };
  const ctx = { ...askedBy, actor: right.by };
  const { amount, shopAmount } = worthOf(bundle);
  const less = shopAmount.minor < approval.shopAmount.minor ? approval.amount : null;
  const told: StoryEvent = {
    ...{ kind: 'approval_given', approvalId: approval.id, askedBy: await staffNamed(tx, shopId, approval.askedBy) },
    ...{ amount, less, why: input.why },
  };
  await Promise.all([
    recordDecision(ctx, tx, made),
    addVote(tx, shopId, approval.id, yes, now),
    tell(tx, { shopId, complaintId, actor, at: now }, [told]),
  ]);
  const about = { approvalId: approval.id, complaintId, complaintNumber: complaint.number, amount };
  await tellAsker(tx, askedBy, {
    ...about,
    askedBy: approval.askedBy,
    answeredBy: actor.name,
    approved: true,
    why: input.why,
  });
  const allowed = { complaint, resolutionId: id, decision, reason, despite, standing };
  await endApproval(tx, shopId, approval.id, { state: 'approved', by: actor.userId, why: input.why, given: id }, now);
  await holdAndHandOver(ctx, tx, allowed, bundle);
  return ok({ state: 'given', resolutionId: id, remedyIds: ids });
}

type Voting = { approval: StoredApproval; complaint: LockedComplaint; yes: Vote; at: Date; actor: Staff };

/** The first of two: written down, and it goes on waiting. */
async function second(
  { shopId }: StaffContext,
  tx: Statements,
  { approval, complaint, yes, at, actor }: Voting,
): Promise<Answer> {
  await Promise.all([
    addVote(tx, shopId, approval.id, yes, at),
    tell(tx, { shopId, complaintId: complaint.id, actor, at }, [
      { kind: 'approval_seconded', approvalId: approval.id, why: yes.why },
    ]),
  ]);
  return ok({ state: 'seconded' });
}

function replay(
  earlier: { inputHash: string; resolutionId: ResolutionId; remedyIds: RemedyId[] },
  hash: string,
): Answer {
  const { inputHash: before, resolutionId, remedyIds } = earlier;
  return before === hash ? ok({ state: 'given', resolutionId, remedyIds }) : err({ kind: 'request_reused' });
}
