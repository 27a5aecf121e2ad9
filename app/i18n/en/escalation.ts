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

export const levelWords: Record<EscalationLevel, string> = {
  lead: 'The leads',
  owner: 'The store owner',
  lawyer: 'The lawyer',
};

/** The form that passes a complaint up, and the one that answers. */
export const escalationTexts = {
  title: 'Pass up',
  to: 'To whom',
  reason: 'Why',
  reasonHint: 'What is asked of them. The customer does not see it.',
  reasonMissing: 'Write in a few words why.',
  tooLong: (most: number) => `That is longer than ${most} characters. Shorten it a little.`,
  by: 'Answer wanted by',
  byMissing: 'Choose a day.',
  past: 'This day has passed. Choose a later one.',
  freezes:
    'With the lawyer nothing can be given, approved or taken back on this complaint, until the store owner lets it go on. What was sent to Shopify before is followed to its end.',
  send: 'Pass it up',
  sendLawyer: 'Pass to the lawyer and stop giving',
  sent: 'Passed up',
  open: (level: string, who: string, at: string) => `${level}: passed up by ${who} on ${at}.`,
  wantedBy: (day: string) => `An answer is wanted by ${day}.`,
  answer: 'Your answer',
  answerHint: 'What was decided, for whoever goes on with it.',
  answerMissing: 'Write in a few words what was decided.',
  giveBack: 'Answer and give it back',
  letGoOn: 'Let giving go on',
  answered: 'Given back',
  theirs: 'The answer is for the store owner to give.',
  nobodyAbove: 'There is nobody above to pass it to.',
  noRight: 'This is not yours to do. Ask the store owner.',
  closed: 'The complaint is closed. Reopen it first.',
  notPassed: 'It has been answered meanwhile.',
  frozen: (who: string, at: string, why: string) =>
    `With the lawyer since ${at}, passed there by ${who}: ${why} Nothing can be given or taken back until the store owner lets it go on.`,
};
