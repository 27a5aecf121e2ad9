import { findOrder } from '#app/db/order-snapshots.server.ts';
import { readRemedy, type RemedyRow, type StoredRemedy } from '#app/db/remedies.server.ts';
import type { Client } from '#app/db/database.server.ts';
import type { Reason } from '#app/domain/complaint/complaint.ts';
import { parseOrderId, trusted, type ComplaintId, type ShopId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { writeDay, writeList } from '#app/domain/messages/formats.ts';
import { topicOfRemedy, type Topic } from '#app/domain/messages/topics.ts';
import type { VariableValues } from '#app/domain/messages/variables.ts';
import { readParcels } from '#app/domain/parcel.ts';
import { dayAt, type Day } from '#app/domain/shop-day.ts';
import { greetingTo } from '#app/i18n/customer/values.ts';
import type { ShopContext } from '../context.ts';
import { remediesSaid, remedyValues } from './remedy-values.ts';

/** What is known of a complaint by whoever writes to its customer. */
export type Case = {
  number: number;
  reason: Reason;
  language: Language;
  customer: string | null;
  orderId: string;
  orderName: string;
  due: Date | null;
  shop: string;
  timeZone: string;
  today: Day;
  items: { title: string; quantity: number }[];
  /** Given or being given, newest first. */
  remedies: StoredRemedy[];
};

type Row = Omit<Case, 'today' | 'items' | 'remedies'>;

/** Null when there is no such complaint. */
export async function readCase(client: Client, ctx: ShopContext, complaintId: ComplaintId): Promise<Case | null> {
  const { shopId } = ctx;
  const [row] = await client.$queryRaw<Row[]>`
    SELECT c.number, c.reason, c.language, c.customer_name AS customer, c.order_id AS "orderId", c.order_name AS "orderName",
      c.next_action_due_at AS due, s.name AS shop, s.time_zone AS "timeZone"
    FROM complaints c JOIN shops s ON s.shop_id = c.shop_id WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
  if (!row) return null;
  const [items, remedies] = await Promise.all([
    client.complaintLine.findMany({ where: { shopId, complaintId }, select: { title: true, quantity: true } }),
    givenOn(client, shopId, complaintId),
  ]);
  return { ...row, today: dayAt(ctx.clock.now(), row.timeZone), items, remedies };
}

async function givenOn(client: Client, shopId: ShopId, complaintId: ComplaintId): Promise<StoredRemedy[]> {
  const rows = await client.$queryRaw<RemedyRow[]>`
    SELECT * FROM remedies WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid
      AND state IN ('approved', 'sending', 'unknown', 'issued', 'needs_person', 'settled') ORDER BY created_at DESC, id DESC`;
  return rows.map(readRemedy);
}

type Letter = {
  topic: Topic;
  /** In whose name it is written. */
  agent: string;
  /** The day by which what is sent has left, as it is written; null where nobody knows. */
  leaves?: string | null;
};

/** What a letter can be filled in with. Only what is certain of a remedy is said of it. */
export async function caseValues(
  client: Client,
  ctx: ShopContext,
  about: Case,
  { topic, agent, leaves = null }: Letter,
): Promise<VariableValues> {
  const { language, today, timeZone } = about;
  const day = (at: Date | string) => writeDay(dayAt(new Date(at), timeZone), language, today);
  const snapshot = await findOrder(client, ctx.shopId, trusted(parseOrderId, about.orderId));
  const parcel = snapshot ? readParcels(snapshot.order, ctx.clock.now())[0] : undefined;
  const certain = about.remedies.filter(({ state }) => state === 'issued' || state === 'settled');
  const remedy = certain.find(({ kind }) => topicOfRemedy[kind] === topic) ?? certain[0];
  const tracking = parcel?.trackingUrl ?? parcel?.trackingNumber;
  const due = about.due !== null && dayAt(about.due, timeZone) >= today ? about.due : null;
  return {
    greeting: greetingTo[language](about.customer),
    ...(about.customer !== null && { customer: about.customer }),
    order: about.orderName,
    ...(snapshot && { order_date: day(snapshot.order.processedAt) }),
    items: writeList(
      about.items.map(({ title, quantity }) => (quantity === 1 ? title : `${title} × ${quantity}`)),
      language,
    ),
    complaint: `C-${about.number}`,
    ...(due && { due: day(due) }),
    ...(tracking && { tracking }),
    ...(parcel?.carrier && { carrier: parcel.carrier }),
    ...(parcel?.lastScan && { last_scan: day(parcel.lastScan.at) }),
    ...(parcel?.expectedAt && !parcel.late && { expected: day(parcel.expectedAt) }),
    ...(parcel?.deliveredAt && { delivered: day(parcel.deliveredAt) }),
    agent,
    shop: about.shop,
    ...(remedy && {
      remedies: remediesSaid(certain.toReversed(), { language, today, timeZone }, leaves),
      ...remedyValues(remedy, { language, today, timeZone }),
    }),
  };
}
