import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { roles } from '#app/domain/people.ts';
import { peopleTexts } from '#app/i18n/en/people.ts';
import { setAbsence } from '#app/services/limits/set-absence.server.ts';
import type { SetAbsenceProblem } from '#app/services/limits/set-absence.server.ts';
import { setRole } from '#app/services/limits/set-role.server.ts';
import type { SetRoleProblem } from '#app/services/limits/set-role.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import type { Problem } from '#app/web/respond.server.ts';

const texts = peopleTexts.problems;
const userId = z.string().regex(/^\d{1,19}$/);
const empty = z.literal('').transform(() => null);

const role = z.object({ part: z.literal('role'), userId, role: z.enum(roles) });
const absence = z.object({
  part: z.literal('absence'),
  userId,
  lastDay: z.union([empty, z.iso.date(texts.notADay)]),
  substitute: z.union([empty, userId]),
});
const schema = z.discriminatedUnion('part', [role, absence]);

const beside = (field: 'lastDay' | 'substitute', message: string): Problem => ({
  status: 422,
  message: '',
  fields: { [field]: message },
});

const absenceProblems: Record<SetAbsenceProblem['kind'], Problem> = {
  not_allowed: { status: 403, message: texts.notYours },
  unknown_person: { status: 422, message: texts.unknownPerson },
  past: beside('lastDay', texts.past),
  too_far: beside('lastDay', texts.tooFar),
  substitute_self: beside('substitute', texts.substituteSelf),
  substitute_lower: beside('substitute', texts.substituteLower),
  substitute_away: beside('substitute', texts.substituteAway),
};

const roleProblems: Record<SetRoleProblem['kind'], Problem> = {
  not_allowed: { status: 403, message: texts.notAllowed },
  unknown_person: { status: 422, message: texts.unknownPerson },
  own_role: { status: 422, message: texts.ownRole },
  account_owner: { status: 422, message: texts.accountOwner },
  only_account_owner: { status: 403, message: texts.onlyAccountOwner },
};

/** Gives one person a role, or says until when she is away. */
export async function changePerson({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  if (parsed.data.part === 'role') {
    const set = await setRole(ctx, parsed.data);
    return set.ok ? done({}) : refuse(roleProblems[set.error.kind]);
  }
  if (parsed.data.lastDay === null && parsed.data.substitute !== null) {
    return refuse(beside('lastDay', texts.substituteWithoutDay));
  }
  const set = await setAbsence(ctx, parsed.data);
  return set.ok ? done({}) : refuse(absenceProblems[set.error.kind]);
}
