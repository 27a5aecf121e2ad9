import type { EscalationLevel } from '#app/domain/escalation.ts';
import { plural } from './words.ts';

/** A complaint that is passed up, and what stands still while it is with the lawyer. */
export const passedUp: Record<EscalationLevel, string> = {
  lead: 'Passed to the leads',
  owner: 'Passed to the store owner',
  lawyer: 'Passed to the lawyer: nothing can be given now',
};

export const givenBack: Record<EscalationLevel, string> = {
  lead: 'The lead has answered',
  owner: 'The store owner has answered',
  lawyer: 'Back from the lawyer: giving goes on',
};

export const stillOnTheirWay = (count: number): string =>
  count === 1
    ? 'One remedy had been sent to Shopify before and is followed to its end.'
    : `${plural(count, 'remedy', 'remedies')} had been sent to Shopify before and are followed to their end.`;

/** Why nothing was given, approved or taken back. */
export const frozenProblem =
  'This complaint is with the lawyer, so nothing can be given or taken back on it. Only the store owner can let it go on.';
export const frozenEnd = 'This complaint is with the lawyer, so it stays open until the store owner lets it go on.';
