import { addMail, type NewMail } from '#app/db/mails.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { MailId } from '#app/domain/ids.ts';
import { oneLine, parseMailAddress } from '#app/domain/mail/address.ts';
import type { ShopContext } from '../context.ts';

/** Of a mail to be sent: its address as it is known, checked here. */
export type MailToSend = Omit<NewMail, 'id' | 'to'> & {
  to: Omit<NewMail['to'], 'address'> & { address: string | null };
};

/**
 * `queued`: it goes out when the caller's transaction commits. `already`: the same one was asked for before. `off`: no mail
 * server is configured, and nothing was written. `no_address`: the reader has none that a mail can be sent to.
 */
export type Enqueued = 'queued' | 'already' | 'off' | 'no_address';

/** Puts a mail into the outbox, in the transaction of what it tells: there is a mail if, and only if, that commits. */
export async function enqueueMail(
  tx: Statements,
  ctx: Pick<ShopContext, 'shopId' | 'clock' | 'jobs' | 'mailOn'>,
  mail: MailToSend,
): Promise<Enqueued> {
  if (!ctx.mailOn) return 'off';
  const address = parseMailAddress(mail.to.address);
  if (address === null) return 'no_address';
  const id = newId<MailId>();
  const to = { ...mail.to, name: oneLine(mail.to.name), address };
  const content = { ...mail.content, subject: oneLine(mail.content.subject) };
  if (!(await addMail(tx, ctx.shopId, { ...mail, id, to, content }, ctx.clock.now()))) return 'already';
  await ctx.jobs.enqueue(tx, { name: 'send-mail', shopId: ctx.shopId, mailId: id });
  return 'queued';
}
