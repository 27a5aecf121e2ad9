import type { AskKind } from '#app/domain/ask-back.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { newId } from './new-id.server.ts';
import type { Statements } from './statements.server.ts';

/** A complaint whose customer is to be asked. `about`: what was sent, where that is what she is asked about. */
export type DueAsk = {
  complaintId: ComplaintId;
  about: string;
  number: number;
  orderName: string;
  language: Language;
  /** Whoever has the complaint. */
  agentId: string | null;
  agentName: string | null;
};

type Window = { from: Date; until: Date };
type Row = Omit<DueAsk, 'complaintId'> & { complaintId: string };
const read = (rows: Row[]): DueAsk[] =>
  rows.map((row) => ({ ...row, complaintId: trusted(parseComplaintId, row.complaintId) }));

/**
 * Complaints that were resolved within the window, are so still, and whose customer was not asked about it. Not while she
 * has just been asked something else.
 */
export async function dueSurveys(
  client: Statements,
  shopId: ShopId,
  { from, until }: Window,
  { notSince, most }: { notSince: Date; most: number },
): Promise<DueAsk[]> {
  return read(
    await client.$queryRaw<Row[]>`
    SELECT c.id AS "complaintId", '' AS about, c.number, c.order_name AS "orderName", c.language, c.assignee_user_id AS "agentId",
      s.name AS "agentName"
    FROM complaints c LEFT JOIN staff_members s ON s.shop_id = c.shop_id AND s.user_id = c.assignee_user_id
    WHERE c.shop_id = ${shopId} AND c.state = 'resolved' AND c.ended_at > ${from} AND c.ended_at <= ${until}
      AND NOT EXISTS (SELECT 1 FROM customer_asks a WHERE a.shop_id = c.shop_id AND a.complaint_id = c.id
        AND (a.kind = 'survey' OR a.asked_at > ${notSince}))
    ORDER BY c.ended_at, c.id LIMIT ${most}::int`,
  );
}

/**
 * Resolved complaints for which something was sent that arrived within the window: a replacement, or the order itself where
 * it had not come or was late. Once for each thing.
 */
export async function dueCheckIns(
  client: Statements,
  shopId: ShopId,
  { from, until }: Window,
  { notSince, most }: { notSince: Date; most: number },
): Promise<DueAsk[]> {
  return read(
    await client.$queryRaw<Row[]>`
    WITH arrived AS (
      SELECT l.complaint_id AS id, m.id::text AS about FROM ledger_entries l
      JOIN remedies m ON m.shop_id = l.shop_id AND m.id = l.remedy_id
      WHERE l.shop_id = ${shopId} AND l.kind = 'settled' AND l.at > ${from} AND l.at <= ${until} AND m.kind = 'replacement' AND m.state = 'settled'
      UNION ALL
      SELECT c.id, c.order_id FROM complaints c JOIN order_snapshots o ON o.shop_id = c.shop_id AND o.order_id = c.order_id
      CROSS JOIN LATERAL (
        SELECT max((f ->> 'deliveredAt')::timestamptz) AS at FROM jsonb_array_elements(o.snapshot -> 'fulfillments') f
      ) delivered
      WHERE c.shop_id = ${shopId} AND c.state = 'resolved' AND c.reason IN ('not_arrived', 'late') AND delivered.at > c.created_at
        AND delivered.at > ${from} AND delivered.at <= ${until} AND c.ended_at > ${from}::timestamptz - interval '60 days'
    )
    SELECT c.id AS "complaintId", d.about, c.number, c.order_name AS "orderName", c.language, c.assignee_user_id AS "agentId",
      s.name AS "agentName"
    FROM arrived d JOIN complaints c ON c.shop_id = ${shopId} AND c.id = d.id
    LEFT JOIN staff_members s ON s.shop_id = c.shop_id AND s.user_id = c.assignee_user_id
    WHERE c.state = 'resolved' AND NOT EXISTS (SELECT 1 FROM customer_asks a WHERE a.shop_id = c.shop_id AND a.complaint_id = c.id
      AND ((a.kind = 'check_in' AND a.about = d.about) OR a.asked_at > ${notSince}))
    ORDER BY c.id LIMIT ${most}::int`,
  );
}

/** Writes down that she is asked; its id, or null when she was asked the same before. */
export async function addAsk(
  tx: Statements,
  shopId: ShopId,
  kind: AskKind,
  { complaintId, about, agentId, agentName }: DueAsk,
  at: Date,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO customer_asks (shop_id, id, complaint_id, kind, about, agent_id, agent_name, asked_at, reached)
    VALUES (${shopId}, ${newId()}::uuid, ${complaintId}::uuid, ${kind}, ${about}, ${agentId}, ${agentName}, ${at}, true)
    ON CONFLICT (shop_id, complaint_id, kind, about) DO NOTHING RETURNING id`;
  return row?.id ?? null;
}

/** She has no address: she was not asked, and will not be. */
export async function notReached(tx: Statements, shopId: ShopId, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE customer_asks SET reached = false WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
}

export type StoredAsk = {
  id: string;
  complaintId: ComplaintId;
  kind: AskKind;
  agentName: string | null;
  answeredAt: Date | null;
  score: number | null;
  requestId: string | null;
};

export async function findAsk(client: Statements, shopId: ShopId, id: string): Promise<StoredAsk | null> {
  const [row] = await client.$queryRaw<(Omit<StoredAsk, 'complaintId'> & { complaintId: string })[]>`
    SELECT id, complaint_id AS "complaintId", kind, agent_name AS "agentName", answered_at AS "answeredAt", score, request_id AS "requestId"
    FROM customer_asks WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
  return row ? { ...row, complaintId: trusted(parseComplaintId, row.complaintId) } : null;
}

/** Writes her answer down, once. False when there is one already. */
export async function answerAskRow(
  tx: Statements,
  shopId: ShopId,
  id: string,
  { score, requestId, at }: { score: number; requestId: RequestId; at: Date },
): Promise<boolean> {
  const answered = await tx.$executeRaw`
    UPDATE customer_asks SET answered_at = ${at}, score = ${score}::int, request_id = ${requestId}::uuid
    WHERE shop_id = ${shopId} AND id = ${id}::uuid AND answered_at IS NULL`;
  return answered === 1;
}

/** The scores of surveys that were answered since then. */
export async function scoresSince(client: Statements, shopId: ShopId, since: Date): Promise<number[]> {
  const rows = await client.$queryRaw<{ score: number }[]>`
    SELECT score FROM customer_asks WHERE shop_id = ${shopId} AND kind = 'survey' AND answered_at > ${since}
    ORDER BY answered_at DESC LIMIT 10000`;
  return rows.map(({ score }) => score);
}

export type BadAnswer = {
  complaintId: string;
  number: number;
  kind: AskKind;
  score: number;
  agentName: string | null;
  answeredAt: Date;
};

/** Bad answers after which nobody has written to the customer, of complaints that are open again; newest first. */
export async function badAnswersWaiting(client: Statements, shopId: ShopId, most: number): Promise<BadAnswer[]> {
  return client.$queryRaw<BadAnswer[]>`
    SELECT a.complaint_id AS "complaintId", c.number, a.kind, a.score, a.agent_name AS "agentName", a.answered_at AS "answeredAt"
    FROM customer_asks a JOIN complaints c ON c.shop_id = a.shop_id AND c.id = a.complaint_id
    WHERE a.shop_id = ${shopId} AND a.answered_at IS NOT NULL AND c.state = 'open' AND (CASE a.kind WHEN 'survey' THEN a.score <= 2 ELSE a.score = 0 END)
      AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.shop_id = a.shop_id AND m.complaint_id = a.complaint_id
        AND m.direction = 'to_customer' AND m.author_kind = 'staff' AND m.at > a.answered_at)
    ORDER BY a.answered_at DESC LIMIT ${most}::int`;
}
