import { recordSend, takeMail } from '#app/db/mails.server.ts';
import type { MailId } from '#app/domain/ids.ts';
import { afterSending, ended, maySend, type AfterSending } from '#app/domain/mail/after-sending.ts';
import { oneLine } from '#app/domain/mail/address.ts';
import type { Mailer } from '#app/domain/mail/mail.ts';
import type { ShopContext } from '../context.ts';

/** Whoever has taken up a mail and not come back by then has died: longer than any send takes. */
const leaseMs = 120_000;
const mostOfWhy = 300;

/**
 * Sends one mail of the outbox, if it is due and nobody else has it in hand. In this order: written down that it is being
 * sent, sent, written down how that ended. Safe to call at any time, any number of times, from any process.
 */
export async function sendMail(
  ctx: Pick<ShopContext, 'shopId' | 'clock' | 'db' | 'log'>,
  mailer: Mailer,
  id: MailId,
): Promise<void> {
  const client = ctx.db.statements(ctx.shopId);
  const mail = await takeMail(client, ctx.shopId, id, mailer.messageIdOf(id), ctx.clock.now(), leaseMs);
  if (!mail) return;
  const record = async (next: AfterSending): Promise<void> => {
    const why = next.why === null ? null : withoutAddresses(next.why);
    const recorded = await recordSend(client, ctx.shopId, mail, { ...next, why }, ctx.clock.now());
    const line = { mail: id, state: next.state, attempts: mail.attempts, why };
    if (!recorded) ctx.log.warn(line, 'a mail was taken over while it was being sent');
    else if (next.state !== 'sent') ctx.log.warn(line, 'a mail was not taken');
  };
  if (!maySend(mail, ctx.clock.now())) return record(ended(mail.doubts, 'nobody was there to send it in time'));
  const { to, fromName, replyTo, content, messageId, thread, automatic, createdAt: date } = mail;
  const outcome = await mailer.send({ ...content, to, fromName, replyTo, messageId, thread, automatic, date });
  await record(afterSending(mail, outcome, ctx.clock.now()));
}

/** What a mail server says, without whom it speaks of. */
const withoutAddresses = (text: string): string => oneLine(text.replace(/\S+@\S+/g, '…')).slice(0, mostOfWhy);
