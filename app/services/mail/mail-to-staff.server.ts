import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { StaffMail } from '#app/i18n/en/mail.ts';
import { writeStaffMail } from '#app/mail/staff-mail.ts';
import type { ShopContext } from '../context.ts';
import { enqueueMail, type Enqueued } from './enqueue-mail.server.ts';

/** Somebody who works in the shop, as the table staff_members has her. */
export type StaffReader = { userId: string; name: string; email: string | null; locale: string };

export type MailToStaff = {
  to: StaffReader;
  /** What happened, without the reader: `approval:<id>:asked`. The same to the same reader is one mail, however often. */
  dedupeKey: string;
  /** The complaint that it is about: the mail is forgotten with its customer. */
  about: ComplaintId | null;
  mail: StaffMail;
};

/**
 * Writes a mail to somebody in the shop, inside the caller's transaction. It goes out after the commit, and only then; its
 * arrival, or why it did not arrive, is the worker's matter (mailProblems shows what went wrong). Never fails for a
 * reader without an address or a shop without a mail server: the answer says so, and the caller goes on.
 */
export function mailToStaff(
  tx: Statements,
  ctx: Pick<ShopContext, 'shopId' | 'clock' | 'jobs' | 'mailOn'>,
  { to, dedupeKey, about, mail }: MailToStaff,
): Promise<Enqueued> {
  return enqueueMail(tx, ctx, {
    kind: mail.kind,
    dedupeKey: `${dedupeKey}:${to.userId}`,
    to: { kind: 'staff', id: to.userId, name: to.name, address: to.email },
    about,
    // The only language there is so far.
    language: 'en',
    from: null,
    automatic: true,
    content: writeStaffMail(mail, to.name),
  });
}
