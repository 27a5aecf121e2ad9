import type { ExternalGiftProblem, ExternalGiftStep, ExternalGiftText } from '#app/domain/remedy/external-gift.ts';
import { handmadeProblem, textProblemWords } from './handmade.ts';
import type { StepWords } from './handmade.ts';
import { addressProblemWords, replacementTexts } from './replacement.ts';

const steps: Record<ExternalGiftStep, StepWords> = {
  ordered: { done: 'Ordered', action: 'It is ordered' },
  sent: { done: 'Sent', action: 'It is sent' },
  arrived: { done: 'Arrived', action: 'It has arrived' },
  called_off: { done: 'Came to nothing', action: 'It cannot be delivered' },
};

const heading: Record<ExternalGiftStep | 'start', (what: string, who: string) => string> = {
  start: (what) => `${what}: to be ordered`,
  ordered: (what) => `${what} is ordered`,
  sent: (what, who) => `${what} is on its way to ${who}`,
  arrived: (what, who) => `${what} has reached ${who}`,
  called_off: (what) => `${what} came to nothing`,
};

/** The gift from another shop: its form, and how far it is. */
export const externalGiftTexts = {
  choice: 'Gift from elsewhere',
  what: 'What they get',
  whatHelp: 'As you would say it to the customer.',
  vendor: 'Where it is bought',
  cost: 'Price',
  costHelp: 'With delivery.',
  link: 'Link or article number',
  linkHelp: 'For whoever orders it; may be empty.',
  nothingAsked: 'Say what they get, where it is bought, and the price.',
  give: (cost: string) => `Give this gift for ${cost}`,
  gets: (who: string, what: string, vendor: string, until: string) =>
    `${who} gets ${what} from ${vendor} as a gift, by ${until}.`,
  named: (what: string) => (what === '' ? 'Gift from elsewhere' : `Gift: ${what}`),
  something: 'The gift',
  steps,
  heading,
  facts: {
    vendor: 'Bought at',
    link: 'Link or article number',
    address: 'Goes to',
    asOrdered: 'The address of the order',
    corrected: 'The address of the order, but:',
    addressNames: replacementTexts.addressNames,
  },
  settled: (what: string, who: string) => ({ heading: heading.arrived(what, who), text: 'The gift has arrived.' }),
  failed: (what: string) => ({
    heading: heading.called_off(what, ''),
    text: 'Nothing is held for it any more. Decide again what to give instead.',
  }),
  undoing: (who: string) => `${who} gets no gift. Only until it is ordered.`,
};

const missing: Partial<Record<ExternalGiftText, string>> = {
  what: 'Enter what they get.',
  vendor: 'Enter where it is bought.',
};

/** Why this gift cannot be given, and what to do about it. */
export function externalGiftProblem(problem: ExternalGiftProblem): string {
  switch (problem.kind) {
    case 'nothing_asked':
      return 'Enter more than zero.';
    case 'text_missing':
    case 'text_too_long':
      return textProblemWords(problem, missing);
    case 'address_not_confirmed':
    case 'address_changed':
    case 'address_answered':
    case 'address_incomplete':
      return addressProblemWords(problem);
    default:
      return handmadeProblem(problem);
  }
}
