import { parseMailId, parseShopId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, MailId, OrderId, ShopId } from '#app/domain/ids.ts';
import type { MailAddress } from '#app/domain/mail/address.ts';
import type { AfterSending } from '#app/domain/mail/after-sending.ts';
import type { MailContent, MailState } from '#app/domain/mail/mail.ts';
import type { Statements } from './statements.server.ts';

/** Whom a mail is for: somebody who works in the shop, or a customer of it. */
export type Recipient = { kind: 'staff' | 'customer'; id: string; name: string; address: MailAddress };

export type NewMail = {
  id: MailId;
  kind: string;
  /** Names what is told, and to whom. */
  dedupeKey: string;
  to: Recipient;
  /** What it is about, so that it is forgotten with it. */
  about: ComplaintId | null;
  language: string;
  /** Null: as configured. */
  from: { name: string; replyTo: MailAddress | null } | null;
  /** No person wrote it. */
  automatic: boolean;
  content: MailContent;
};

/** Puts a mail into the outbox. False when the same one is there already, in whatever state. */
export async function addMail(tx: Statements, shopId: ShopId, mail: NewMail, now: Date): Promise<boolean> {
  const { to, content } = mail;
  const [userId, customerId] = to.kind === 'staff' ? [to.id, null] : [null, to.id];
  const added = await tx.$executeRaw`
    INSERT INTO mails (shop_id, id, kind, dedupe_key, state, to_user_id, to_customer_id, complaint_id, language, to_name,
      to_address, from_name, reply_to, automatic, subject, text, html, next_at, created_at)
    VALUES (${shopId}, ${mail.id}::uuid, ${mail.kind}, ${mail.dedupeKey}, 'queued', ${userId}, ${customerId}, ${mail.about}::uuid,
      ${mail.language}, ${to.name}, ${to.address}, ${mail.from?.name ?? null}, ${mail.from?.replyTo ?? null}, ${mail.automatic},
      ${content.subject}, ${content.text}, ${content.html}, ${now}, ${now})
    ON CONFLICT (shop_id, dedupe_key) DO NOTHING`;
  return added === 1;
}

/** A mail that this process has taken up and nobody else may send. */
export type TakenMail = {
  id: MailId;
  to: { name: string; address: MailAddress };
  /** Null: as configured. */
  fromName: string | null;
  replyTo: MailAddress | null;
  content: MailContent;
  automatic: boolean;
  messageId: string;
  /** Message-IDs of what was said before, oldest first. */
  thread: string[];
  attempts: number;
  doubts: number;
  createdAt: Date;
};

type TakenRow = {
  to_name: string | null;
  to_address: MailAddress | null;
  from_name: string | null;
  reply_to: MailAddress | null;
  subject: string | null;
  text: string | null;
  html: string | null;
  automatic: boolean;
  message_id: string;
  thread: string | null;
  attempts: number;
  doubts: number;
  created_at: Date;
};

/**
 * Takes a mail that is due in hand for `leaseMs`, and writes down that it is being sent, before it is. Null when it is
 * not due, or somebody else has it. One whose sender did not come back within its lease may have been sent: a doubt more.
 * One whose contents were forgotten meanwhile is dropped. A mail to a customer goes on with the conversation about its
 * complaint: what went to her before and what she wrote herself, machines left out; chosen once, so that each send is the same.
 */
export async function takeMail(
  client: Statements,
  shopId: ShopId,
  id: MailId,
  messageId: string,
  now: Date,
  leaseMs: number,
): Promise<TakenMail | null> {
  const lease = new Date(now.getTime() + leaseMs);
  const [row] = await client.$queryRaw<TakenRow[]>`
    UPDATE mails m SET doubts = doubts + (state = 'sending')::int, attempts = attempts + (text IS NOT NULL)::int,
      message_id = coalesce(message_id, ${messageId}), thread = coalesce(m.thread, (
  SELECT string_agg(said.id, ' ' ORDER BY said.at, said.id) FROM (
    SELECT e.message_id AS id, e.created_at AS at FROM mails e
      WHERE e.shop_id = m.shop_id AND e.complaint_id = m.complaint_id AND e.to_user_id IS NULL AND e.message_id IS NOT NULL
        AND (e.created_at, e.id) < (m.created_at, m.id)
    UNION ALL SELECT substr(h.dedupe_key, 6), h.at FROM messages h
      WHERE h.shop_id = m.shop_id AND h.complaint_id = m.complaint_id AND h.direction = 'from_customer' AND NOT h.details ? 'automatic'
        AND h.dedupe_key ~ '^mail:<[!-;=?-~]{3,250}>$' AND h.at <= m.created_at
    ORDER BY at DESC, id DESC LIMIT 20
  ) said WHERE m.to_user_id IS NULL)), state = CASE WHEN text IS NULL THEN 'dropped' ELSE 'sending' END,
      next_at = CASE WHEN text IS NOT NULL THEN ${lease}::timestamptz END, ended_at = CASE WHEN text IS NULL THEN ${now}::timestamptz END
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND next_at <= ${now}
    RETURNING to_name, to_address, from_name, reply_to, subject, text, html, automatic, message_id, thread, attempts, doubts, created_at`;
  if (!row || row.to_address === null || row.subject === null || row.text === null || row.html === null) return null;
  return {
    id,
    to: { name: row.to_name ?? '', address: row.to_address },
    fromName: row.from_name,
    replyTo: row.reply_to,
    content: { subject: row.subject, text: row.text, html: row.html },
    automatic: row.automatic,
    messageId: row.message_id,
    thread: row.thread === null ? [] : row.thread.split(' '),
    attempts: row.attempts,
    doubts: row.doubts,
    createdAt: row.created_at,
  };
}

/** Writes down how a send ended. False when the mail was taken over meanwhile: then whoever has it records. */
export async function recordSend(
  client: Statements,
  shopId: ShopId,
  mail: Pick<TakenMail, 'id' | 'attempts'>,
  { state, doubts, nextAt, why }: AfterSending,
  now: Date,
): Promise<boolean> {
  const endedAt = nextAt === null ? now : null;
  // Forgotten while it was being sent: it may not go back to the queue.
  const recorded = await client.$executeRaw`
    UPDATE mails SET state = CASE WHEN text IS NULL AND ${state} = 'queued' THEN 'dropped' ELSE ${state} END, doubts = ${doubts},
      next_at = CASE WHEN text IS NOT NULL THEN ${nextAt}::timestamptz END, problem = CASE WHEN text IS NOT NULL THEN ${why} END,
      ended_at = CASE WHEN text IS NULL THEN ${now}::timestamptz ELSE ${endedAt}::timestamptz END
    WHERE shop_id = ${shopId} AND id = ${mail.id}::uuid AND state = 'sending' AND attempts = ${mail.attempts}::int`;
  return recorded === 1;
}

type Named = { shopId: ShopId; mailId: MailId };
type NamedRow = { shop_id: string; mail_id: string };
const readNamed = (rows: readonly NamedRow[]): Named[] =>
  rows.map((row) => ({ shopId: trusted(parseShopId, row.shop_id), mailId: trusted(parseMailId, row.mail_id) }));

/** Mails in any shop whose time has come: names only. */
export const dueMails = async (client: Statements, now: Date, most: number): Promise<Named[]> =>
  readNamed(await client.$queryRaw`SELECT shop_id, mail_id FROM system_due_mails(${now}, ${most}::int)`);

/** Mails in any shop that ended before then and still say something: names only, oldest first. */
export const oldMails = async (client: Statements, endedBefore: Date, most: number): Promise<Named[]> =>
  readNamed(await client.$queryRaw`SELECT shop_id, mail_id FROM system_old_mails(${endedBefore}, ${most}::int)`);

/** Takes name, address and contents out of these mails. That they were sent stays, and that each is sent once. */
export function forgetMails(client: Statements, shopId: ShopId, mailIds: readonly MailId[]): Promise<number> {
  return client.$executeRaw`
    UPDATE mails SET to_name = NULL, to_address = NULL, reply_to = NULL, thread = NULL, subject = NULL, text = NULL, html = NULL, problem = NULL
    WHERE shop_id = ${shopId} AND id = ANY(${[...mailIds]}::uuid[]) AND ended_at IS NOT NULL`;
}

/**
 * Forgets all mails to a customer and about her complaints, as forgetMails does. What waits to be sent is not sent any
 * more; what is being sent at this moment still arrives, and is not sent again.
 */
export async function forgetMailsOfCustomer(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds, now }: { customer: string; orderIds: readonly (OrderId | string)[]; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE mails SET to_customer_id = NULL, to_name = NULL, to_address = NULL, reply_to = NULL, thread = NULL, subject = NULL, text = NULL, html = NULL, problem = NULL,
      state = CASE WHEN state = 'queued' THEN 'dropped' ELSE state END,
      next_at = CASE WHEN state = 'queued' THEN NULL ELSE next_at END,
      ended_at = CASE WHEN state = 'queued' THEN ${now}::timestamptz ELSE ended_at END
    WHERE shop_id = ${shopId} AND (to_customer_id = ${customer} OR to_customer_id = ANY(${orderIds.map((id) => `guest:${id}`)})
      OR complaint_id IN (
      SELECT id FROM complaints WHERE shop_id = ${shopId} AND (customer_id = ${customer} OR order_id = ANY(${[...orderIds]}))))`;
}

/** A mail that did not arrive, or perhaps not. Address and words are null once they are forgotten. */
export type TroubledMail = {
  id: string;
  kind: string;
  state: Extract<MailState, 'failed' | 'unknown'>;
  toName: string | null;
  toAddress: string | null;
  why: string | null;
  complaintId: string | null;
  endedAt: Date;
};

/** The mails of a shop that ended badly since then, newest first. */
export function troubledMails(client: Statements, shopId: ShopId, since: Date, most: number): Promise<TroubledMail[]> {
  return client.$queryRaw<TroubledMail[]>`
    SELECT id, kind, state, to_name AS "toName", to_address AS "toAddress", problem AS why, complaint_id AS "complaintId",
      ended_at AS "endedAt" FROM mails
    WHERE shop_id = ${shopId} AND state IN ('failed', 'unknown') AND ended_at >= ${since} ORDER BY ended_at DESC, id LIMIT ${most}::int`;
}
