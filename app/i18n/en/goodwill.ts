import type { GoodwillProblem } from '#app/domain/remedy/goodwill.ts';
import { plural } from './words.ts';

/** An amount that is given out of goodwill, whatever carries it. */
export const goodwillTexts = {
  amount: 'Amount',
  months: 'Valid for',
  monthsOf: (months: number) => plural(months, 'month', 'months'),
  monthsHelp: 'To the end of the last day in the shop.',
};

/** Why this amount cannot be given, and what to do about it. */
export function goodwillProblem(problem: GoodwillProblem): string {
  switch (problem.kind) {
    case 'nothing_asked':
      return 'Enter more than zero.';
    case 'currency_differs':
      return `The customer paid in ${problem.expected}, so this must be in ${problem.expected}, not ${problem.got}. Reload the page.`;
    case 'no_rate':
      return `This order was free, so nothing says what an amount in ${problem.currency} is worth to the shop. Give something else.`;
  }
}
