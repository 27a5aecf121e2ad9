import { approversHere } from '#app/db/staff-roster.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { EscalationLevel } from '#app/domain/escalation.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import { mailToStaff } from '../mail/mail-to-staff.server.ts';

type Told = {
  complaintId: ComplaintId;
  complaintNumber: number;
  to: EscalationLevel;
  reason: string;
  dueAt: Date;
  timeZone: string;
  /** Who has passed it up. */
  from: { userId: string; name: string };
  /** When a lead should have answered; null where it has not climbed for that. */
  missed: Date | null;
};

/** Writes to those whose answer is wanted: the leads, or the owner where it is hers, or the lawyer's. Inside the transaction. */
export async function tellEscalated(
  tx: Statements,
  ctx: ShopContext,
  { complaintId, complaintNumber, to, reason, dueAt, timeZone, from, missed }: Told,
): Promise<void> {
  const { shopId } = ctx;
  const at = ctx.clock.now();
  const leads = to === 'lead' ? await approversHere(tx, shopId, ['lead'], from.userId, at) : [];
  const readers = leads.length > 0 ? leads : await approversHere(tx, shopId, ['owner'], from.userId, at);
  for (const reader of readers) {
    const written = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const data = {
      ...{ complaintNumber, from: from.name, to, why: reason, due: written.format(dueAt) },
      missed: missed && written.format(missed),
      link: ctx.adminAddress(`/app/complaints/${complaintId}`),
    };
    const dedupeKey = `escalated:${complaintId}:${to}:${at.toISOString()}`;
    await mailToStaff(tx, ctx, { to: reader, dedupeKey, about: complaintId, mail: { kind: 'escalated', data } });
  }
}
