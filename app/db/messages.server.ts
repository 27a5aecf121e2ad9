import type { MessageChannel, MessageKind, MessageText } from '#app/domain/complaint/message.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { MailState } from '#app/domain/mail/mail.ts';
import type { Language } from '#app/domain/language.ts';
import type { Actor } from '#app/domain/people.ts';
import { newId } from './new-id.server.ts';
import type { Statements } from './statements.server.ts';

export type NewMessage = MessageText & {
  complaintId: ComplaintId;
  direction: 'to_customer' | 'from_customer';
  kind: MessageKind;
  channel: MessageChannel;
  author: Actor;
  /** Names what is said: `acknowledgement:<complaint>`. */
  dedupeKey: string;
  /** What else is to be known a year later: the template that it began with, what the check of its tone said. */
  details: Record<string, unknown>;
  at: Date;
};

/** Adds it; its id, or null when the same was said before. */
export async function addMessage(tx: Statements, shopId: ShopId, message: NewMessage): Promise<string | null> {
  const { author } = message;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO messages (shop_id, id, complaint_id, direction, kind, channel, language, subject, body, author_kind, author_id, author_name,
      dedupe_key, details, at)
    VALUES (${shopId}, ${newId()}::uuid, ${message.complaintId}::uuid, ${message.direction}, ${message.kind}, ${message.channel},
      ${message.language}, ${message.subject}, ${message.body}, ${author.kind}, ${author.kind === 'staff' ? author.userId : null},
      ${author.name}, ${message.dedupeKey}, ${JSON.stringify(message.details)}::jsonb, ${message.at})
    ON CONFLICT (shop_id, dedupe_key) DO NOTHING RETURNING id`;
  return row?.id ?? null;
}

export type StoredMessage = MessageText & {
  id: string;
  direction: 'to_customer' | 'from_customer';
  kind: MessageKind;
  channel: MessageChannel;
  author: { kind: Actor['kind']; name: string };
  details: Record<string, unknown>;
  at: Date;
  /** How far its mail is; null where it has none. */
  mail: { state: MailState; problem: string | null } | null;
};

type Row = Omit<StoredMessage, 'author' | 'language' | 'mail'> & {
  mail_state: MailState | null;
  mail_problem: string | null;
  language: Language;
  author_kind: Actor['kind'];
  author_name: string;
};

/** What was said about a complaint, newest first. */
export async function readMessages(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  most = 100,
): Promise<StoredMessage[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT m.id, m.direction, m.kind, m.channel, m.language, m.subject, m.body, m.author_kind, m.author_name, m.details, m.at,
      l.state AS mail_state, l.problem AS mail_problem
    FROM messages m LEFT JOIN mails l ON l.shop_id = m.shop_id AND l.dedupe_key = 'message:' || m.dedupe_key
    WHERE m.shop_id = ${shopId} AND m.complaint_id = ${complaintId}::uuid ORDER BY m.at DESC, m.id DESC LIMIT ${most}::int`;
  return rows.map(({ author_kind: kind, author_name: name, mail_state: state, mail_problem: problem, ...message }) => ({
    ...message,
    author: { kind, name },
    mail: state === null ? null : { state, problem },
  }));
}

/** Subject and words of a message, by what names it; null when it was not said. */
export async function findMessage(
  client: Statements,
  shopId: ShopId,
  dedupeKey: string,
): Promise<{ complaintId: string; subject: string; body: string } | null> {
  const [row] = await client.$queryRaw<{ complaintId: string; subject: string; body: string }[]>`
    SELECT complaint_id AS "complaintId", subject, body FROM messages WHERE shop_id = ${shopId} AND dedupe_key = ${dedupeKey}`;
  return row ?? null;
}

/** Takes subject, words and names out of what was said about a customer's complaints. That it was said stays. */
export async function forgetMessagesOfCustomer(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds }: { customer: string; orderIds: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE messages m SET subject = '', body = '', details = '{}'::jsonb,
      author_name = CASE WHEN m.author_kind = 'customer' THEN '' ELSE m.author_name END
    FROM complaints c WHERE c.shop_id = ${shopId} AND m.shop_id = c.shop_id AND m.complaint_id = c.id
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))`;
}
