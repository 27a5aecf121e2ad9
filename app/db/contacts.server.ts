import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId, OrderId, ShopId } from '#app/domain/ids.ts';
import type { ComplaintState, NextAction, Severity } from '#app/domain/complaint/complaint.ts';
import type { Statements } from './statements.server.ts';

export type ContactedComplaint = {
  id: ComplaintId;
  number: number;
  state: ComplaintState;
  severity: Severity;
  nextAction: NextAction | null;
  dueAt: Date | null;
  contacts: number;
};

type Row = Omit<ContactedComplaint, 'id'> & { id: string };
const read = (row: Row): ContactedComplaint => ({ ...row, id: trusted(parseComplaintId, row.id) });

/**
 * The complaint that a new report about these items would be the same matter as: the newest one that is not over, since
 * `since`, with one of the items. Held until the transaction ends; ask with the order held.
 */
export async function sameMatter(
  tx: Statements,
  shopId: ShopId,
  { orderId, lineItemIds, since }: { orderId: OrderId; lineItemIds: readonly string[]; since: Date },
): Promise<ContactedComplaint | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT c.id, c.number, c.state, c.severity, c.next_action AS "nextAction", c.next_action_due_at AS "dueAt", c.contacts
    FROM complaints c
    WHERE c.shop_id = ${shopId} AND c.order_id = ${orderId} AND c.state IN ('open', 'waiting_for_customer') AND c.created_at >= ${since}
      AND EXISTS (SELECT 1 FROM complaint_lines l WHERE l.shop_id = c.shop_id AND l.complaint_id = c.id AND l.line_item_id = ANY(${[...lineItemIds]}))
    ORDER BY c.number DESC LIMIT 1 FOR UPDATE OF c`;
  return row ? read(row) : null;
}

/** A complaint, held until the transaction ends. */
export async function lockContacted(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
): Promise<ContactedComplaint | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id, number, state, severity, next_action AS "nextAction", next_action_due_at AS "dueAt", contacts
    FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid FOR UPDATE`;
  return row ? read(row) : null;
}

/** Which complaint this request was about, as a further contact; null when it was none. */
export async function contactedBy(
  client: Statements,
  shopId: ShopId,
  requestId: string,
): Promise<{ id: ComplaintId; number: number } | null> {
  const [row] = await client.$queryRaw<{ id: string; number: number }[]>`
    SELECT c.id, c.number FROM messages m JOIN complaints c ON c.shop_id = m.shop_id AND c.id = m.complaint_id
    WHERE m.shop_id = ${shopId} AND m.dedupe_key = ${contactKey(requestId)}`;
  return row ? { id: trusted(parseComplaintId, row.id), number: row.number } : null;
}

/** What names the message of a further contact. */
export const contactKey = (requestId: string): string => `contact:${requestId}`;

/** Writes down that she came again. */
export async function saveContact(
  tx: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  to: { severity: Severity; nextAction: NextAction; dueAt: Date; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE complaints SET contacts = contacts + 1, severity = ${to.severity}, state = 'open', next_action = ${to.nextAction},
      next_action_due_at = ${to.dueAt}, look_at = ${to.at}, updated_at = ${to.at}
    WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
}
