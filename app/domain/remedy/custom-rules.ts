import { err, ok } from '../result.ts';
import { customSteps, customTexts } from './custom.ts';
import { planHandmade, textProblem, untilLate } from './handmade-plan.ts';
import type { RemedyRules } from './plug.ts';

/**
 * Something that no other kind is. Nothing checks what it is or whether it was done but the person who says so: a lead's
 * to give.
 */
export const customRules: RemedyRules<'custom'> = {
  family: 'goodwill',
  repeat: 'guarded',
  undoable: true,
  arrivesWithinMs: untilLate,
  handmade: customSteps,
  plan: (ask, facts) => {
    const wrong = textProblem(ask, customTexts);
    if (wrong) return err(wrong);
    const planned = planHandmade(ask, facts);
    if (!planned.ok) return planned;
    const { plan, worth } = planned.value;
    return ok({ plan: { ...plan, what: ask.what.trim() }, worth, needsLead: true });
  },
  mail: ({ what, dueOn }) => ({ what, dueOn }),
};
