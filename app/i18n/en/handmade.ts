import type { StepField, StepProblem } from '#app/domain/remedy/handmade.ts';
import type { HandmadeProblem, TextProblem } from '#app/domain/remedy/handmade-plan.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { Print } from './problems.ts';

/** A step in words: `done` in lists and in the story, `action` on the button that says that it has happened. */
export type StepWords = { done: string; action: string };

const stepFields: Record<StepField, string> = {
  courier: 'Courier',
  number: 'Parcel number',
  receipt: 'Order or receipt number',
  cost: 'What it really cost',
  why: 'Why',
  what: 'What was done',
  where: 'Where it can be seen',
};

/** What people carry out outside of Shopify: what the forms and the steps of all of it have in common. */
export const handmadeTexts = {
  days: 'Done within',
  daysUnit: 'days',
  daysHelp: (day: string | null) => (day === null ? 'After that it counts as late.' : `By ${day}; later it is late.`),
  daysUnreadable: 'Enter a whole number of days.',
  steps: (name: string) => `Steps: ${name}`,
  nextStep: (name: string) => `Next step: ${name}`,
  by: (who: string, when: string) => `${who}, ${when}`,
  goBack: 'Back',
  stepFields,
  stepHelp: {
    number: 'Leave it empty if there is none.',
    cost: 'Leave it empty if it cost what was expected.',
    where: 'A link or a place. Leave it empty if there is none.',
  } as Partial<Record<StepField, string>>,
  cost: 'Expected cost',
  badges: { sending: 'Decided', issued: 'Under way' } as Partial<Record<RemedyState, string>>,
  decided: (name: string) => ({ heading: `${name}: decided`, text: 'It is being put on the list.' }),
  undoing: (name: string) => ({ heading: `${name}: being taken back`, text: 'This takes a moment.' }),
  dueText: (day: string) => `To be done by ${day}. Write down each step as it happens.`,
  forgotten: 'Forgotten at the customer’s request.',
  notUnderWay: 'This has ended or is being taken back, so no step can follow. The page now shows how it stands.',
  movedOn: (who: string, step: string) =>
    `${who} has written down “${step}” meanwhile. The page now shows it: look at it, then go on from there.`,
  begun: 'It has begun, so it can no longer be taken back.',
};

/** What is wrong with what was typed for a step, and beside which field; null = it is the whole step. */
export function stepProblem(problem: StepProblem, print: Print): { field: StepField | null; text: string } {
  switch (problem.kind) {
    case 'not_next':
      return { field: null, text: 'This step does not follow on what was done last. Reload the page.' };
    case 'missing':
      return { field: problem.field, text: missing[problem.field] };
    case 'too_long':
      return { field: problem.field, text: tooLong(problem.most) };
    case 'above_decided':
      return { field: 'cost', text: aboveDecided(print(problem.decided)) };
    case 'currency_differs':
      return { field: 'cost', text: `Enter it in ${problem.expected}.` };
  }
}

const missing: Record<StepField, string> = {
  courier: 'Enter who brings it.',
  number: 'Enter the number of the parcel.',
  receipt: 'Enter the number by which it can be found there.',
  cost: 'Enter what it cost.',
  why: 'Write in a few words why.',
  what: 'Write in a few words what was done.',
  where: 'Enter where it can be seen.',
};

const aboveDecided = (decided: string): string =>
  `At most ${decided} was decided. Give what is above it as another remedy, then write down ${decided} here.`;

export const tooLong = (most: number): string => `Use at most ${most} characters.`;

/** Why something that people carry out cannot be given as asked. */
export function handmadeProblem(problem: HandmadeProblem): string {
  switch (problem.kind) {
    case 'currency_differs':
      return `What it costs must be in ${problem.expected}, not ${problem.got}. Reload the page.`;
    case 'no_rate':
      return `This order was free, so nothing says what it is worth in ${problem.currency}. Give something else.`;
    case 'days_out_of_range':
      return `Enter 1 to ${problem.most} days.`;
  }
}

/** A text that is missing or too long. */
export const textProblemWords = <Field extends string>(
  problem: TextProblem<Field>,
  missingWords: Partial<Record<Field, string>>,
): string => (problem.kind === 'text_missing' ? (missingWords[problem.field] ?? '') : tooLong(problem.most));
