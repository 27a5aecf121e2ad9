import { parseComplaintId, parseShopId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { Statements } from './statements.server.ts';

/**
 * What became of telling a customer that her complaint has arrived. `due`: not yet. `off`: the shop does not want it.
 * `too_late`: nobody was there to send it in time. `not_needed`: nothing is waiting for us any more. `before`: it was logged
 * before there was such a thing.
 */
export type Acknowledgement = 'due' | 'written' | 'off' | 'no_address' | 'too_late' | 'not_needed' | 'before';

/** Complaints in any shop that wait to be acknowledged: names only, shops take turns. */
export async function complaintsToAcknowledge(
  client: Statements,
  most: number,
): Promise<{ shopId: ShopId; complaintId: ComplaintId }[]> {
  const rows = await client.$queryRaw<{ shop_id: string; complaint_id: string }[]>`
    SELECT shop_id, complaint_id FROM system_complaints_to_acknowledge(${most}::int)`;
  return rows.map((row) => ({
    shopId: trusted(parseShopId, row.shop_id),
    complaintId: trusted(parseComplaintId, row.complaint_id),
  }));
}

/** A complaint as its acknowledgement tells of it. */
export type ToAcknowledge = {
  number: number;
  orderName: string;
  language: Language;
  createdAt: Date;
  dueAt: Date | null;
  shop: string;
  timeZone: string;
};

/** Holds a complaint that waits to be acknowledged until the transaction ends. Null when it does not, any more. */
export async function lockToAcknowledge(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<ToAcknowledge | null> {
  const [row] = await tx.$queryRaw<ToAcknowledge[]>`
    SELECT c.number, c.order_name AS "orderName", c.language, c.created_at AS "createdAt", coalesce(CASE WHEN c.next_action IS NOT NULL THEN c.first_answer_due_at END, c.next_action_due_at) AS "dueAt",
      s.name AS shop, s.time_zone AS "timeZone"
    FROM complaints c JOIN shops s ON s.shop_id = c.shop_id
    WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid AND c.acknowledgement = 'due' FOR UPDATE OF c`;
  return row ?? null;
}

/** Writes down what became of it. */
export async function saveAcknowledgement(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  became: Acknowledgement,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE complaints SET acknowledgement = ${became} WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
}
