import { approversHere } from '#app/db/staff-roster.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { EscalationLevel } from '#app/domain/escalation.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { StaffContext } from '../context.ts';
import { mailToStaff } from '../mail/mail-to-staff.server.ts';

type Told = {
  complaintId: ComplaintId;
  complaintNumber: number;
  to: EscalationLevel;
  reason: string;
  dueAt: Date;
  timeZone: string;
};

/** Writes to those whose answer is wanted: the leads, or the owner where it is hers, or the lawyer's. Inside the transaction. */
export async function tellEscalated(
  tx: Statements,
  ctx: StaffContext,
  { complaintId, complaintNumber, to, reason, dueAt, timeZone }: Told,
): Promise<void> {
  const { shopId, actor } = ctx;
  const at = ctx.clock.now();
  const leads = to === 'lead' ? await approversHere(tx, shopId, ['lead'], actor.userId, at) : [];
  const readers = leads.length > 0 ? leads : await approversHere(tx, shopId, ['owner'], actor.userId, at);
  for (const reader of readers) {
    const due = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const data = {
      ...{ complaintNumber, from: actor.name, to, why: reason, due: due.format(dueAt) },
      link: ctx.adminAddress(`/app/complaints/${complaintId}`),
    };
    const dedupeKey = `escalated:${complaintId}:${to}:${at.toISOString()}`;
    await mailToStaff(tx, ctx, { to: reader, dedupeKey, about: complaintId, mail: { kind: 'escalated', data } });
  }
}
