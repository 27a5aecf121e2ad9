import type { RepairProblem, RepairStep, RepairText } from '#app/domain/remedy/repair.ts';
import { handmadeProblem, textProblemWords } from './handmade.ts';
import type { StepWords } from './handmade.ts';

const steps: Record<RepairStep, StepWords> = {
  received: { done: 'At the partner', action: 'The partner has it' },
  repaired: { done: 'Repaired', action: 'It is repaired' },
  sent_back: { done: 'Sent back', action: 'It is sent back' },
  arrived: { done: 'Back with the customer', action: 'It has arrived' },
  not_repairable: { done: 'Cannot be repaired', action: 'It cannot be repaired' },
};

const heading: Record<RepairStep | 'start', (partner: string, who: string) => string> = {
  start: (partner) => `Repair: waiting for the parcel to reach ${partner}`,
  received: (partner) => `Repair: ${partner} is working on it`,
  repaired: (_partner, who) => `Repaired: to be sent back to ${who}`,
  sent_back: (_partner, who) => `Repaired and on its way back to ${who}`,
  arrived: (_partner, who) => `Repaired and back with ${who}`,
  not_repairable: () => 'It cannot be repaired',
};

/** The repair: its form, and how far it is. */
export const repairTexts = {
  choice: 'Repair',
  items: 'What is repaired',
  partner: 'Who repairs it',
  cost: 'What it costs the shop',
  costHelp: 'As expected; 0 if the partner does it for nothing.',
  label: 'Label for the way there',
  labelHelp: 'A link or a number, if the customer gets one.',
  courier: 'Courier for the way there',
  nothingAsked: 'Say what is repaired, by whom, and what it costs.',
  give: (cost: string) => `Have it repaired for ${cost}`,
  giveFree: 'Have it repaired',
  gets: (who: string, items: string, partner: string, until: string) =>
    `${who} gets ${items} repaired by ${partner}, free, by ${until}.`,
  named: (partner: string) => (partner === '' ? 'Repair' : `Repair by ${partner}`),
  steps,
  heading,
  facts: { items: 'Repaired', partner: 'By', label: 'Label' },
  settled: (who: string) => ({ heading: heading.arrived('', who), text: 'The repair is over.' }),
  failed: {
    heading: 'It cannot be repaired',
    text: 'Nothing is held for it any more. Decide again what to give instead.',
  },
  undoing: (who: string) =>
    `${who} gets no repair. If a label was sent already, tell them not to send the parcel. Only until the partner has it.`,
};

const missing: Partial<Record<RepairText, string>> = { partner: 'Enter who repairs it.' };

/** Why this repair cannot be given, and what to do about it. */
export function repairProblem(problem: RepairProblem): string {
  switch (problem.kind) {
    case 'nothing_asked':
      return 'Choose at least one item.';
    case 'unknown_line':
      return 'One of the items is no longer on the order. Reload the page and choose again.';
    case 'quantity_too_large':
      return `Only ${problem.left} of ${problem.title} were ordered.`;
    case 'text_missing':
    case 'text_too_long':
      return textProblemWords(problem, missing);
    default:
      return handmadeProblem(problem);
  }
}
