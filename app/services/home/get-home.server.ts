import { Prisma } from '@prisma/client';
import { countWaitingCallbacks } from '#app/db/callbacks.server.ts';
import { passedUpTo } from '#app/db/escalations.server.ts';
import { selectComplaints, toComplaintRow } from '#app/db/complaints.server.ts';
import type { ComplaintDbRow } from '#app/db/complaints.server.ts';
import type { Client } from '#app/db/database.server.ts';
import { findShop } from '#app/db/shops.server.ts';
import { levelsAnswered } from '#app/domain/escalation.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { ShopId } from '#app/domain/ids.ts';
import { money, sum } from '#app/domain/money.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { getSatisfaction } from '../ask-back/satisfaction.server.ts';
import { countForMe } from '../approvals/read-approvals.server.ts';
import type { StaffContext } from '../context.ts';
import { getMonth } from '../limits/get-month.server.ts';
import { endOfToday } from '../shops/shop-time.server.ts';
import { getWord } from './get-word.server.ts';
import type { HomePage } from '../home-views.ts';

const mostRows = 10;

/** What needs me now, and what we gave this week. From our own database only. */
export async function getHome(ctx: StaffContext): Promise<HomePage> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.asShop(shopId, async (client) => {
    const shop = await findShop(client, shopId);
    const currency = shop?.currency ?? 'USD';
    const until = await endOfToday(client, shopId, now);
    const mine = Prisma.sql`c.shop_id = ${shopId} AND c.assignee_user_id = ${actor.userId}
      AND c.state IN ('open', 'waiting_for_customer') AND (c.state = 'open' OR c.next_action_due_at < ${until})`;
    const soonest = Prisma.sql`c.next_action_due_at ASC, c.id ASC`;
    const levels = levelsAnswered[actor.role];
    const [
      own,
      passedUp,
      counts,
      checking,
      week,
      waitingForRole,
      first,
      differences,
      approvals,
      month,
      satisfaction,
      calls,
    ] = await Promise.all([
      selectComplaints(client, mine, soonest, mostRows),
      levels.length === 0 ? [] : selectComplaints(client, passedUpTo(shopId, levels), soonest, mostRows),
      countOpen(client, shopId, now, until),
      stillChecking(client, shopId),
      givenThisWeek(client, shopId, currency, until),
      actor.role === 'owner'
        ? client.staffMember.findMany({
            where: { shopId, role: 'none' },
            select: { userId: true, name: true },
            take: 20,
          })
        : [],
      client.complaint.findFirst({ where: { shopId }, select: { id: true } }),
      client.reconciliationBreak.count({ where: { shopId, state: { in: ['open', 'taken'] } } }),
      countForMe(client, ctx),
      getMonth(ctx, currency),
      getSatisfaction(ctx),
      countWaitingCallbacks(client, shopId, now),
    ]);
    return {
      needsMe: soonestOf([...own, ...passedUp]).map((row) => toComplaintRow(row, now)),
      counts,
      checking,
      week,
      waitingForRole,
      differences,
      approvals,
      month,
      satisfaction,
      calls,
      ...(await getWord(client, ctx)),
      firstDay: first === null,
    };
  });
}

/** Each once, soonest due first, as many as the page shows. */
function soonestOf(rows: readonly ComplaintDbRow[]): ComplaintDbRow[] {
  const due = (row: ComplaintDbRow) => row.next_action_due_at?.getTime() ?? Infinity;
  return [...new Map(rows.map((row) => [row.id, row])).values()].sort((a, b) => due(a) - due(b)).slice(0, mostRows);
}

// Two counts, each of an index alone: a shop may have ten thousands open.
async function countOpen(client: Client, shopId: ShopId, now: Date, until: Date): Promise<HomePage['counts']> {
  const [[row], [silent]] = await Promise.all([
    client.$queryRaw<{ overdue: number; due_today: number; open: number }[]>`
      SELECT count(*) FILTER (WHERE next_action_due_at < ${now})::int AS overdue,
        count(*) FILTER (WHERE next_action_due_at >= ${now} AND next_action_due_at < ${until})::int AS due_today,
        count(*) FILTER (WHERE state = 'open')::int AS open
      FROM complaints WHERE shop_id = ${shopId} AND state IN ('open', 'waiting_for_customer')`,
    client.$queryRaw<{ unanswered: number }[]>`
      SELECT count(*)::int AS unanswered FROM complaints
      WHERE shop_id = ${shopId} AND state = 'open' AND first_answered_at IS NULL AND first_answer_due_at IS NOT NULL`,
  ]);
  return {
    overdue: row?.overdue ?? 0,
    dueToday: row?.due_today ?? 0,
    unanswered: silent?.unanswered ?? 0,
    open: row?.open ?? 0,
  };
}

async function stillChecking(client: Client, shopId: ShopId): Promise<HomePage['checking']> {
  const rows = await client.$queryRaw<
    {
      complaint_id: string;
      number: number;
      order_name: string;
      amount_minor: bigint;
      currency: string;
      state: RemedyState;
      updated_at: Date;
    }[]
  >`
    SELECT m.complaint_id, c.number, c.order_name, m.amount_minor, m.currency, m.state, m.updated_at
    FROM remedies m JOIN complaints c ON c.shop_id = m.shop_id AND c.id = m.complaint_id
    WHERE m.shop_id = ${shopId} AND m.state IN ('unknown', 'needs_person') ORDER BY m.updated_at LIMIT 20`;
  return rows.map((row) => ({
    complaintId: trusted(parseComplaintId, row.complaint_id),
    number: row.number,
    orderName: row.order_name,
    amount: money(Number(row.amount_minor), row.currency),
    state: row.state,
    since: row.updated_at.toISOString(),
  }));
}

async function givenThisWeek(client: Client, shopId: ShopId, currency: string, until: Date): Promise<HomePage['week']> {
  // Fourteen days of the shop's own calendar: seven to show and the seven before, to compare.
  const rows = await client.$queryRaw<{ day: string; minor: bigint; refunds: number; recent: boolean }[]>`
    WITH days AS (
      SELECT generate_series(0, 13) AS ago, s.time_zone, ${until}::timestamptz AT TIME ZONE s.time_zone AS local_end
      FROM shops s WHERE s.shop_id = ${shopId}
    ), spans AS (
      SELECT ago, (local_end - make_interval(days => ago + 1)) AS local_from,
        (local_end - make_interval(days => ago + 1)) AT TIME ZONE time_zone AS from_at, (local_end - make_interval(days => ago)) AT TIME ZONE time_zone AS to_at
      FROM days
    )
    SELECT to_char(p.local_from, 'YYYY-MM-DD') AS day, coalesce(sum(l.shop_amount_minor), 0)::bigint AS minor, count(l.id)::int AS refunds, p.ago < 7 AS recent
    FROM spans p LEFT JOIN ledger_entries l
      ON l.shop_id = ${shopId} AND l.kind = 'settled' AND l.at >= p.from_at AND l.at < p.to_at
    GROUP BY p.ago, p.local_from ORDER BY p.ago DESC`;
  const [held] = await client.$queryRaw<{ minor: bigint }[]>`
    SELECT coalesce(sum(shop_amount_minor), 0)::bigint AS minor FROM remedies
    WHERE shop_id = ${shopId} AND state IN ('approved', 'sending', 'unknown', 'issued', 'needs_person')`;
  const given = (recent: boolean) =>
    sum(
      rows.filter((row) => row.recent === recent).map((row) => money(Number(row.minor), currency)),
      currency,
    );
  return {
    days: rows.filter((row) => row.recent).map((row) => ({ date: row.day, given: money(Number(row.minor), currency) })),
    given: given(true),
    held: money(Number(held?.minor ?? 0), currency),
    refunds: rows.filter((row) => row.recent).reduce((total, row) => total + row.refunds, 0),
    before: given(false),
  };
}
