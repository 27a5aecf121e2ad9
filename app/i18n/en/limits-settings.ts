import type { TypedProblem } from '#app/domain/limits/typed-policy.ts';
import { amountProblem } from './problems.ts';
import { plural } from './words.ts';

/** The screen of the limits, and what it shares with the one of the budgets. */
export const limitsTexts = {
  tried: {
    action: 'Try it on the last 90 days',
    why: 'Shows what would have been decided otherwise. Saves nothing.',
    nothingYet: 'Change something above first; then this shows what would have been decided otherwise.',
    table: (decisions: number) => `What would have become of ${plural(decisions, 'decision', 'decisions')}`,
    column: 'Decisions',
    now: 'With today’s rules',
    then: 'With your change',
    verdict: { allowed: 'Given at once', needs_approval: 'Sent for approval', refused: 'Refused' },
    cell: (count: number, amount: string) => `${String(count)} · ${amount}`,
    same: 'Nothing would have been decided otherwise.',
    turned: (now: string, then: string) => `${now.toLowerCase()} → ${then.toLowerCase()}`,
    how: 'Each decision is made again on what had been given by then.',
    leftOut: (count: number) => `${plural(count, 'older decision', 'older decisions')} could not be made again.`,
    none: 'Nothing was decided in the last 90 days.',
    unclear: 'Correct what is marked first.',
  },
  title: 'Limits',
  back: 'Settings',
  why: (currency: string) =>
    `Counted in ${currency} at face value, whatever the customer paid in. What is decided counts at once, not only when it has arrived.`,
  most: 'Who may give how much',
  mostWhy: 'Anything above is sent for approval to somebody who may decide it.',
  more: 'More limits',
  moreShow: 'Show more limits',
  moreHide: 'Hide more limits',
  none: 'No limit',
  noneFor: (whom: string) => ` for ${whom}`,
  everyKind: 'Every kind',
  customerDays: 'Count a customer over',
  customerDaysOption: (days: number) => `the last ${String(days)} days`,
  rules: 'What holds now',
  readOnly: 'Only an owner can change these rules. Ask the store owner if a limit stands in your way.',
  people: {
    title: 'Limits of one person',
    why: 'What is set here holds for this person instead of the rule of the role.',
    nobody: 'Nobody has limits of their own.',
    add: 'Add a limit for a person',
    person: 'Person',
    rule: 'Limit',
    addButton: 'Add',
    remove: (label: string) => `Remove the limit ${label}`,
    unknown: (userId: string) => `Person ${userId}`,
  },
  reasons: {
    title: 'What agents give for what',
    why: 'By reason and severity. What agents may not give goes to a lead. The proposed kind is chosen when the case is opened.',
    none: 'No rules yet: agents choose among all kinds that they may give.',
    reason: 'Reason',
    any: 'All that agents may give',
    only: 'Only these kinds',
    proposed: 'Proposed',
    proposedNone: 'Nothing',
  },
  vip: {
    title: 'VIP customers',
    why: 'For good customers the limits can be higher.',
    spent: 'Spent at least',
    orders: 'Orders at least',
    never: 'Does not count',
    percent: 'Limits grow to',
  },
  approval: {
    title: 'Approvals',
    hours: 'Goes to an owner after',
    hoursSuffix: 'hours',
    second: 'Two people have to say yes above',
    never: 'Never',
  },
  change: {
    title: 'About this change',
    why: 'Why are you changing this?',
    whyHelp: 'Kept in the history, for whoever asks later.',
    whyMissing: 'Write a few words: whoever reads the history will ask.',
    when: 'When it starts',
    now: 'At once',
    later: 'On a day, at a time',
    day: 'Day',
    time: 'Time',
    zone: (zone: string) => `In the time zone of the shop (${zone}).`,
    dayMissing: 'Choose the day and the time at which it begins.',
    past: 'This has passed. Choose a later day or time.',
  },
  scheduled: {
    title: 'A change is waiting to start',
    says: (who: string, when: string) => `${who} has planned it. It holds from ${when} on.`,
    because: (why: string) => `Why: ${why}`,
    until: 'Until then, or until it is taken back, nothing else can be changed here.',
    takeBack: 'Take it back',
    tooLate: 'It has started already, or somebody else has taken it back. Reload the page.',
  },
  saved: 'Rules saved',
  planned: 'Change planned',
  takenBack: 'Taken back',
  notSaved: 'This was not saved',
  problems: {
    notAllowed: 'Only an owner can change this.',
    old: 'This page is out of date. Reload it and try again.',
    currency: (currency: string) => `The shop’s currency is ${currency} now. Reload the page and set the limits again.`,
    scheduled: 'A change is waiting to start. Reload the page to see it; take it back first, or wait until it holds.',
    unknownKind: 'This kind of remedy is not known. Reload the page.',
    fields: 'Some fields need another look. They are marked below.',
  },
};

/** Beside a field of the rules. */
export function typedProblem(problem: TypedProblem, example: string, currency: string): string {
  switch (problem) {
    case 'empty':
      return 'Enter a number, or choose that there is no limit.';
    case 'not_whole':
      return 'Enter a whole number, like 3.';
    case 'out_of_range':
      return 'This number is too small or too large here.';
    default:
      return amountProblem(problem, example, currency);
  }
}
