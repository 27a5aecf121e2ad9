import { newRequestId } from '#app/db/new-id.server.ts';
import { readPromises } from '#app/db/promises.server.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { parseMailAddress } from '#app/domain/mail/address.ts';
import { dayAt, type Day } from '#app/domain/shop-day.ts';
import { replyWords } from '#app/i18n/customer/reply.ts';
import type { StaffContext } from '../context.ts';
import type { PromiseView } from '../promise-views.ts';

/** What somebody needs who writes to a customer. */
export type ComposerPage = {
  requestId: RequestId;
  to: { name: string | null; address: string | null };
  language: Language;
  /** Where she can begin: a subject with the number, a greeting and the shop's name. */
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
};

/** Null when there is no such complaint. */
export async function getComposer(ctx: StaffContext, complaintId: ComplaintId): Promise<ComposerPage | null> {
  const { shopId } = ctx;
  const client = ctx.db.statements(shopId);
  const [row] = await client.$queryRaw<Row[]>`
    SELECT c.number, c.order_name AS "orderName", c.language, c.customer_name AS name, c.customer_email AS email, s.name AS shop,
      s.time_zone AS "timeZone"
    FROM complaints c JOIN shops s ON s.shop_id = c.shop_id WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
  if (!row) return null;
  const promises = await readPromises(client, shopId, complaintId);
  const number = `C-${String(row.number)}`;
  return {
    requestId: newRequestId(),
    to: { name: row.name, address: parseMailAddress(row.email) },
    language: row.language,
    ...replyWords[row.language]({ number, order: row.orderName, shop: row.shop, agent: ctx.actor.name }),
    promises: promises
      .filter(({ state }) => state === 'open')
      .map(({ id, kind, what, dueAt }) => ({ id, kind, what, due: dueAt.toISOString() })),
    today: dayAt(ctx.clock.now(), row.timeZone),
    mailOn: ctx.mailOn,
  };
}
