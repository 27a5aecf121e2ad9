import { makeFormats, type Formats } from '#app/components/formats.ts';
import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import { parseOrderId, type OrderId } from '#app/domain/ids.ts';
import { adminOrderTexts as texts } from '#app/i18n/en/admin-order.ts';
import { noRole } from '#app/i18n/en/problems.ts';
import {
  complaintNumber,
  nextActionWords,
  nobody,
  reasonWords,
  remedyNames,
  remedyWords,
  stateWords,
} from '#app/i18n/en/words.ts';
import { givenOnOrder, type GivenOnOrder } from '#app/services/orders/complaints-on-order.server.ts';
import type { ComplaintOnOrder } from '#app/services/views.ts';
import type { AdminOrderProblem, OrderComplaint } from '#app/web/admin-order-wire.ts';
import type { StaffVisit } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';

/** The order that an address names, for somebody who has a role. @throws 403 and 404, with words for the extension */
export function orderFor({ ctx }: StaffVisit, params: { orderId?: string | undefined }): OrderId {
  if (ctx.actor.role === 'none') throw problem(403, noRole);
  const orderId = parseOrderId(params.orderId);
  if (orderId === null) throw problem(404, texts.notAnOrder);
  return orderId;
}

/** What was refused, as the extension reads it. */
export function problem(status: number, message: string, fields: Record<string, string> = {}): Response {
  return Response.json({ message, fields } satisfies AdminOrderProblem, { status });
}

/** Complaints in words for whoever asks, each with what was decided on it. */
export async function tellComplaints(
  visit: StaffVisit,
  orderId: OrderId,
  complaints: readonly ComplaintOnOrder[],
): Promise<OrderComplaint[]> {
  const given = complaints.length > 0 ? await givenOnOrder(visit.ctx, orderId) : [];
  const formats = makeFormats(readerOf(visit));
  return complaints.map((one) => tell(one, given, formats));
}

const tones: Record<ComplaintState, OrderComplaint['tone']> = {
  open: 'caution',
  waiting_for_customer: 'info',
  resolved: 'success',
  closed: 'neutral',
};

function tell(row: ComplaintOnOrder, given: readonly GivenOnOrder[], { moment, money }: Formats): OrderComplaint {
  const next = row.nextAction && nextActionWords[row.nextAction];
  return {
    number: complaintNumber(row.number),
    path: complaintPath(row.id),
    reason: reasonWords[row.reason],
    state: stateWords[row.state],
    tone: tones[row.state],
    next: next === null ? '' : row.dueAt === null ? next : texts.nextBy(next, moment(row.dueAt)),
    overdue: row.overdue,
    assignee: row.assignee?.name ?? nobody,
    given: given
      .filter(({ complaintId }) => complaintId === row.id)
      .map(({ kind, amount, state }) =>
        texts.given(remedyNames[kind], amount.minor > 0 ? money(amount) : null, remedyWords[state]),
      ),
    lineItemIds: row.lineItemIds,
  };
}

/** Where a complaint is in the app, as links of the admin say it: `app:<path>`. */
export const complaintPath = (complaintId: string): string => `app/complaints/${complaintId}`;
