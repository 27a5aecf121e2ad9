import type { CustomProblem, CustomStep } from '#app/domain/remedy/custom.ts';
import { handmadeProblem, textProblemWords } from './handmade.ts';
import type { StepWords } from './handmade.ts';

const steps: Record<CustomStep, StepWords> = { done: { done: 'Done', action: 'It is done' } };

/** Something special: its form, and how far it is. */
export const customTexts = {
  choice: 'Something special',
  what: 'What they get',
  whatHelp: 'As you would say it to the customer.',
  cost: 'What it costs the shop',
  costHelp: '0 if it costs nothing.',
  nothingAsked: 'Say what they get and what it costs.',
  give: 'Promise it',
  gets: (who: string, what: string, until: string) => `${who} gets: ${what.replace(/\.$/, '')}. By ${until}.`,
  named: 'Something special',
  steps,
  issued: (who: string) => `Something special for ${who}: to be done`,
  settled: (who: string) => ({ heading: `Something special for ${who}: done`, text: 'It is done.' }),
  undoing: (who: string) => `${who} does not get it. Only until it is done.`,
};

/** Why this cannot be given, and what to do about it. */
export function customProblem(problem: CustomProblem): string {
  switch (problem.kind) {
    case 'text_missing':
    case 'text_too_long':
      return textProblemWords(problem, { what: 'Enter what they get.' });
    default:
      return handmadeProblem(problem);
  }
}
