import { endApproval, waitingApproval } from '#app/db/approvals.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { Move } from '#app/db/complaints.server.ts';
import { closeEscalation, openEscalation } from '#app/db/escalations.server.ts';
import { markRefused, verdictsOf } from '#app/db/verdicts.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { canMove } from '#app/domain/complaint/complaint.ts';
import type { ComplaintState, Severity } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { dropWaiting } from '../calls/change-callback.server.ts';
import type { StaffContext } from '../context.ts';

type NotFound = { kind: 'not_found' };

// How long a customer is waited for before somebody asks again.
const waitForCustomerMs = 3 * 24 * 60 * 60 * 1000;

function moveBy(to: ComplaintState, severity: Severity, now: Date): Move {
  switch (to) {
    case 'open':
      return { state: to, next: { action: 'decide_remedy', asSoonAs: severity } };
    case 'waiting_for_customer':
      return { state: to, next: { action: 'wait_for_customer', dueAt: new Date(now.getTime() + waitForCustomerMs) } };
    case 'resolved':
    case 'closed':
      return { state: to, next: null };
  }
}

/**
 * Moves a complaint to another state by hand, with why. Resolving and plainly closing need no verdict; refusing does.
 * @param onVerdict closed as refused, on this verdict: it is still the last one, or somebody has changed it meanwhile
 */
export async function moveComplaint(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { to, why, onVerdict }: { to: ComplaintState; why: string | null; onVerdict?: number },
): Promise<
  Result<null, NotFound | { kind: 'frozen' } | { kind: 'not_possible'; from: ComplaintState; to: ComplaintState }>
> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.transaction(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    if (!complaint) return err({ kind: 'not_found' });
    if (complaint.state === to) return ok(null);
    if (onVerdict !== undefined && (await verdictsOf(tx, shopId, complaintId)).at(-1)?.number !== onVerdict)
      return err({ kind: 'not_possible', from: complaint.state, to });
    if (!canMove(complaint.state, to)) return err({ kind: 'not_possible', from: complaint.state, to });
    const ends = to === 'closed' || to === 'resolved';
    // What is with the lawyer is not over, and stays where it is seen.
    if (ends && complaint.frozen) return err({ kind: 'frozen' });
    const passed = ends ? await openEscalation(tx, shopId, complaintId) : null;
    if (passed)
      await closeEscalation(tx, shopId, passed.id, { by: actor.userId, answer: `The complaint was ${to}.`, at: now });
    const over = ends ? await waitingApproval(tx, shopId, complaintId) : null;
    // Nobody should say yes to what is over.
    if (over) {
      const why = `The complaint was ${to}.`;
      await endApproval(tx, shopId, over, { state: 'withdrawn', by: actor.userId, why, given: null }, now);
      await tell(tx, { shopId, complaintId, actor, at: now }, [{ kind: 'approval_withdrawn', approvalId: over, why }]);
    }
    if (to === 'closed' || to === 'resolved') await dropWaiting(tx, ctx, complaintId, `The complaint was ${to}.`);
    await moveTo(tx, shopId, complaintId, moveBy(to, complaint.severity, now), now);
    if (onVerdict !== undefined) await markRefused(tx, shopId, complaintId, onVerdict, now);
    await tell(tx, { shopId, complaintId, actor, at: now }, [
      {
        kind: 'state_changed',
        from: complaint.state,
        to,
        why,
        ...(onVerdict !== undefined && { refused: true as const }),
      },
    ]);
    return ok(null);
  });
}

/** Gives a complaint to somebody who may see to it. `no_role`: she may not yet, or not any more. */
export async function assignComplaint(
  ctx: StaffContext,
  complaintId: ComplaintId,
  userId: string,
): Promise<Result<null, NotFound | { kind: 'unknown_person' } | { kind: 'no_role' }>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.transaction(shopId, async (tx) => {
    const person = await tx.staffMember.findFirst({ where: { shopId, userId }, select: { name: true, role: true } });
    if (!person) return err({ kind: 'unknown_person' });
    if (person.role === 'none') return err({ kind: 'no_role' });
    const { count } = await tx.complaint.updateMany({
      where: { shopId, id: complaintId },
      data: { assigneeUserId: userId, updatedAt: now },
    });
    if (count === 0) return err({ kind: 'not_found' });
    await tell(tx, { shopId, complaintId, actor, at: now }, [{ kind: 'assigned', to: person.name }]);
    return ok(null);
  });
}

/** Adds a note that only staff see. */
export async function addNote(
  ctx: StaffContext,
  complaintId: ComplaintId,
  text: string,
): Promise<Result<null, NotFound>> {
  const { shopId, actor } = ctx;
  return ctx.db.transaction(shopId, async (tx) => {
    const complaint = await tx.complaint.findFirst({ where: { shopId, id: complaintId }, select: { id: true } });
    if (!complaint) return err({ kind: 'not_found' });
    await tell(tx, { shopId, complaintId, actor, at: ctx.clock.now() }, [{ kind: 'note', text }]);
    return ok(null);
  });
}
