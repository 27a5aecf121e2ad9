import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { formatMoney } from '#app/domain/money.ts';
import { readProblem, refundProblem } from '#app/i18n/en/problems.ts';
import { previewRefund } from '#app/services/resolutions/preview-refund.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';
import { fieldOf, previewSchema } from './app.complaints.$complaintId/refund-form.server.ts';

/** What a refund would be. Moves nothing. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx, locale } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, previewSchema);
  if (!parsed.ok) return refuseForm(parsed);
  const preview = await previewRefund(ctx, complaintId, parsed.data);
  if (!preview.ok) {
    if (preview.error.kind === 'not_found') throw notFound('Complaint');
    const { title, text } = readProblem(preview.error.problem);
    return refuse({ status: 503, message: `${title}. ${text}` });
  }
  const { refundable, plan, problem, decision } = preview.value;
  if (problem) {
    const message = refundProblem(problem, (amount) => formatMoney(amount, locale));
    const field = fieldOf(problem, parsed.data.kind);
    return refuse({
      status: 422,
      message: field === '' ? message : '',
      fields: field === '' ? {} : { [field]: message },
    });
  }
  return done({ refundable, plan, decision });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
