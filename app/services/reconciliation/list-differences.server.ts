import { Prisma } from '@prisma/client';
import type { BreakDetail, BreakState } from '#app/db/reconciliation-breaks.server.ts';
import type { Client } from '#app/db/database.server.ts';
import { parseComplaintId, parseOrderId, trusted } from '#app/domain/ids.ts';
import { mayResolveDifferences } from '#app/domain/people.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { BreakKind } from '#app/domain/remedy/reconcile.ts';
import type { ShopContext, StaffContext } from '../context.ts';
import type { DifferenceRow, DifferencesPage, DifferenceView } from '../difference-views.ts';
import type { PersonView } from '../views.ts';

export type DifferencesQuery = {
  view: DifferenceView;
  after?: string | undefined;
  before?: string | undefined;
  pageSize?: number | undefined;
};

const defaultPageSize = 25;

const statesOf: Record<DifferenceView, BreakState[]> = {
  open: ['open', 'taken'],
  noted: ['noted'],
  resolved: ['resolved'],
};

/** One page of differences with Shopify, found last first. Keyset pages. */
export async function listDifferences(ctx: StaffContext, query: DifferencesQuery): Promise<DifferencesPage> {
  const { view } = query;
  const [page, counts] = await Promise.all([
    pageOf(ctx, query),
    ctx.db.asShop(ctx.shopId, (client) => countDifferences(client, ctx.shopId)),
  ]);
  return { view, ...page, counts, mayAct: mayResolveDifferences(ctx.actor.role) };
}

/** Every difference that nobody has resolved, found last first; at most so many. */
export async function openDifferences(ctx: ShopContext, most: number): Promise<DifferenceRow[]> {
  return (await pageOf(ctx, { view: 'open', pageSize: most })).rows;
}

async function countDifferences(client: Client, shopId: string): Promise<DifferencesPage['counts']> {
  const [row] = await client.$queryRaw<{ open: number; noted: number }[]>`
    SELECT count(*) FILTER (WHERE state IN ('open', 'taken'))::int AS open, count(*) FILTER (WHERE state = 'noted')::int AS noted
    FROM reconciliation_breaks WHERE shop_id = ${shopId} AND state IN ('open', 'taken', 'noted')`;
  return { open: row?.open ?? 0, noted: row?.noted ?? 0 };
}

async function pageOf(
  { db, shopId }: ShopContext,
  { view, after, before, pageSize = defaultPageSize }: DifferencesQuery,
): Promise<Pick<DifferencesPage, 'rows' | 'next' | 'previous'>> {
  const backwards = before !== undefined;
  const cursor = readCursor(before ?? after);
  const beyond = cursor
    ? backwards
      ? Prisma.sql`AND (b.found_at, b.id) > (${cursor.at}, ${cursor.id}::uuid)`
      : Prisma.sql`AND (b.found_at, b.id) < (${cursor.at}, ${cursor.id}::uuid)`
    : Prisma.empty;
  const order = backwards ? Prisma.sql`b.found_at ASC, b.id ASC` : Prisma.sql`b.found_at DESC, b.id DESC`;
  const found = await db.statements(shopId).$queryRaw<Row[]>`
    SELECT b.id, b.kind, b.remedy_kind, b.state, b.order_id, o.name AS order_name, c.id AS complaint_id, c.number AS complaint_number,
      c.order_name AS complaint_order_name, b.external_id, b.detail, b.found_at, b.owner_user_id, owner.name AS owner_name,
      b.resolved_by, resolver.name AS resolver_name, b.resolved_at, b.note
    FROM (SELECT * FROM reconciliation_breaks b WHERE b.shop_id = ${shopId} AND b.state = ANY(${statesOf[view]}) ${beyond}
      ORDER BY ${order} LIMIT ${pageSize + 1}::int) b
    LEFT JOIN order_snapshots o ON o.shop_id = b.shop_id AND o.order_id = b.order_id
    LEFT JOIN remedies m ON m.shop_id = b.shop_id AND m.id = b.remedy_id
    LEFT JOIN complaints c ON c.shop_id = m.shop_id AND c.id = m.complaint_id
    LEFT JOIN staff_members owner ON owner.shop_id = b.shop_id AND owner.user_id = b.owner_user_id
    LEFT JOIN staff_members resolver ON resolver.shop_id = b.shop_id AND resolver.user_id = b.resolved_by
    ORDER BY ${order}`;
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize).map(toDifferenceRow);
  if (backwards) rows.reverse();
  return {
    rows,
    next: (backwards ? true : more) ? cursorOf(rows.at(-1)) : null,
    previous: (backwards ? more : cursor !== null) ? cursorOf(rows[0]) : null,
  };
}

type Row = {
  id: string;
  kind: BreakKind;
  remedy_kind: RemedyKind;
  state: BreakState;
  order_id: string | null;
  order_name: string | null;
  complaint_id: string | null;
  complaint_number: number | null;
  complaint_order_name: string | null;
  external_id: string | null;
  detail: BreakDetail;
  found_at: Date;
  owner_user_id: string | null;
  owner_name: string | null;
  resolved_by: string | null;
  resolver_name: string | null;
  resolved_at: Date | null;
  note: string | null;
};

const person = (userId: string | null, name: string | null): PersonView | null =>
  userId === null ? null : { userId, name: name ?? userId };

function toDifferenceRow(row: Row): DifferenceRow {
  const { complaint_id: complaintId, complaint_number: number } = row;
  const name = row.order_name ?? row.complaint_order_name;
  return {
    id: row.id,
    kind: row.kind,
    remedyKind: row.remedy_kind,
    state: row.state,
    order: row.order_id === null ? null : { id: trusted(parseOrderId, row.order_id), name },
    complaint: complaintId === null || number === null ? null : { id: trusted(parseComplaintId, complaintId), number },
    externalId: row.external_id,
    ours: row.detail.ours,
    theirs: row.detail.theirs,
    foundAt: row.found_at.toISOString(),
    owner: person(row.owner_user_id, row.owner_name),
    resolvedBy: person(row.resolved_by, row.resolver_name),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    note: row.note,
  };
}

const cursorOf = (row: DifferenceRow | undefined): string | null =>
  row ? Buffer.from(`${row.foundAt} ${row.id}`).toString('base64url') : null;

/** A cursor comes from the URL: what is none is ignored, as if it were the first page. */
function readCursor(text: string | undefined): { at: Date; id: string } | null {
  const [at, id] = Buffer.from(text ?? '', 'base64url')
    .toString('utf8')
    .split(' ');
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) return null;
  return { at: new Date(at), id };
}
