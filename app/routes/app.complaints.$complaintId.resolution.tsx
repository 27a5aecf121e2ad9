import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { formatMoney } from '#app/domain/money.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { describeProblem, resolutionSchema } from './app.complaints.$complaintId/resolution-form.server.ts';
import { remedyFields } from './app.complaints.$complaintId/remedies/wire.server.ts';

/** Gives what was decided, once per request id: one remedy or several, all of them or none. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx, locale } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, resolutionSchema);
  if (!parsed.ok) return refuseForm({ ...parsed, fields: remedyFields(parsed.fields) });
  const given = await requestResolution(ctx, { complaintId, ...parsed.data });
  if (given.ok) return done(given.value);
  const problem = describeProblem(given.error, parsed.data.remedies, (amount) => formatMoney(amount, locale));
  return refuse(problem, parsed.values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
