import { createHash } from 'node:crypto';
import { addMessage } from '#app/db/messages.server.ts';
import { lockFiles } from '#app/db/attachments.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { mostFilesOfComplaint, type FileProblem } from '#app/domain/files/attachment.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { numberIn, parted, type InboundMail } from '#app/domain/mail/inbound.ts';
import { replyTokenIn } from '#app/domain/mail/reply-address.ts';
import type { ShopContext } from '../context.ts';
import { prepareFiles, type PreparedFile, type PreparedFiles } from '../files/prepare-files.server.ts';
import { attachFiles } from '../files/receive-files.server.ts';
import { hearCustomer } from './hear-customer.server.ts';
import { isSealOf } from './reply-address.server.ts';

/** `automatic`: written down, and nothing follows from it. `unknown`: it belongs to no complaint of this shop. */
export type Received = 'heard' | 'already' | 'automatic' | 'unknown';

/**
 * Takes a mail of a customer in: it stands beside its complaint, which waits for an answer again. The same mail again (by its
 * Message-ID) changes nothing. What a machine wrote reopens nothing and is never answered.
 */
export async function receiveMail(ctx: ShopContext, mail: InboundMail): Promise<Received> {
  const { shopId } = ctx;
  const complaint = await findComplaint(ctx.db.statements(shopId), ctx, mail);
  if (!complaint) return 'unknown';
  const { id: complaintId, language } = complaint;
  // Nobody looks into what a machine has sent along: a bounce brings back what was ours.
  const files = await prepareFiles(mail.automatic ? [] : mail.files);
  return ctx.db.atomically(shopId, async (tx) => {
    const { said, quoted } = parted(mail.text);
    const dedupeKey = `mail:${mail.messageId ?? createHash('sha256').update(`${mail.subject}\n${mail.text}`).digest('hex')}`;
    const details = { ...(quoted !== '' && { quoted }), ...(mail.automatic && { automatic: true }) };
    const message = { complaintId, channel: 'email', language, subject: mail.subject, body: said, dedupeKey } as const;
    if (!mail.automatic) {
      const { fit, refused } = await makeRoom(tx, shopId, complaintId, files);
      const heard = await hearCustomer(tx, ctx, { ...message, details: { ...details, ...refused } });
      if (heard.heard === 'already') return 'already';
      const hers = { ...ctx, actor: { kind: 'customer', name: '' } as const };
      await attachFiles(tx, hers, { complaintId, messageId: heard.messageId }, fit);
      return 'heard';
    }
    const direction = 'from_customer';
    const author = { kind: 'customer', name: '' } as const;
    const at = ctx.clock.now();
    const added = await addMessage(tx, shopId, { ...message, details, direction, kind: direction, author, at });
    return added === null ? 'already' : 'automatic';
  });
}

/**
 * Which of the files there is still room for, and of the others why they are not kept: it stands beside the message. Files
 * are held before the complaint is, as everybody does who adds some.
 */
async function makeRoom(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  { prepared, problems }: PreparedFiles,
): Promise<{ fit: PreparedFile[]; refused: { refused?: FileProblem[] } }> {
  const room = prepared.length === 0 ? 0 : mostFilesOfComplaint - (await lockFiles(tx, shopId, { complaintId }));
  const over = prepared.slice(Math.max(0, room)).map(({ at, name }): FileProblem => ({
    ...{ at, name, kind: 'too_many', most: mostFilesOfComplaint },
  }));
  const all = [...problems, ...over].slice(0, mostRefusedTold);
  return { fit: prepared.slice(0, Math.max(0, room)), refused: all.length === 0 ? {} : { refused: all } };
}

const mostRefusedTold = 20;

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
