import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { readTyped } from '#app/domain/limits/typed-policy.ts';
import { momentAt } from '#app/domain/shop-day.ts';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import { changePolicy } from '#app/services/limits/change-policy.server.ts';
import type { ChangePolicyProblem } from '#app/services/limits/change-policy.server.ts';
import { withdrawChange } from '#app/services/limits/withdraw-change.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import type { StaffVisit } from '#app/web/context.server.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { typedPolicyField } from '#app/web/policy-field.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import type { Problem } from '#app/web/respond.server.ts';
import { policyProblem, problemsSaid } from './policy-problems.server.ts';

const { change: changeTexts, problems } = limitsTexts;

/** `changes`: what was touched, as typed (JSON, by path); `day` and `time` when it is planned for later. */
const change = z.object({
  intent: z.literal('change'),
  currency: z.string().regex(/^[A-Z]{3}$/),
  changes: typedPolicyField,
  why: z.string().trim().max(500),
  later: z.enum(['yes']).optional(),
  day: z.string().optional(),
  time: z.string().optional(),
});

const withdrawal = z.object({
  intent: z.literal('withdraw'),
  version: z.coerce.number().int().positive().max(2_000_000_000),
});

const schema = z.discriminatedUnion('intent', [change, withdrawal]);

/** Everything that is done to the rules, on whichever screen: they are changed, or a planned change is taken back. */
export async function changeRules({ request, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  return parsed.data.intent === 'change' ? changeNow(visit, parsed.data) : withdraw(visit, parsed.data);
}

async function withdraw({ ctx }: StaffVisit, { version }: z.output<typeof withdrawal>) {
  const withdrawn = await withdrawChange(ctx, { version });
  if (withdrawn.ok) return done({ did: 'withdrawn' as const });
  return withdrawn.error.kind === 'not_allowed'
    ? refuse({ status: 403, message: problems.notAllowed })
    : refuse({ status: 409, message: limitsTexts.scheduled.tooLate });
}

/** Now or from a moment on: the parts that the form names, and no others. */
async function changeNow({ ctx, shop }: StaffVisit, form: z.output<typeof change>) {
  const { currency, changes, why } = form;
  const patch = readTyped(changes, currency);
  if (patch === null) return refuse({ status: 400, message: problems.old });
  const startsAt = startOf(form, shop.timeZone);
  // All that is wrong at once, each beside its field.
  const fields = patch.ok ? {} : problemsSaid(patch.error, currency);
  if (why === '') fields['why'] = changeTexts.whyMissing;
  if (startsAt === 'missing') fields['day'] = changeTexts.dayMissing;
  if (!patch.ok || startsAt === 'missing' || why === '') {
    return refuse({ status: 400, message: problems.fields, fields });
  }
  const changed = await changePolicy(ctx, { patch: patch.value, currency, reason: why, startsAt });
  return changed.ok
    ? done({ did: startsAt === null ? ('changed' as const) : ('planned' as const) })
    : refuse(describe(changed.error));
}

type When = Pick<z.output<typeof change>, 'later' | 'day' | 'time'>;

function startOf({ later, day = '', time = '' }: When, timeZone: string): Date | 'missing' | null {
  if (later === undefined) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return 'missing';
  return Number.isNaN(Date.parse(`${day}T${time}:00Z`)) ? 'missing' : momentAt(day, time, timeZone);
}

function describe(problem: ChangePolicyProblem): Problem {
  switch (problem.kind) {
    case 'not_allowed':
      return { status: 403, message: problems.notAllowed };
    case 'currency_differs':
      return { status: 422, message: problems.currency(problem.expected) };
    case 'scheduled':
      return { status: 422, message: problems.scheduled };
    case 'starts_in_the_past':
      return { status: 422, message: problems.fields, fields: { day: changeTexts.past } };
    case 'policy':
      return { status: 422, message: problems.fields, fields: policyProblem(problem.problem) };
  }
}
