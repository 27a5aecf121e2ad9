import type { CallbackState } from '#app/domain/calls/call.ts';
import type { CallbackSlot } from '#app/domain/intake/callback-slots.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { forgetWarnings } from './complaint-clocks.server.ts';
import { newId } from './new-id.server.ts';
import type { Statements } from './statements.server.ts';

/** A customer who waits to be called. */
export type WaitingCallback = CallbackSlot & {
  id: string;
  phone: string;
  /** The customer's own, in which the time was offered. */
  timeZone: string;
  tries: number;
  askedBy: 'customer' | 'staff';
  assigneeUserId: string | null;
};

/** Who waits for a call about this complaint, held until the transaction ends. After the complaint's lock. */
export async function lockCallback(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<WaitingCallback | null> {
  const [row] = await tx.$queryRaw<WaitingCallback[]>`
    SELECT id, phone, time_zone AS "timeZone", slot_from AS "from", slot_to AS "to", tries, asked_by AS "askedBy",
      assignee_user_id AS "assigneeUserId"
    FROM callbacks WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND state = 'waiting' FOR UPDATE`;
  return row ?? null;
}

/** The same without holding it, for a page. */
export async function waitingCallback(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<WaitingCallback | null> {
  const [row] = await client.$queryRaw<WaitingCallback[]>`
    SELECT id, phone, time_zone AS "timeZone", slot_from AS "from", slot_to AS "to", tries, asked_by AS "askedBy",
      assignee_user_id AS "assigneeUserId"
    FROM callbacks WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND state = 'waiting'`;
  return row ?? null;
}

export type AskedCallback = CallbackSlot & { phone: string; timeZone: string; askedBy: 'customer' | 'staff' };

/**
 * Writes down that she waits for a call; who waits already has hers moved, and is tried anew.
 * @param anew what was next before counts no more
 */
export async function saveCallback(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  { phone, timeZone, from, to, askedBy }: AskedCallback,
  { at, anew }: { at: Date; anew: boolean },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO callbacks (shop_id, id, complaint_id, state, phone, time_zone, slot_from, slot_to, asked_by, asked_at)
    VALUES (${shopId}, ${newId()}::uuid, ${complaintId}::uuid, 'waiting', ${phone}, ${timeZone}, ${from}, ${to}, ${askedBy}, ${at})
    ON CONFLICT (shop_id, complaint_id) WHERE state = 'waiting' DO UPDATE SET phone = excluded.phone, time_zone = excluded.time_zone,
      slot_from = excluded.slot_from, slot_to = excluded.slot_to, asked_by = excluded.asked_by, tries = 0,
      behind_action = CASE WHEN ${anew} THEN NULL ELSE callbacks.behind_action END,
      behind_due_at = CASE WHEN ${anew} THEN NULL ELSE callbacks.behind_due_at END`;
  await forgetWarnings(tx, shopId, complaintId, 'call', to);
}

/** She is tried once more, at this time and on this number. */
export async function moveCallback(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  id: string,
  { from, to, phone, tries }: CallbackSlot & { phone: string; tries: number },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE callbacks SET slot_from = ${from}, slot_to = ${to}, phone = ${phone}, tries = ${tries}::int
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'waiting'`;
  await forgetWarnings(tx, shopId, complaintId, 'call', to);
}

/** Nobody waits for this call any more. `tries`: as it was, where it is not said. */
export async function endCallback(
  tx: Statements,
  shopId: ShopId,
  id: string,
  { state, tries = null }: { state: Exclude<CallbackState, 'waiting'>; tries?: number | null },
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE callbacks SET state = ${state}, tries = coalesce(${tries}::int, tries), ended_at = ${at}
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'waiting'`;
}

/** Somebody will make this call herself. False when nobody waits for it any more. */
export async function takeCallback(tx: Statements, shopId: ShopId, id: string, userId: string): Promise<boolean> {
  const taken = await tx.$executeRaw`
    UPDATE callbacks SET assignee_user_id = ${userId} WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'waiting'`;
  return taken === 1;
}

/**
 * Lets what is next on a complaint be thought over after a callback (`id`) has changed: what the call stood before comes back,
 * and the trigger of complaints puts the call before it again where it is still to be made sooner.
 */
export async function nextAfterCall(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  id: string,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE complaints c SET updated_at = ${at}::timestamptz, look_at = ${at}::timestamptz,
      next_action = CASE WHEN c.next_action = 'call_customer' THEN coalesce(b.behind_action, 'decide_remedy') ELSE c.next_action END,
      next_action_due_at = CASE WHEN c.next_action = 'call_customer'
        THEN coalesce(b.behind_due_at, greatest(c.resolve_due_at, ${at}::timestamptz), ${at}::timestamptz + interval '3 days')
        ELSE c.next_action_due_at END
    FROM callbacks b WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid AND c.state IN ('open', 'waiting_for_customer')
      AND b.shop_id = c.shop_id AND b.id = ${id}::uuid`;
}

/** How often a call was asked for about this complaint since then. */
export async function callbacksAskedSince(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  since: Date,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ many: number }[]>`
    SELECT count(*)::int AS many FROM timeline_entries
    WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND kind = 'callback_asked' AND at > ${since}`;
  return row?.many ?? 0;
}

/** How many customers wait to be called, and for how many of them the time has passed. */
export async function countWaitingCallbacks(
  client: Statements,
  shopId: ShopId,
  now: Date,
): Promise<{ waiting: number; overdue: number }> {
  const [row] = await client.$queryRaw<{ waiting: number; overdue: number }[]>`
    SELECT count(*)::int AS waiting, count(*) FILTER (WHERE slot_to < ${now})::int AS overdue
    FROM callbacks WHERE shop_id = ${shopId} AND state = 'waiting'`;
  return row ?? { waiting: 0, overdue: 0 };
}
