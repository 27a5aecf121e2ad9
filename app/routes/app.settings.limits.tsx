import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { exampleAmount } from '#app/components/formats.ts';
import { parseAmount } from '#app/domain/money.ts';
import { limitedRoles } from '#app/domain/people.ts';
import type { PolicyPatch } from '#app/domain/limits/change-policy.ts';
import { amountProblem } from '#app/i18n/en/problems.ts';
import { settingsTexts } from '#app/i18n/en/settings.ts';
import { changePolicy } from '#app/services/limits/change-policy.server.ts';
import type { ChangePolicyProblem } from '#app/services/limits/change-policy.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { listField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import type { Problem } from '#app/web/respond.server.ts';

const texts = settingsTexts.problems;

/** One amount field per changed role; no limit is a choice of its own, never an empty field. */
const schema = z
  .object({
    currency: z.string().regex(/^[A-Z]{3}$/),
    agent: z.string().optional(),
    lead: z.string().optional(),
    owner: z.string().optional(),
    unlimited: listField(z.enum(limitedRoles)),
  })
  .transform((form, issues) => {
    const roles: NonNullable<PolicyPatch['roles']> = {};
    for (const role of limitedRoles) {
      const typed = form[role];
      if (form.unlimited.includes(role)) roles[role] = { perCase: null };
      else if (typed !== undefined) {
        const amount = parseAmount(typed, form.currency);
        if (amount.ok) roles[role] = { perCase: amount.value.minor };
        else {
          const message =
            amount.error === 'empty'
              ? settingsTexts.limits.ruleUnclear
              : amountProblem(amount.error, exampleAmount(form.currency), form.currency);
          issues.addIssue({ code: 'custom', path: [role], message });
        }
      }
    }
    return { currency: form.currency, roles };
  });

/** Sets the limits of the roles that the form names. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const { currency, roles } = parsed.data;
  const changed = await changePolicy(ctx, { patch: { roles }, currency, reason: texts.noReason });
  return changed.ok ? done({}) : refuse(describe(changed.error));
}

function describe(problem: ChangePolicyProblem): Problem {
  switch (problem.kind) {
    case 'not_allowed':
      return { status: 403, message: texts.notAllowed };
    case 'currency_differs':
      return { status: 422, message: texts.currency(problem.expected) };
    case 'scheduled':
    case 'starts_in_the_past':
    case 'policy':
      return { status: 422, message: texts.notSavedNow };
  }
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
