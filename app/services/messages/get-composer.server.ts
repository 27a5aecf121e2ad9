import { newRequestId } from '#app/db/new-id.server.ts';
import { readPromises } from '#app/db/promises.server.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { parseMailAddress } from '#app/domain/mail/address.ts';
import { subjectOfAnswer } from '#app/domain/mail/reply-subject.ts';
import { dayAt, type Day } from '#app/domain/shop-day.ts';
import { replyWords } from '#app/i18n/customer/reply.ts';
import type { StaffContext } from '../context.ts';
import type { PromiseView } from '../promise-views.ts';

/** What somebody needs who writes to a customer. */
export type ComposerPage = {
  requestId: RequestId;
  to: { name: string | null; address: string | null };
  language: Language;
  /** Where she can begin: a subject with the number, that of her mail when she has written one, a greeting and the shop's name. */
  subject: string;
  body: string;
  /** What was promised and is still open. */
  promises: PromiseView[];
  today: Day;
  mailOn: boolean;
};

type Row = {
  number: number;
  orderName: string;
  language: Language;
  name: string | null;
  email: string | null;
  shop: string;
  timeZone: string;
  /** The subject of her newest mail; empty where she has written none. */
  hers: string;
};

/** Null when there is no such complaint. */
export async function getComposer(ctx: StaffContext, complaintId: ComplaintId): Promise<ComposerPage | null> {
  const { shopId } = ctx;
  const client = ctx.db.statements(shopId);
  const [row] = await client.$queryRaw<Row[]>`
    SELECT c.number, c.order_name AS "orderName", c.language, c.customer_name AS name, c.customer_email AS email, s.name AS shop,
      s.time_zone AS "timeZone", coalesce((SELECT m.subject FROM messages m WHERE m.shop_id = c.shop_id AND m.complaint_id = c.id
        AND m.direction = 'from_customer' AND m.channel = 'email' AND NOT m.details ? 'automatic' ORDER BY m.at DESC, m.id DESC LIMIT 1), '') AS hers
    FROM complaints c JOIN shops s ON s.shop_id = c.shop_id WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
  if (!row) return null;
  const promises = await readPromises(client, shopId, complaintId);
  const number = `C-${String(row.number)}`;
  const { subject, body } = replyWords[row.language]({
    ...{ number, order: row.orderName, shop: row.shop, agent: ctx.actor.name },
  });
  return {
    requestId: newRequestId(),
    to: { name: row.name, address: parseMailAddress(row.email) },
    language: row.language,
    subject: row.hers.trim() === '' ? subject : subjectOfAnswer(row.hers, number),
    body,
    promises: promises
      .filter(({ state }) => state === 'open')
      .map(({ id, kind, what, dueAt }) => ({ id, kind, what, due: dueAt.toISOString() })),
    today: dayAt(ctx.clock.now(), row.timeZone),
    mailOn: ctx.mailOn,
  };
}
