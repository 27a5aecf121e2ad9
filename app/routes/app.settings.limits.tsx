import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { exampleAmount } from '#app/components/formats.ts';
import { parseAmount } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import { limitedRoles } from '#app/domain/people.ts';
import type { LimitedRole } from '#app/domain/people.ts';
import { amountProblem } from '#app/i18n/en/problems.ts';
import { settingsTexts } from '#app/i18n/en/settings.ts';
import { updateLimits } from '#app/services/limits/update-limits.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { listField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';

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
  .transform((form, issues) =>
    limitedRoles.flatMap((role): { role: LimitedRole; perCase: Money | null }[] => {
      if (form.unlimited.includes(role)) return [{ role, perCase: null }];
      const typed = form[role];
      if (typed === undefined) return [];
      const amount = parseAmount(typed, form.currency);
      if (amount.ok) return [{ role, perCase: amount.value }];
      const message =
        amount.error === 'empty'
          ? settingsTexts.limits.ruleUnclear
          : amountProblem(amount.error, exampleAmount(form.currency), form.currency);
      issues.addIssue({ code: 'custom', path: [role], message });
      return z.NEVER;
    }),
  );

/** Sets the limits of the roles that the form names. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const updated = await updateLimits(ctx, { limits: parsed.data });
  if (updated.ok) return done({});
  switch (updated.error.kind) {
    case 'not_allowed':
      return refuse({ status: 403, message: texts.notAllowed });
    case 'currency_differs':
      return refuse({ status: 422, message: texts.currency(updated.error.expected) });
  }
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
