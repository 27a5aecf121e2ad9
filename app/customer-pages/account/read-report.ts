import type { Answers } from '#app/domain/intake/answers.ts';
import type { Language } from '#app/domain/language.ts';
import type { Order } from '#app/domain/order.ts';
import type { IntakeSettings } from '#app/domain/settings/intake.ts';
import type { Problems, Typed } from '../fields.ts';
import { readLast } from '../report/last-step.ts';
import { readStep, stepsFor, type Read } from '../report/steps.ts';

/** Reads at once what the form at the shop asks step by step, each step as it is read there. */
export function readReport(
  typed: Typed,
  { order, language, intake }: { order: Order; language: Language; intake: IntakeSettings },
): Read {
  let answers: Answers = {};
  let problems: Problems = {};
  for (const step of ['items', 'reason', 'detail', 'words', 'wish'] as const) {
    // Below a reason there may be nothing to choose.
    if (!stepsFor(intake, answers).includes(step)) continue;
    const read = readStep(step, typed, { form: { order, draft: { answers } }, language, intake });
    answers = { ...answers, ...read.answers };
    problems = { ...problems, ...read.problems };
  }
  const last = readLast(typed, { form: { slots: [] }, language });
  return { answers: { ...answers, ...last.answers }, problems: { ...problems, ...last.problems } };
}
