import { parseOrderId, parseRemedyId, trusted } from '#app/domain/ids.ts';
import type { OrderId, RemedyId, ShopId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { breakKey } from '#app/domain/remedy/reconcile.ts';
import type { Break, BreakKind } from '#app/domain/remedy/reconcile.ts';
import type { Value } from '#app/domain/remedy/comparison.ts';
import { newId } from './new-id.server.ts';
import type { Statements } from './statements.server.ts';

/** `noted`: nothing to be done about it. */
export type BreakState = 'open' | 'taken' | 'resolved' | 'noted';

/** A difference that stands, as far as comparing again needs it. */
export type StandingBreak = {
  id: string;
  key: string;
  remedyId: RemedyId | null;
  orderId: OrderId | null;
  externalId: string | null;
};

type Row = {
  id: string;
  key: string;
  remedy_id: string | null;
  order_id: string | null;
  external_id: string | null;
};

const readStanding = (row: Row): StandingBreak => ({
  id: row.id,
  key: row.key,
  remedyId: row.remedy_id === null ? null : trusted(parseRemedyId, row.remedy_id),
  orderId: row.order_id === null ? null : trusted(parseOrderId, row.order_id),
  externalId: row.external_id,
});

/** Differences of a kind that stand: on these orders, or about these things at Shopify. */
export async function standingBreaks(
  client: Statements,
  shopId: ShopId,
  kind: RemedyKind,
  orders: readonly OrderId[],
  externalIds: readonly string[],
): Promise<StandingBreak[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT id, key, remedy_id, order_id, external_id FROM reconciliation_breaks
    WHERE shop_id = ${shopId} AND remedy_kind = ${kind} AND state IN ('open', 'taken', 'noted')
      AND (order_id = ANY(${[...orders]}) OR external_id = ANY(${[...externalIds]}))`;
  return rows.map(readStanding);
}

/** The next differences of a kind that somebody has to see to, after one of them. */
export async function nextStandingBreaks(
  client: Statements,
  shopId: ShopId,
  kind: RemedyKind,
  after: string | null,
  most: number,
): Promise<StandingBreak[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT id, key, remedy_id, order_id, external_id FROM reconciliation_breaks
    WHERE shop_id = ${shopId} AND remedy_kind = ${kind} AND state IN ('open', 'taken')
      AND (${after}::uuid IS NULL OR id > ${after}::uuid)
    ORDER BY id LIMIT ${most}::int`;
  return rows.map(readStanding);
}

/**
 * Writes down what differs. Found again, it is the same row: what a person resolved stays resolved unless its numbers
 * are other ones now, and what had gone by itself is open again.
 */
export async function keepBreaks(
  tx: Statements,
  shopId: ShopId,
  remedyKind: RemedyKind,
  breaks: readonly Break[],
  now: Date,
): Promise<void> {
  if (breaks.length === 0) return;
  const rows = breaks.map((each) => ({
    id: newId(),
    key: breakKey(remedyKind, each),
    kind: each.kind,
    order_id: each.orderId,
    remedy_id: each.remedyId,
    external_id: each.externalId,
    detail: { ours: each.ours, theirs: each.theirs },
    state: each.kind === ('made_elsewhere' satisfies BreakKind) ? 'noted' : 'open',
  }));
  await tx.$executeRaw`
    INSERT INTO reconciliation_breaks AS b (shop_id, id, key, kind, remedy_kind, order_id, remedy_id, external_id, detail, state, found_at)
    SELECT ${shopId}, id, key, kind, ${remedyKind}, order_id, remedy_id, external_id, detail, state, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS found (id uuid, key text, kind text, order_id text, remedy_id uuid, external_id text, detail jsonb, state text)
    ON CONFLICT (shop_id, key) DO UPDATE SET state = EXCLUDED.state, detail = EXCLUDED.detail, found_at = EXCLUDED.found_at,
      external_id = EXCLUDED.external_id, owner_user_id = NULL, taken_at = NULL, resolved_by = NULL, note = NULL, resolved_at = NULL
    WHERE b.state = 'resolved' AND (b.resolved_by IS NULL OR b.detail <> EXCLUDED.detail)`;
}

/** They differ no more, by themselves. */
export async function closeGoneBreaks(
  tx: Statements,
  shopId: ShopId,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE reconciliation_breaks SET state = 'resolved', resolved_at = ${now}
    WHERE shop_id = ${shopId} AND id = ANY(${[...ids]}::uuid[]) AND state IN ('open', 'taken', 'noted')`;
}

export type BreakDetail = { ours: Value | null; theirs: Value | null };
