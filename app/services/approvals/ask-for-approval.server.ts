import { addApproval } from '#app/db/approvals.server.ts';
import { moveTo } from '#app/db/complaints.server.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { ApprovalId, ResolutionId } from '#app/domain/ids.ts';
import type { NeedsApproval } from '#app/domain/limits/decide.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { worthOf } from '#app/domain/remedy/plan-bundle.ts';
import type { PlannedRemedy } from '#app/domain/remedy/plan-bundle.ts';
import type { StaffContext } from '../context.ts';
import { tellApprovers } from './tell-approvers.server.ts';

export type Asking = {
  approvalId: ApprovalId;
  complaint: LockedComplaint;
  resolutionId: ResolutionId;
  decision: NeedsApproval;
  remedies: readonly RemedyAsk[];
  reason: string;
  despite?: string | null;
  /** How long people have, by the rules. */
  hours: number;
  at: Date;
};

const hourMs = 60 * 60 * 1000;

/** Puts a bundle before somebody who may give it. Nothing is held: the yes decides anew, on what is true then. */
export async function askForApproval(
  ctx: StaffContext,
  tx: Statements,
  { approvalId, complaint, resolutionId, decision, remedies, reason, despite, hours, at }: Asking,
  bundle: readonly PlannedRemedy[],
): Promise<void> {
  const { shopId, actor } = ctx;
  const { by, people, why, numbers, check } = decision;
  const dueAt = new Date(at.getTime() + hours * hourMs);
  const { amount, shopAmount } = worthOf(bundle);
  const asked = { id: approvalId, complaintId: complaint.id, resolutionId, askedBy: actor.userId, askedAt: at };
  const kinds = bundle.map(({ kind }) => kind);
  await Promise.all([
    addApproval(tx, shopId, {
      ...asked,
      ...{ needs: by, people, asks: [...remedies], reason, despite: despite ?? null, amount, shopAmount, dueAt },
    }),
    tell(tx, { shopId, complaintId: complaint.id, actor, at }, [
      { kind: 'approval_asked', approvalId, remedies: kinds, amount, reason, by, why, numbers, check },
    ]),
    moveTo(tx, shopId, complaint.id, { state: 'open', next: { action: 'await_approval', dueAt } }, at),
  ]);
  const told = { approvalId, complaintId: complaint.id, complaintNumber: complaint.number, amount };
  await tellApprovers(tx, ctx, { ...told, asker: actor, needs: by, people, reason, late: false, at });
}
