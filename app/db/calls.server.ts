import type { CallDirection, CallOutcome } from '#app/domain/calls/call.ts';
import type { ComplaintId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import type { Statements } from './statements.server.ts';

export type NewCall = {
  /** Names it: written down twice it is one. */
  id: RequestId;
  complaintId: ComplaintId;
  callbackId: string | null;
  direction: CallDirection;
  outcome: CallOutcome;
  minutes: number | null;
  agreed: string;
  note: string;
  by: Staff;
  at: Date;
};

/** Adds it. False when the same was written down before. */
export async function addCall(tx: Statements, shopId: ShopId, call: NewCall): Promise<boolean> {
  const { id, complaintId, callbackId, direction, outcome, minutes, agreed, note, by, at } = call;
  const added = await tx.$executeRaw`
    INSERT INTO calls (shop_id, id, complaint_id, callback_id, direction, outcome, minutes, agreed, note, by_user_id, by_name, at)
    VALUES (${shopId}, ${id}::uuid, ${complaintId}::uuid, ${callbackId}::uuid, ${direction}, ${outcome}, ${minutes}::int, ${agreed}, ${note},
      ${by.userId}, ${by.name}, ${at})
    ON CONFLICT (shop_id, id) DO NOTHING`;
  return added === 1;
}

export type StoredCall = Pick<NewCall, 'direction' | 'outcome' | 'minutes' | 'agreed' | 'note' | 'at'> & {
  id: string;
  complaintId: string;
  byName: string;
};

/** A call by its id. */
export async function findCall(client: Statements, shopId: ShopId, id: RequestId): Promise<StoredCall | null> {
  const [row] = await client.$queryRaw<StoredCall[]>`
    SELECT id, complaint_id AS "complaintId", direction, outcome, minutes, agreed, note, by_name AS "byName", at
    FROM calls WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
  return row ?? null;
}

/** The calls about a complaint, newest first, at most 50. */
export const readCalls = (client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<StoredCall[]> =>
  client.$queryRaw<StoredCall[]>`
    SELECT id, complaint_id AS "complaintId", direction, outcome, minutes, agreed, note, by_name AS "byName", at
    FROM calls WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY at DESC, id DESC LIMIT 50`;

/** Takes a customer's number and what was said out of her calls. That there was a call stays. */
export async function forgetCallsOfCustomer(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds, now }: { customer: string; orderIds: readonly string[]; now: Date },
): Promise<void> {
  // Complaints before what is theirs, like everybody who takes both.
  await tx.$queryRaw`
    SELECT 1 AS locked FROM complaints
    WHERE shop_id = ${shopId} AND (customer_id = ${customer} OR order_id = ANY(${[...orderIds]})) ORDER BY id FOR UPDATE`;
  await tx.$executeRaw`
    UPDATE callbacks b SET phone = '', state = CASE WHEN b.state = 'waiting' THEN 'dropped' ELSE b.state END,
      ended_at = coalesce(b.ended_at, ${now}::timestamptz)
    FROM complaints c WHERE c.shop_id = ${shopId} AND b.shop_id = c.shop_id AND b.complaint_id = c.id
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))`;
  await tx.$executeRaw`
    UPDATE calls k SET agreed = '', note = '' FROM complaints c WHERE c.shop_id = ${shopId} AND k.shop_id = c.shop_id AND k.complaint_id = c.id
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))`;
  await tx.$executeRaw`
    UPDATE timeline_entries t SET data = t.data || '{"agreed":"","note":""}'::jsonb
    FROM complaints c WHERE c.shop_id = ${shopId} AND t.shop_id = c.shop_id AND t.complaint_id = c.id AND t.kind = 'called'
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))`;
  // Who was to be called has gone from what is next as well.
  await tx.$executeRaw`
    UPDATE complaints SET next_action = 'decide_remedy' WHERE shop_id = ${shopId} AND next_action = 'call_customer'
      AND (customer_id = ${customer} OR order_id = ANY(${[...orderIds]}))`;
}
