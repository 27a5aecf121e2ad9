import type { Reason } from '#app/domain/complaint/complaint.ts';
import { countWaitingCallbacks } from '#app/db/callbacks.server.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { CallsPage, WaitingView } from '../call-views.ts';
import type { StaffContext } from '../context.ts';
import { slotSaid } from './slot-said.ts';

const mostRows = 100;

type Row = {
  complaint_id: string;
  number: number;
  reason: Reason;
  order_name: string;
  customer_name: string | null;
  language: Language;
  phone: string;
  from: Date;
  to: Date;
  time_zone: string;
  shop_zone: string;
  tries: number;
  asked_by: 'customer' | 'staff';
  assignee_id: string | null;
  assignee_name: string | null;
};

/** Who waits to be called, soonest first, whatever became of the complaint: so what is overdue stands on top. */
export async function listCalls(ctx: StaffContext): Promise<CallsPage> {
  const { shopId } = ctx;
  const client = ctx.db.statements(shopId);
  const now = ctx.clock.now();
  const [rows, many] = await Promise.all([
    client.$queryRaw<Row[]>`
      SELECT b.complaint_id, c.number, c.reason, c.order_name, c.customer_name, c.language, b.phone, b.slot_from AS "from", b.slot_to AS "to",
        b.time_zone, s.time_zone AS shop_zone, b.tries, b.asked_by, coalesce(b.assignee_user_id, c.assignee_user_id) AS assignee_id,
        m.name AS assignee_name
      FROM callbacks b JOIN complaints c ON c.shop_id = b.shop_id AND c.id = b.complaint_id JOIN shops s ON s.shop_id = b.shop_id
      LEFT JOIN staff_members m ON m.shop_id = b.shop_id AND m.user_id = coalesce(b.assignee_user_id, c.assignee_user_id)
      WHERE b.shop_id = ${shopId} AND b.state = 'waiting' ORDER BY b.slot_from, b.id LIMIT ${mostRows}::int`,
    countWaitingCallbacks(client, shopId, now),
  ]);
  return {
    rows: rows.map((row) => ({
      ...waitingView(row, now),
      complaintId: trusted(parseComplaintId, row.complaint_id),
      ...{ number: row.number, reason: row.reason, orderName: row.order_name },
      ...{ customerName: row.customer_name, language: row.language },
    })),
    many: many.waiting,
  };
}

type Waiting = Pick<
  Row,
  'phone' | 'from' | 'to' | 'time_zone' | 'shop_zone' | 'tries' | 'asked_by' | 'assignee_id' | 'assignee_name'
>;

/** Somebody who waits, for a page. */
export function waitingView(row: Waiting, now: Date): WaitingView {
  const { phone, from, to, tries } = row;
  const [when, theirs] = [slotSaid(row, row.shop_zone), slotSaid(row, row.time_zone)];
  return {
    ...{ phone, from: from.toISOString(), to: to.toISOString(), when, tries, askedBy: row.asked_by },
    whenForThem: theirs === when ? null : theirs,
    overdue: to < now,
    assignee: row.assignee_id === null ? null : { userId: row.assignee_id, name: row.assignee_name ?? row.assignee_id },
  };
}
