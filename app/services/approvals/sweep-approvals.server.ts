import { dueApprovals, endApproval, escalateApproval, findApproval, lockApproval } from '#app/db/approvals.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import { policyAt } from '#app/db/policies.server.ts';
import { staffNamed } from '#app/db/staff-roster.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { parseApprovalId, parseShopId, trusted } from '#app/domain/ids.ts';
import type { ApprovalId } from '#app/domain/ids.ts';
import type { System } from '#app/domain/people.ts';
import type { ShopContext } from '../context.ts';
import type { SweepMeans } from '../resolutions/sweep.server.ts';
import { tellApprovers } from './tell-approvers.server.ts';

const amends: System = { kind: 'system', name: 'amends' };
const hourMs = 60 * 60 * 1000;
const mostPerSweep = 100;

/**
 * What has waited too long goes to the owner, and what the owner leaves as long again ends: somebody decides again.
 * Lower age bound: the hours that the owner set; upper: twice that. Answers how many had waited too long.
 */
export async function sweepApprovals({ db, clock, contextFor }: SweepMeans): Promise<number> {
  const due = await db.asSystem((client) => dueApprovals(client, clock.now(), mostPerSweep));
  for (const { shop_id, approval_id } of due) {
    const ctx = contextFor(trusted(parseShopId, shop_id));
    await passOn(ctx, trusted(parseApprovalId, approval_id)).catch((error: unknown) => {
      ctx.log.error({ err: error, approval: approval_id }, 'an approval could not be passed on');
    });
  }
  return due.length;
}

async function passOn(ctx: ShopContext, id: ApprovalId): Promise<void> {
  const { db, shopId, clock } = ctx;
  await db.atomically(shopId, async (tx) => {
    const seen = await findApproval(tx, shopId, id);
    if (!seen) return;
    const now = clock.now();
    const complaint = await lockComplaint(tx, shopId, seen.complaintId);
    const approval = await lockApproval(tx, shopId, id);
    if (!complaint || approval?.state !== 'waiting' || approval.dueAt > now) return;
    const at = { shopId, complaintId: complaint.id, actor: amends, at: now };
    if (approval.needs === 'owner' && (approval.escalations > 0 || approval.people === 1)) {
      const next = { action: 'decide_again', asSoonAs: 'high' } as const;
      await Promise.all([
        endApproval(tx, shopId, id, { state: 'expired', by: null, why: 'Nobody answered in time.', given: null }, now),
        tell(tx, at, [{ kind: 'approval_expired', approvalId: id, amount: approval.amount }]),
        moveTo(tx, shopId, complaint.id, { state: 'open', next }, now),
      ]);
      return;
    }
    const { policy } = await policyAt(tx, shopId, now, approval.shopAmount.currency);
    const until = new Date(now.getTime() + policy.approval.hours * hourMs);
    await Promise.all([
      escalateApproval(tx, shopId, id, until),
      tell(tx, at, [{ kind: 'approval_escalated', approvalId: id }]),
      moveTo(tx, shopId, complaint.id, { state: 'open', next: { action: 'await_approval', dueAt: until } }, now),
    ]);
    const asker = { userId: approval.askedBy, name: await staffNamed(tx, shopId, approval.askedBy) };
    const { amount, people, reason } = approval;
    const told = { approvalId: id, complaintId: complaint.id, complaintNumber: complaint.number, amount };
    await tellApprovers(tx, ctx, { ...told, asker, needs: 'owner', people, reason, late: true, at: now });
  });
}
