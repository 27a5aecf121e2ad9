import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { channels, reasons, suggestSeverity, wantedOutcomes } from '#app/domain/complaint/complaint.ts';
import { firstDayAmount } from '#app/domain/limits/first-day.ts';
import { readProblem } from '#app/i18n/en/problems.ts';
import { channelWords, complaintNumber, reasonWords, wantedWords } from '#app/i18n/en/words.ts';
import { logComplaint } from '#app/services/complaints/log-complaint.server.ts';
import { getOrderForComplaint } from '#app/services/orders/get-order-for-complaint.server.ts';
import type { AdminOrderForm, AdminOrderLogged } from '#app/web/admin-order-wire.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { complaintPath, orderFor, problem, tellComplaints } from './api.admin-order.$orderId/tell.server.ts';
import { complaintSchema, describeProblem } from './app.complaints.new/form.server.ts';

/** What the short form on an order's page in the admin asks. One call to Shopify. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const orderId = orderFor(visit, params);
  const read = await getOrderForComplaint(visit.ctx, orderId);
  if (!read.ok) {
    const { title, text } = readProblem(read.error);
    throw problem(read.error.kind === 'not_found' ? 404 : 503, `${title}. ${text}`);
  }
  const { requestId, order } = read.value;
  // As in the app's own form.
  const highValueMinor = firstDayAmount(200, visit.shop.currency).minor;
  const choices = <Value extends string>(values: readonly Value[], words: Record<Value, string>) =>
    values.map((value) => ({ value, label: words[value] }));
  return Response.json({
    requestId,
    order: order.name,
    lines: order.lines.map(({ id, title, variantTitle, quantity }) => ({ id, title, variant: variantTitle, quantity })),
    reasons: reasons.map((value) => ({
      value,
      label: reasonWords[value],
      severity: suggestSeverity(value, order.total.shop.minor, highValueMinor),
    })),
    wishes: choices(wantedOutcomes, wantedWords),
    channels: choices(channels, channelWords),
    complaints: await tellComplaints(visit, orderId, read.value.complaints),
  } satisfies AdminOrderForm);
}

/** Logs the complaint, as the app's own form does. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context);
  const orderId = orderFor(visit, params);
  const parsed = await parseForm(request, complaintSchema);
  if (!parsed.ok) return problem(422, parsed.fields['requestId'] ?? '', parsed.fields);
  const logged = await logComplaint(visit.ctx, { ...parsed.data, orderId });
  if (logged.ok) {
    const { complaintId, number } = logged.value;
    return Response.json(
      { number: complaintNumber(number), path: complaintPath(complaintId) } satisfies AdminOrderLogged,
      { status: 201 },
    );
  }
  const { status, message, fields } = describeProblem(logged.error);
  return problem(status, message, fields);
}
