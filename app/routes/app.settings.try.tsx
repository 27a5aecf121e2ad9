import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { readTyped } from '#app/domain/limits/typed-policy.ts';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import { whatIf } from '#app/services/limits/what-if.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { typedPolicyField } from '#app/web/policy-field.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { policyProblem, problemsSaid } from './app.settings.limits/policy-problems.server.ts';

const schema = z.object({ currency: z.string().regex(/^[A-Z]{3}$/), changes: typedPolicyField });

/** What the rules, as they stand in the form, would have made of the last 90 days. Saves nothing. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const { currency, changes } = parsed.data;
  const patch = readTyped(changes, currency);
  if (!patch) return refuse({ status: 400, message: limitsTexts.problems.old });
  if (!patch.ok)
    return refuse({ status: 422, message: limitsTexts.tried.unclear, fields: problemsSaid(patch.error, currency) });
  const tried = await whatIf(ctx, { patch: patch.value, currency });
  if (tried.ok) return done({ tried: tried.value });
  switch (tried.error.kind) {
    case 'not_allowed':
      return refuse({ status: 403, message: limitsTexts.problems.notAllowed });
    case 'currency_differs':
      return refuse({ status: 422, message: limitsTexts.problems.currency(tried.error.expected) });
    case 'policy':
      return refuse({ status: 422, message: limitsTexts.tried.unclear, fields: policyProblem(tried.error.problem) });
  }
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
