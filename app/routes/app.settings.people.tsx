import type { ActionFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { roles } from '#app/domain/people.ts';
import { settingsTexts } from '#app/i18n/en/settings.ts';
import { setRole } from '#app/services/limits/set-role.server.ts';
import type { SetRoleProblem } from '#app/services/limits/set-role.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import type { Problem } from '#app/web/respond.server.ts';

const texts = settingsTexts.problems;

const problems: Record<SetRoleProblem['kind'], Problem> = {
  not_allowed: { status: 403, message: texts.notAllowed },
  unknown_person: { status: 422, message: texts.unknownPerson },
  own_role: { status: 422, message: texts.ownRole },
  account_owner: { status: 422, message: texts.accountOwner },
};

const schema = z.object({ userId: z.string().regex(/^\d{1,19}$/), role: z.enum(roles) });

/** Gives one person a role. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const set = await setRole(ctx, parsed.data);
  return set.ok ? done({}) : refuse(problems[set.error.kind]);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
