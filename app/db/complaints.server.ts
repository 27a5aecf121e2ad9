import { parseComplaintId, parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, ShopId } from '#app/domain/ids.ts';
import type {
  Channel,
  ComplaintState,
  NextAction,
  Reason,
  Severity,
  WantedOutcome,
} from '#app/domain/complaint/complaint.ts';
import { money } from '#app/domain/money.ts';
import type { Role } from '#app/domain/people.ts';
import { soon } from '#app/domain/service/clocks.ts';
import type { ComplaintRow } from '#app/services/views.ts';
import type { Prisma } from '@prisma/client';
import type { ReturnReason } from '#app/domain/remedy/return-reasons.ts';
import { readService, runAgain } from './complaint-clocks.server.ts';
import type { Statements } from './statements.server.ts';

/** A complaint as stored, with its assignee's name and what was given on it in the shop's currency (settled and held). */
export type ComplaintDbRow = {
  id: string;
  number: number;
  order_id: string;
  order_name: string;
  customer_id: string | null;
  customer_name: string | null;
  reason: Reason;
  severity: Severity;
  channel: Channel;
  wanted_outcome: WantedOutcome;
  return_reason: ReturnReason | null;
  words: string;
  state: ComplaintState;
  assignee_user_id: string | null;
  assignee_name: string | null;
  next_action: NextAction | null;
  next_action_due_at: Date | null;
  country: string | null;
  first_answer_due_at: Date | null;
  first_answered_at: Date | null;
  resolve_due_at: Date | null;
  legal_due_at: Date | null;
  /** The end of the next deadline that somebody was warned of. */
  warned_due_at: Date | null;
  created_by: string;
  created_at: Date;
  given_minor: bigint | null;
  given_currency: string | null;
};

/**
 * The columns and joins of a complaint in a list; `where` and `order` are the caller's. What was given is summed only
 * for the rows of the page.
 */
export async function selectComplaints(
  client: Statements,
  where: Prisma.Sql,
  order: Prisma.Sql,
  most: number,
): Promise<ComplaintDbRow[]> {
  return client.$queryRaw<ComplaintDbRow[]>`
    SELECT c.id, c.number, c.order_id, c.order_name, c.customer_id, c.customer_name, c.reason, c.severity, c.channel, c.wanted_outcome, c.return_reason,
      c.words, c.state, c.assignee_user_id, s.name AS assignee_name, c.next_action, c.next_action_due_at, c.country,
      c.first_answer_due_at, c.first_answered_at, c.resolve_due_at, c.legal_due_at, c.created_by, c.created_at,
      (SELECT max(w.due_at) FROM complaint_warnings w WHERE w.shop_id = c.shop_id AND w.complaint_id = c.id
        AND w.clock NOT IN ('passed_up', 'call')
        AND (w.clock <> 'first_answer' OR c.first_answered_at IS NULL)
        AND (w.clock <> 'resolve' OR (c.state = 'open' AND w.due_at <= c.resolve_due_at))) AS warned_due_at,
      given.minor AS given_minor, given.currency AS given_currency
    FROM (SELECT * FROM complaints c WHERE ${where} ORDER BY ${order} LIMIT ${most}::int) c
    LEFT JOIN staff_members s ON s.shop_id = c.shop_id AND s.user_id = c.assignee_user_id
    LEFT JOIN LATERAL (
      SELECT sum(CASE l.kind WHEN 'reserved' THEN l.shop_amount_minor WHEN 'settled' THEN 0 ELSE -l.shop_amount_minor END)::bigint AS minor,
        min(l.shop_currency) AS currency
      FROM ledger_entries l WHERE l.shop_id = c.shop_id AND l.complaint_id = c.id
    ) given ON true
    ORDER BY ${order}`;
}

export function toComplaintRow(row: ComplaintDbRow, now: Date): ComplaintRow {
  const over = row.state === 'resolved' || row.state === 'closed';
  return {
    id: trusted(parseComplaintId, row.id),
    number: row.number,
    orderId: trusted(parseOrderId, row.order_id),
    orderName: row.order_name,
    customerName: row.customer_name,
    reason: row.reason,
    severity: row.severity,
    state: row.state,
    assignee:
      row.assignee_user_id === null
        ? null
        : { userId: row.assignee_user_id, name: row.assignee_name ?? row.assignee_user_id },
    nextAction: row.next_action,
    dueAt: row.next_action_due_at?.toISOString() ?? null,
    overdue: row.next_action_due_at !== null && row.next_action_due_at < now,
    deadlineNear: !over && row.warned_due_at !== null && row.warned_due_at >= now,
    createdAt: row.created_at.toISOString(),
    given: row.given_minor && row.given_currency ? money(Number(row.given_minor), row.given_currency) : null,
  };
}

export type LockedComplaint = {
  id: ComplaintId;
  number: number;
  orderId: OrderId;
  state: ComplaintState;
  severity: Severity;
  nextAction: NextAction | null;
  /** It is with the lawyer: nothing may be given on it. */
  frozen: boolean;
};

/** Holds a complaint until the transaction ends. After the order's lock, never before it. */
export async function lockComplaint(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<LockedComplaint | null> {
  const [row] = await tx.$queryRaw<
    (Pick<ComplaintDbRow, 'id' | 'number' | 'order_id' | 'state' | 'severity' | 'next_action'> & { frozen: boolean })[]
  >`
    SELECT id, number, order_id, state, severity, next_action, frozen_at IS NOT NULL AS frozen FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid FOR UPDATE`;
  return row
    ? {
        id: trusted(parseComplaintId, row.id),
        number: row.number,
        orderId: trusted(parseOrderId, row.order_id),
        state: row.state,
        severity: row.severity,
        nextAction: row.next_action,
        frozen: row.frozen,
      }
    : null;
}

/** What the rules ask: what a complaint is about, whose it is, and who decides on it. */
export type CaseFacts = Pick<ComplaintDbRow, 'reason' | 'severity'> & {
  customerId: string | null;
  customerEmail: string | null;
  /** Ids of the items of the order that it is about. */
  items: string[];
  /** What this person is in the shop now. */
  role: Role;
};

/** In one statement, for every decision and every look at a complaint asks. */
export async function caseFacts(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  userId: string,
): Promise<CaseFacts> {
  const [row] = await client.$queryRaw<CaseFacts[]>`
    SELECT c.reason, c.severity, c.customer_id AS "customerId", c.customer_email AS "customerEmail", coalesce(s.role, 'none') AS role,
      ARRAY(SELECT l.line_item_id FROM complaint_lines l WHERE l.shop_id = c.shop_id AND l.complaint_id = c.id) AS items
    FROM complaints c LEFT JOIN staff_members s ON s.shop_id = c.shop_id AND s.user_id = ${userId}
    WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
  return row ?? { reason: 'other', severity: 'normal', customerId: null, customerEmail: null, items: [], role: 'none' };
}

/** What is next, and by when: at a moment, or as soon as a complaint of this severity is first answered. */
type Next = { action: NextAction } & ({ dueAt: Date } | { asSoonAs: Severity });

/** Where a complaint goes: as long as it is open, somebody knows what is next and by when (the database holds to that). */
export type Move =
  { state: 'open' | 'waiting_for_customer'; next: Next } | { state: 'resolved' | 'closed'; next: null };

/** Moves a complaint on: its state, what happens next and by when, and with them its clocks. */
export async function moveTo(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  to: Move,
  at: Date,
): Promise<void> {
  const { state, next } = to;
  const dueAt = next && ('dueAt' in next ? next.dueAt : soon(await readService(tx, shopId), next.asSoonAs, at));
  const over = next === null;
  const waits = state === 'waiting_for_customer';
  const [stopped] = await tx.$queryRaw<{ paused_at: Date | null; ended_at: Date | null }[]>`
    UPDATE complaints SET state = ${state}, next_action = ${next?.action ?? null}, next_action_due_at = ${dueAt}::timestamptz, updated_at = ${at},
      ended_at = CASE WHEN ${over} THEN coalesce(ended_at, ${at}::timestamptz) ELSE ended_at END,
      paused_at = CASE WHEN ${waits} THEN coalesce(paused_at, ${at}::timestamptz) ELSE paused_at END,
      look_at = CASE WHEN ${over} THEN NULL WHEN ${waits} THEN ${at}::timestamptz ELSE look_at END
    WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid RETURNING paused_at, ended_at`;
  if (state === 'open' && (stopped?.paused_at || stopped?.ended_at)) await runAgain(tx, shopId, complaintId, at);
}

export async function hasComplaint(client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<boolean> {
  const rows = await client.$queryRaw<unknown[]>`
    SELECT 1 AS one FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  return rows.length > 0;
}
