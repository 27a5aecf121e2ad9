import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { formatMoney } from '#app/domain/money.ts';
import { noRole, requestReused } from '#app/i18n/en/problems.ts';
import { handmadeTexts as texts, stepProblem } from '#app/i18n/en/handmade.ts';
import { stepDone } from '#app/i18n/en/handmade-steps.ts';
import { recordStep } from '#app/services/resolutions/record-step.server.ts';
import type { RecordStepProblem } from '#app/services/resolutions/record-step.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';
import type { Problem } from '#app/web/respond.server.ts';
import { stepSchema } from './app.complaints.$complaintId/step-form.server.ts';

/** Writes down what somebody has done for a remedy outside of Shopify, once per request id. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx, locale } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, stepSchema);
  if (!parsed.ok) return refuseForm(parsed);
  const recorded = await recordStep(ctx, { complaintId, ...parsed.data });
  if (recorded.ok) return done(recorded.value);
  return refuse(describe(recorded.error, locale), parsed.values);
}

function describe(problem: RecordStepProblem, locale: string): Problem {
  switch (problem.kind) {
    case 'not_found':
      throw notFound('Remedy');
    case 'no_role':
      return { status: 403, message: noRole };
    case 'request_reused':
      return { status: 409, message: requestReused };
    case 'not_under_way':
      return { status: 409, message: texts.notUnderWay };
    case 'moved_on':
      return { status: 409, message: texts.movedOn(problem.last.by, stepDone(problem.remedy, problem.last.step)) };
    case 'step': {
      const { field, text } = stepProblem(problem.problem, (amount) => formatMoney(amount, locale));
      return field === null ? { status: 422, message: text } : { status: 422, message: '', fields: { [field]: text } };
    }
  }
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
