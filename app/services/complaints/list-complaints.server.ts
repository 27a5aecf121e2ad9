import { Prisma } from '@prisma/client';
import { selectComplaints, toComplaintRow } from '#app/db/complaints.server.ts';
import type { Client } from '#app/db/database.server.ts';
import { staffRoster } from '#app/db/staff-roster.server.ts';
import type { ComplaintState, Reason } from '#app/domain/complaint/complaint.ts';
import type { StaffContext } from '../context.ts';
import type { ComplaintListPage, ComplaintRow } from '../views.ts';
import { endOfToday } from '../shops/shop-time.server.ts';

export type ComplaintQuery = {
  state?: ComplaintState | undefined;
  reason?: Reason | undefined;
  /** `me`, or a user id. */
  assignee?: string | undefined;
  /** `unanswered`: no person has answered so far, and we are not waiting for the customer. */
  due?: 'today' | 'overdue' | 'unanswered' | undefined;
  /** Number, order, customer or words. */
  text?: string | undefined;
  after?: string | undefined;
  before?: string | undefined;
  pageSize?: number | undefined;
};

const defaultPageSize = 25;
const largestPageSize = 100;
/** More hits than anybody reads: the search says so by stopping here. */
const mostHits = 500;

/** One page of complaints, newest first. Keyset pages: as quick on page 10,000 as on the first. */
export async function listComplaints(ctx: StaffContext, query: ComplaintQuery): Promise<ComplaintListPage> {
  const size = Math.min(Math.max(query.pageSize ?? defaultPageSize, 1), largestPageSize);
  const backwards = query.before !== undefined;
  const cursor = readCursor(query.before ?? query.after);
  return ctx.db.asShop(ctx.shopId, async (client) => {
    const [filters, people] = await Promise.all([conditions(ctx, client, query), staffRoster(client, ctx.shopId)]);
    if (filters === null) return { rows: [], next: null, previous: null, people };
    if (cursor) {
      filters.push(
        backwards
          ? Prisma.sql`(c.created_at, c.id) > (${cursor.at}, ${cursor.id}::uuid)`
          : Prisma.sql`(c.created_at, c.id) < (${cursor.at}, ${cursor.id}::uuid)`,
      );
    }
    const order = backwards ? Prisma.sql`c.created_at ASC, c.id ASC` : Prisma.sql`c.created_at DESC, c.id DESC`;
    const found = await selectComplaints(client, Prisma.join(filters, ' AND '), order, size + 1);
    const more = found.length > size;
    const now = ctx.clock.now();
    const rows = found.slice(0, size).map((row) => toComplaintRow(row, now));
    if (backwards) rows.reverse();
    const hasPrevious = backwards ? more : cursor !== null;
    const hasNext = backwards ? true : more;
    return {
      rows,
      next: hasNext ? cursorOf(rows.at(-1)) : null,
      previous: hasPrevious ? cursorOf(rows[0]) : null,
      people,
    };
  });
}

async function conditions(ctx: StaffContext, client: Client, query: ComplaintQuery): Promise<Prisma.Sql[] | null> {
  const { shopId, actor } = ctx;
  const filters = [Prisma.sql`c.shop_id = ${shopId}`];
  if (query.state) filters.push(Prisma.sql`c.state = ${query.state}`);
  if (query.reason) filters.push(Prisma.sql`c.reason = ${query.reason}`);
  if (query.assignee)
    filters.push(Prisma.sql`c.assignee_user_id = ${query.assignee === 'me' ? actor.userId : query.assignee}`);
  if (query.due === 'unanswered') {
    filters.push(Prisma.sql`c.state = 'open' AND c.first_answered_at IS NULL AND c.first_answer_due_at IS NOT NULL`);
  } else if (query.due) {
    const now = ctx.clock.now();
    const until = query.due === 'overdue' ? now : await endOfToday(client, shopId, now);
    filters.push(Prisma.sql`c.state IN ('open', 'waiting_for_customer') AND c.next_action_due_at < ${until}`);
  }
  const text = query.text?.trim();
  if (text) {
    const found = await search(client, text);
    if (found === null) return null;
    filters.push(found);
  }
  return filters;
}

async function search(client: Client, text: string): Promise<Prisma.Sql | null> {
  const number = /^C-?(\d{1,9})$/i.exec(text)?.[1];
  if (number) return Prisma.sql`c.number = ${Number(number)}`;
  const terms = text
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 8)
    .map((word) => `${word}:*`)
    .join(' & ');
  if (terms === '') return null;
  const hits = await client.$queryRaw<
    { id: string }[]
  >`SELECT id FROM search_complaints(${terms}, ${mostHits}::int) AS id`;
  const ids = hits.map((hit) => hit.id);
  const plain = /^\d{1,9}$/.test(text) ? Prisma.sql`c.number = ${Number(text)}` : Prisma.sql`FALSE`;
  return Prisma.sql`(c.id = ANY(${ids}::uuid[]) OR ${plain})`;
}

const cursorOf = (row: ComplaintRow | undefined): string | null =>
  row ? Buffer.from(`${row.createdAt} ${row.id}`).toString('base64url') : null;

/** A cursor comes from the URL: what is none is ignored, as if it were the first page. */
function readCursor(text: string | undefined): { at: Date; id: string } | null {
  const [at, id] = Buffer.from(text ?? '', 'base64url')
    .toString('utf8')
    .split(' ');
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) return null;
  return { at: new Date(at), id };
}
