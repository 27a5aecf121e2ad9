import { Prisma } from '@prisma/client';
import type { ApprovalState } from '#app/db/approvals.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { Reason, Severity } from '#app/domain/complaint/complaint.ts';
import { parseApprovalId, parseComplaintId, parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ApprovalId, ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { NeedsApproval } from '#app/domain/limits/decide.ts';
import { money } from '#app/domain/money.ts';
import { mayApprove } from '#app/domain/people.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import { amountOf } from '#app/domain/remedy/less.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import type { ApprovalPage, ApprovalsPage, ApprovalView, SimilarCase } from '../approval-views.ts';
import { showFiles } from '../files/show-files.server.ts';
import type { PersonView } from '../views.ts';

type Row = {
  id: string;
  state: ApprovalState;
  asks: RemedyAsk[];
  reason: string;
  asked_by: string;
  asked_name: string | null;
  asked_at: Date;
  amount_minor: bigint;
  currency: string;
  shop_amount_minor: bigint;
  shop_currency: string;
  due_at: Date;
  needs: 'lead' | 'owner';
  people: 1 | 2;
  decision: NeedsApproval;
  said_yes: PersonView[] | null;
  left_asks: RemedyAsk[] | null;
  ended_at: Date | null;
  ended_name: string | null;
  end_reason: string | null;
  complaint_id: string;
  number: number;
  order_id: string;
  order_name: string;
  customer_name: string | null;
  complaint_reason: Reason;
  severity: Severity;
  words: string;
};

const mostWaiting = 100;

function selectApprovals(client: Statements, where: Prisma.Sql): Promise<Row[]> {
  return client.$queryRaw<Row[]>`
    SELECT a.id, a.state, a.asks, a.reason, a.asked_by, asker.name AS asked_name, a.asked_at, a.amount_minor, a.currency,
      a.shop_amount_minor, a.shop_currency, a.due_at, a.needs, a.people, d.decision - 'inputs' AS decision, a.ended_at,
      ender.name AS ended_name, a.end_reason, c.id AS complaint_id, c.number, c.order_id, c.order_name, c.customer_name,
      c.reason AS complaint_reason, c.severity, c.words,
      (SELECT jsonb_agg(jsonb_build_object('userId', v.user_id, 'name', coalesce(s.name, v.user_id)) ORDER BY v.at)
        FROM approval_votes v LEFT JOIN staff_members s ON s.shop_id = v.shop_id AND s.user_id = v.user_id
        WHERE v.shop_id = a.shop_id AND v.approval_id = a.id AND v.vote = 'yes'
          AND (a.state <> 'waiting' OR s.role IN ('lead', 'owner'))) AS said_yes,
      (SELECT v.asks FROM approval_votes v WHERE v.shop_id = a.shop_id AND v.approval_id = a.id AND v.asks IS NOT NULL
        ORDER BY v.at DESC LIMIT 1) AS left_asks
    FROM approvals a
    JOIN complaints c ON c.shop_id = a.shop_id AND c.id = a.complaint_id
    JOIN resolutions d ON d.shop_id = a.shop_id AND d.id = a.resolution_id
    LEFT JOIN staff_members asker ON asker.shop_id = a.shop_id AND asker.user_id = a.asked_by
    LEFT JOIN staff_members ender ON ender.shop_id = a.shop_id AND ender.user_id = a.ended_by
    WHERE ${where} ORDER BY a.due_at, a.id LIMIT ${mostWaiting}::int`;
}

const toView = (row: Row): ApprovalView => ({
  id: trusted(parseApprovalId, row.id),
  state: row.state,
  remedies: row.asks.map(({ kind }) => kind),
  amount: money(Number(row.amount_minor), row.currency),
  shopAmount: money(Number(row.shop_amount_minor), row.shop_currency),
  reason: row.reason,
  askedBy: { userId: row.asked_by, name: row.asked_name ?? row.asked_by },
  askedAt: row.asked_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  needs: row.needs,
  people: row.people,
  saidYes: row.said_yes ?? [],
  left: row.left_asks && amountOf(row.left_asks),
  decision: row.decision,
  ended:
    row.ended_at === null ? null : { at: row.ended_at.toISOString(), by: row.ended_name, why: row.end_reason ?? '' },
  complaint: {
    id: trusted(parseComplaintId, row.complaint_id),
    number: row.number,
    orderId: trusted(parseOrderId, row.order_id),
    orderName: row.order_name,
    customerName: row.customer_name,
    reason: row.complaint_reason,
    severity: row.severity,
    words: row.words,
  },
});

/** What waits on one complaint; null = nothing does. */
export async function approvalOn(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<ApprovalView | null> {
  const where = Prisma.sql`a.shop_id = ${shopId} AND a.complaint_id = ${complaintId}::uuid AND a.state = 'waiting'`;
  const [row] = await selectApprovals(client, where);
  return row ? toView(row) : null;
}

/** Everything that waits for a yes, what is due soonest first. From our own database. */
export async function listApprovals({ db, shopId, actor }: StaffContext): Promise<ApprovalsPage> {
  const rows = await selectApprovals(db.statements(shopId), Prisma.sql`a.shop_id = ${shopId} AND a.state = 'waiting'`);
  return { rows: rows.map(toView), mayApprove: mayApprove(actor.role) };
}

/** How many wait for somebody like this: what she may answer and has not asked for herself. */
export async function countForMe(client: Statements, { shopId, actor }: StaffContext): Promise<number> {
  if (!mayApprove(actor.role)) return 0;
  const [row] = await client.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM approvals a WHERE a.shop_id = ${shopId} AND a.state = 'waiting' AND a.asked_by <> ${actor.userId}
      AND (${actor.role} = 'owner' OR a.needs = 'lead' OR a.people = 2)
      AND NOT EXISTS (SELECT 1 FROM approval_votes v WHERE v.shop_id = a.shop_id AND v.approval_id = a.id AND v.user_id = ${actor.userId})`;
  return row?.count ?? 0;
}

/** One request for approval with all that a yes or no needs: why, the numbers, and what similar cases got. */
export async function getApproval(
  ctx: StaffContext,
  id: ApprovalId,
): Promise<Result<ApprovalPage, { kind: 'not_found' }>> {
  const { db, shopId, actor } = ctx;
  const client = db.statements(shopId);
  const [row] = await selectApprovals(client, Prisma.sql`a.shop_id = ${shopId} AND a.id = ${id}::uuid`);
  if (!row) return err({ kind: 'not_found' });
  const complaintId = trusted(parseComplaintId, row.complaint_id);
  const [similar, files, waiting] = await Promise.all([
    similarTo(client, shopId, row),
    showFiles(client, ctx, complaintId),
    listApprovals(ctx),
  ]);
  const others = waiting.rows.filter((each) => each.id !== id && each.askedBy.userId !== actor.userId);
  return ok({
    approval: toView(row),
    files,
    // One thing with an amount can be given in part; of several, or of a thing, it is all or nothing.
    asks: row.left_asks ?? row.asks,
    similar,
    mayApprove: mayApprove(actor.role),
    own: row.asked_by === actor.userId,
    voted: (row.said_yes ?? []).some(({ userId }) => userId === actor.userId),
    next: others[0]?.id ?? null,
    requestId: newRequestId(),
  });
}

/** What the last few complaints with the same reason got. */
async function similarTo(client: Statements, shopId: ShopId, row: Row): Promise<SimilarCase[]> {
  const rows = await client.$queryRaw<
    { id: string; number: number; kinds: SimilarCase['remedies']; minor: bigint; at: Date }[]
  >`
    SELECT c.id, c.number, given.kinds, given.minor, given.at FROM (
      SELECT m.complaint_id, array_agg(DISTINCT m.kind) AS kinds, sum(m.shop_amount_minor)::bigint AS minor, max(m.created_at) AS at
      FROM (SELECT c.id FROM complaints c WHERE c.shop_id = ${shopId} AND c.reason = ${row.complaint_reason} AND c.id <> ${row.complaint_id}::uuid
        ORDER BY c.created_at DESC LIMIT 200) same
      JOIN remedies m ON m.shop_id = ${shopId} AND m.complaint_id = same.id AND m.state IN ('settled', 'issued')
      GROUP BY m.complaint_id ORDER BY at DESC LIMIT 5) given
    JOIN complaints c ON c.shop_id = ${shopId} AND c.id = given.complaint_id ORDER BY given.at DESC`;
  return rows.map(({ id, number, kinds, minor, at }) => ({
    ...{ complaintId: trusted(parseComplaintId, id), number, remedies: kinds },
    ...{ amount: money(Number(minor), row.shop_currency), at: at.toISOString() },
  }));
}
