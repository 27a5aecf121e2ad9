import { parseComplaintId, parseShopId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import type { PromiseKind, PromiseMade, PromiseProof, PromiseState } from '#app/domain/promise/promise.ts';
import { newId } from './new-id.server.ts';
import type { Statements } from './statements.server.ts';

export type NewPromise = PromiseMade & {
  complaintId: ComplaintId;
  by: Staff;
  at: Date;
  /** The message that it was made in, by its dedupe key; null when it was said otherwise. */
  messageKey: string | null;
  /** Names it: made twice it is one. */
  dedupeKey: string;
};

/** Adds it. Its id, or null when the same was made before. */
export async function addPromise(tx: Statements, shopId: ShopId, promise: NewPromise): Promise<string | null> {
  const { complaintId, kind, what, due, by, at, messageKey, dedupeKey } = promise;
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO promises (shop_id, id, complaint_id, kind, what, due_at, state, message_key, made_by, made_by_name, made_at, dedupe_key)
    VALUES (${shopId}, ${newId()}::uuid, ${complaintId}::uuid, ${kind}, ${what}, ${due}, 'open', ${messageKey}, ${by.userId}, ${by.name},
      ${at}, ${dedupeKey})
    ON CONFLICT (shop_id, dedupe_key) DO NOTHING RETURNING id`;
  return row?.id ?? null;
}

export type StoredPromise = {
  id: string;
  complaintId: ComplaintId;
  kind: PromiseKind;
  what: string;
  dueAt: Date;
  state: PromiseState;
  proof: PromiseProof | null;
  madeBy: string;
  madeByName: string;
  madeAt: Date;
  endedAt: Date | null;
  escalateAt: Date | null;
};

/** What was promised on a complaint, newest first. */
export const readPromises = (client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<StoredPromise[]> =>
  client.$queryRaw<StoredPromise[]>`
    SELECT id, complaint_id AS "complaintId", kind, what, due_at AS "dueAt", state, proof, made_by AS "madeBy", made_by_name AS "madeByName",
      made_at AS "madeAt", ended_at AS "endedAt", escalate_at AS "escalateAt"
    FROM promises WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY made_at DESC, id DESC LIMIT 50`;

/** Holds a promise until the transaction ends. After its complaint's lock. */
export async function lockPromise(tx: Statements, shopId: ShopId, id: string): Promise<StoredPromise | null> {
  const [row] = await tx.$queryRaw<StoredPromise[]>`
    SELECT id, complaint_id AS "complaintId", kind, what, due_at AS "dueAt", state, proof, made_by AS "madeBy", made_by_name AS "madeByName",
      made_at AS "madeAt", ended_at AS "endedAt", escalate_at AS "escalateAt"
    FROM promises WHERE shop_id = ${shopId} AND id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}

/** The complaint that a promise was made on; null when there is no such promise. */
export async function complaintOfPromise(client: Statements, shopId: ShopId, id: string): Promise<ComplaintId | null> {
  const [row] = await client.$queryRaw<{ complaint_id: string }[]>`
    SELECT complaint_id FROM promises WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
  return row ? trusted(parseComplaintId, row.complaint_id) : null;
}

export type PromiseEnd =
  | { state: 'kept'; proof: PromiseProof }
  | { state: 'withdrawn' }
  /** `escalateAt`: when the owner is told, unless it was made good by then. */
  | { state: 'broken'; escalateAt: Date | null };

/** Ends an open promise. False when it is not open any more. */
export async function endPromise(
  tx: Statements,
  shopId: ShopId,
  id: string,
  end: PromiseEnd,
  at: Date,
): Promise<boolean> {
  const proof = end.state === 'kept' ? JSON.stringify(end.proof) : null;
  const escalateAt = end.state === 'broken' ? end.escalateAt : null;
  const ended = await tx.$executeRaw`
    UPDATE promises SET state = ${end.state}, proof = ${proof}::jsonb, escalate_at = ${escalateAt}::timestamptz, ended_at = ${at}::timestamptz
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND state = 'open'`;
  return ended === 1;
}

/** Nobody has to be told any more that it was broken. */
export async function endEscalation(tx: Statements, shopId: ShopId, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE promises SET escalate_at = NULL WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
}

/** The first remedy of a complaint that Shopify had since a promise was made. */
export async function remedyGivenSince(
  tx: Statements,
  shopId: ShopId,
  { complaintId, madeAt }: Pick<StoredPromise, 'complaintId' | 'madeAt'>,
): Promise<{ remedyId: string; at: Date } | null> {
  const [row] = await tx.$queryRaw<{ remedyId: string; at: Date }[]>`
    SELECT data ->> 'remedyId' AS "remedyId", at FROM timeline_entries
    WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND kind IN ('remedy_issued', 'remedy_settled') AND at >= ${madeAt}
    ORDER BY at, id LIMIT 1`;
  return row ?? null;
}

/** Whether a person has written to the customer since then. */
export async function answeredSince(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  since: Date,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 AS said FROM messages WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND direction = 'to_customer'
      AND author_kind = 'staff' AND at >= ${since} LIMIT 1`;
  return rows.length > 0;
}

/** Promises in any shop that somebody has to look at: names only, shops take turns. */
export async function promisesToLookAt(
  client: Statements,
  now: Date,
  most: number,
): Promise<{ shopId: ShopId; promiseId: string }[]> {
  const rows = await client.$queryRaw<{ shop_id: string; promise_id: string }[]>`
    SELECT shop_id, promise_id FROM system_promises_to_look_at(${now}, ${most}::int)`;
  return rows.map((row) => ({ shopId: trusted(parseShopId, row.shop_id), promiseId: row.promise_id }));
}

/** A week of promises: how many of those whose time came then were kept, and how many not. `week` is its Monday. */
export type PromiseWeek = { week: string; kept: number; broken: number };

/** The last eight weeks of the shop's calendar up to now, oldest first. */
export const promiseWeeks = (client: Statements, shopId: ShopId, now: Date): Promise<PromiseWeek[]> =>
  client.$queryRaw<PromiseWeek[]>`
    WITH weeks AS (
      SELECT date_trunc('week', ${now}::timestamptz AT TIME ZONE s.time_zone) - make_interval(weeks => ago) AS monday, s.time_zone
      FROM shops s, generate_series(0, 7) AS ago WHERE s.shop_id = ${shopId}
    )
    SELECT to_char(w.monday, 'YYYY-MM-DD') AS week, count(*) FILTER (WHERE p.state = 'kept')::int AS kept,
      count(*) FILTER (WHERE p.state = 'broken')::int AS broken
    FROM weeks w LEFT JOIN promises p ON p.shop_id = ${shopId} AND p.ended_at >= w.monday AT TIME ZONE w.time_zone
      AND p.ended_at < (w.monday + interval '7 days') AT TIME ZONE w.time_zone
    GROUP BY w.monday ORDER BY w.monday`;

/** Takes what was promised to a customer out of her promises and their story. That it was kept or not stays. */
export async function forgetPromisesOfCustomer(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds }: { customer: string; orderIds: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE promises p SET what = '', proof = CASE WHEN p.proof ? 'how' THEN p.proof || '{"how":""}'::jsonb ELSE p.proof END
    FROM complaints c WHERE c.shop_id = ${shopId} AND p.shop_id = c.shop_id AND p.complaint_id = c.id
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))`;
  await tx.$executeRaw`
    UPDATE timeline_entries t SET data = t.data || '{"what":""}'::jsonb || CASE WHEN t.data ? 'how' THEN '{"how":""}'::jsonb ELSE '{}'::jsonb END
    FROM complaints c WHERE c.shop_id = ${shopId} AND t.shop_id = c.shop_id AND t.complaint_id = c.id AND t.kind LIKE 'promise%'
      AND (c.customer_id = ${customer} OR c.order_id = ANY(${[...orderIds]}))`;
}
