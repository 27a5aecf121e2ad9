import { createHash } from 'node:crypto';
import { addMessage } from '#app/db/messages.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { numberIn, parted, type InboundMail } from '#app/domain/mail/inbound.ts';
import { replyTokenIn } from '#app/domain/mail/reply-address.ts';
import type { ShopContext } from '../context.ts';
import { hearCustomer } from './hear-customer.server.ts';
import { isSealOf } from './reply-address.server.ts';

/** `automatic`: written down, and nothing follows from it. `unknown`: it belongs to no complaint of this shop. */
export type Received = 'heard' | 'already' | 'automatic' | 'unknown';

/**
 * Takes a mail of a customer in: it stands beside its complaint, which waits for an answer again. The same mail again (by its
 * Message-ID) changes nothing. What a machine wrote reopens nothing and is never answered.
 */
export function receiveMail(ctx: ShopContext, mail: InboundMail): Promise<Received> {
  const { shopId } = ctx;
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await findComplaint(tx, ctx, mail);
    if (!complaint) return 'unknown';
    const { id: complaintId, language } = complaint;
    const { said, quoted } = parted(mail.text);
    const dedupeKey = `mail:${mail.messageId ?? createHash('sha256').update(`${mail.subject}\n${mail.text}`).digest('hex')}`;
    const details = { ...(quoted !== '' && { quoted }), ...(mail.automatic && { automatic: true }) };
    const message = { complaintId, channel: 'email', language, subject: mail.subject, body: said, dedupeKey } as const;
    if (!mail.automatic) {
      const { heard } = await hearCustomer(tx, ctx, { ...message, details });
      return heard === 'now' ? 'heard' : 'already';
    }
    const direction = 'from_customer';
    const author = { kind: 'customer', name: '' } as const;
    const at = ctx.clock.now();
    const added = await addMessage(tx, shopId, { ...message, details, direction, kind: direction, author, at });
    return added === null ? 'already' : 'automatic';
  });
}

type Found = { id: ComplaintId; language: Language };

/**
 * By the address that it was sent to, else by the mail that it answers: both are known to whoever got a mail of ours. Else by
 * the number in its subject, which anybody can guess: only from the customer's own address.
 */
async function findComplaint(tx: Statements, ctx: ShopContext, mail: InboundMail): Promise<Found | null> {
  const { shopId, inbound } = ctx;
  for (const token of mail.to.map(replyTokenIn)) {
    const found = token && (await numbered(tx, ctx, token.number));
    if (found && inbound && isSealOf(token.seal, inbound, shopId, found.id)) return found;
  }
  const [answered] = await tx.$queryRaw<Found[]>`
    SELECT c.id, c.language FROM mails m JOIN complaints c ON c.shop_id = m.shop_id AND c.id = m.complaint_id
    WHERE m.shop_id = ${shopId} AND m.message_id = ANY(${[...mail.answers]}) AND m.to_user_id IS NULL
    ORDER BY array_position(${[...mail.answers]}, m.message_id) LIMIT 1`;
  if (answered) return answered;
  const number = numberIn(mail.subject);
  return number === null || mail.from === null ? null : numbered(tx, ctx, number, mail.from);
}

async function numbered(
  tx: Statements,
  { shopId }: ShopContext,
  number: number,
  writtenBy: string | null = null,
): Promise<Found | null> {
  const [row] = await tx.$queryRaw<Found[]>`
    SELECT id, language FROM complaints WHERE shop_id = ${shopId} AND number = ${number}::int
      AND (${writtenBy}::text IS NULL OR lower(customer_email) = ${writtenBy})`;
  return row ?? null;
}
