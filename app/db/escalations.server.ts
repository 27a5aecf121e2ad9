import { Prisma } from '@prisma/client';
import type { EscalationLevel } from '#app/domain/escalation.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { forgetWarnings } from './complaint-clocks.server.ts';
import type { Statements } from './statements.server.ts';

/** Where a complaint was passed to, why, and what was said to it. */
export type StoredEscalation = {
  id: string;
  level: EscalationLevel;
  reason: string;
  dueAt: Date;
  askedBy: string;
  askedByName: string;
  at: Date;
  endedAt: Date | null;
  answer: string | null;
};

/** All that there were, oldest first; the last one is open unless it has ended. */
export function escalationsOf(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<StoredEscalation[]> {
  return client.$queryRaw<StoredEscalation[]>`
    SELECT id, level, reason, due_at AS "dueAt", asked_by AS "askedBy", asked_by_name AS "askedByName", at, ended_at AS "endedAt", answer
    FROM escalations WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY at, id`;
}

/** Where it is now; null = nowhere. Under the complaint's lock nobody else changes it. */
export async function openEscalation(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<StoredEscalation | null> {
  const all = await escalationsOf(client, shopId, complaintId);
  return all.find(({ endedAt }) => endedAt === null) ?? null;
}

/** The complaints that wait for the answer of one of these levels: an SQL condition on `c`, a row of complaints. */
export const passedUpTo = (shopId: ShopId, levels: readonly EscalationLevel[]): Prisma.Sql => Prisma.sql`
  c.shop_id = ${shopId} AND c.state IN ('open', 'waiting_for_customer') AND c.id = ANY(ARRAY(
    SELECT e.complaint_id FROM escalations e WHERE e.shop_id = ${shopId} AND e.ended_at IS NULL AND e.level = ANY(${[...levels]})))`;

export async function addEscalation(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  { id, level, reason, dueAt, askedBy, askedByName, at }: Omit<StoredEscalation, 'endedAt' | 'answer'>,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO escalations (shop_id, id, complaint_id, level, reason, due_at, asked_by, asked_by_name, at)
    VALUES (${shopId}, ${id}::uuid, ${complaintId}::uuid, ${level}, ${reason}, ${dueAt}, ${askedBy}, ${askedByName}, ${at})`;
  // Of another day everybody is warned anew.
  await forgetWarnings(tx, shopId, complaintId, 'passed_up', dueAt);
}

export async function closeEscalation(
  tx: Statements,
  shopId: ShopId,
  id: string,
  { by, answer, at }: { by: string; answer: string; at: Date },
): Promise<void> {
  const ended = await tx.$executeRaw`
    UPDATE escalations SET ended_at = ${at}, ended_by = ${by}, answer = ${answer}
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND ended_at IS NULL`;
  if (ended !== 1) throw new Error(`escalation ${id} has ended already`);
}

/**
 * Holds the remedies of a complaint until the transaction ends. After the order's lock, before the complaint's: the worker holds
 * a remedy while it writes to the complaint's story.
 */
export async function lockRemedies(tx: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM remedies WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY id FOR UPDATE`;
}

/**
 * Freezes what a complaint could still give, under the locks of its order, its remedies and itself. A remedy begins to be sent by
 * a change of its own row: so it was begun before, and is on its way, or never is while this lasts. Answers how many are on
 * their way.
 */
export async function freeze(tx: Statements, shopId: ShopId, complaintId: ComplaintId, at: Date): Promise<number> {
  const rows = await tx.$queryRaw<{ state: string }[]>`
    UPDATE remedies SET frozen = true WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid RETURNING state`;
  await tx.$executeRaw`
    UPDATE complaints SET frozen_at = ${at} WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  return rows.filter(({ state }) => state === 'sending' || state === 'unknown' || state === 'undoing').length;
}

/** Lets giving go on, under the same locks, and makes what was held back due at once. */
export async function thaw(tx: Statements, shopId: ShopId, complaintId: ComplaintId, at: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE remedies SET frozen = false,
      next_check_at = CASE WHEN state IN ('approved', 'unknown') AND lease_until IS NULL THEN ${at}::timestamptz ELSE next_check_at END
    WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid`;
  await tx.$executeRaw`
    UPDATE complaints SET frozen_at = NULL WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
}

/** What was written about a customer is forgotten; that it was passed up, and how far, stays. */
export async function forgetEscalationsOfCustomer(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds }: { customer: string; orderIds: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE escalations e SET reason = '', answer = CASE WHEN e.ended_at IS NULL THEN NULL ELSE '' END
    FROM complaints c WHERE c.shop_id = ${shopId} AND e.shop_id = c.shop_id AND e.complaint_id = c.id
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))`;
}
