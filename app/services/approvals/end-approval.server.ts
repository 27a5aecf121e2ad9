import { addVote, endApproval, findApproval, lockApproval } from '#app/db/approvals.server.ts';
import type { StoredApproval, Vote } from '#app/db/approvals.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import { moment } from '#app/db/moment.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import { staffNamed } from '#app/db/staff-roster.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { ApprovalId } from '#app/domain/ids.ts';
import { mayApprove } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import { tellAsker } from './tell-approvers.server.ts';

export type EndInput = { approvalId: ApprovalId; why: string };
export type EndProblem =
  | { kind: 'not_found' }
  | { kind: 'ended'; state: Exclude<StoredApproval['state'], 'waiting'> }
  /** Nobody answers what she has asked for; she can take it back. */
  | { kind: 'own_request' }
  | { kind: 'no_right' };

/** A no, with the reason; the complaint is decided again. Said twice it is one no. */
export const decline = (ctx: StaffContext, input: EndInput): Promise<Result<null, EndProblem>> =>
  end(ctx, input, 'declined');

/** Whoever asked takes the request back. */
export const withdraw = (ctx: StaffContext, input: EndInput): Promise<Result<null, EndProblem>> =>
  end(ctx, input, 'withdrawn');

async function end(
  ctx: StaffContext,
  { approvalId, why }: EndInput,
  state: 'declined' | 'withdrawn',
): Promise<Result<null, EndProblem>> {
  const { shopId, actor } = ctx;
  return ctx.db.atomically(shopId, async (tx) => {
    const seen = await findApproval(tx, shopId, approvalId);
    if (!seen) return err({ kind: 'not_found' });
    const { complaintId } = seen;
    const complaint = await lockComplaint(tx, shopId, complaintId);
    const [approval, role, now, askedBy] = await Promise.all([
      lockApproval(tx, shopId, approvalId),
      roleOf(tx, shopId, actor.userId),
      moment(tx, ctx.clock),
      staffNamed(tx, shopId, seen.askedBy),
    ]);
    if (!approval || !complaint) return err({ kind: 'not_found' });
    const own = approval.askedBy === actor.userId;
    if (approval.state === state) return ok(null);
    if (approval.state !== 'waiting') return err({ kind: 'ended', state: approval.state });
    if (state === 'declined' && own) return err({ kind: 'own_request' });
    if (state === 'declined' ? !mayApprove(role) : !own) return err({ kind: 'no_right' });
    const no: Vote = { userId: actor.userId, vote: 'no', asks: null, why };
    await Promise.all([
      endApproval(tx, shopId, approvalId, { state, by: actor.userId, why, given: null }, now),
      state === 'declined' && addVote(tx, shopId, approvalId, no, now),
      tell(tx, { shopId, complaintId, actor: { ...actor, role }, at: now }, [
        state === 'declined'
          ? { kind: 'approval_declined', approvalId, askedBy, amount: approval.amount, why }
          : { kind: 'approval_withdrawn', approvalId, why },
      ]),
      moveTo(tx, shopId, complaint.id, { state: 'open', next: { action: 'decide_again', asSoonAs: 'high' } }, now),
    ]);
    if (state === 'declined') {
      const about = { approvalId, complaintId, complaintNumber: complaint.number, amount: approval.amount };
      await tellAsker(tx, ctx, { ...about, askedBy: approval.askedBy, answeredBy: actor.name, approved: false, why });
    }
    return ok(null);
  });
}
