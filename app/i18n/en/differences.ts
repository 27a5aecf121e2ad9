import type { Money } from '#app/domain/money.ts';
import type { Value } from '#app/domain/remedy/comparison.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { DifferenceRow } from '#app/services/difference-views.ts';
import { plural, remedyNames } from './words.ts';

type Print = (amount: Money) => string;

/** "€10.00", "10%", "free shipping up to €5.00". */
function worth(value: Value | null, print: Print): string | null {
  switch (value?.kind) {
    case undefined:
      return null;
    case 'money':
      return print(value.amount);
    case 'percent':
      return `${String(value.percent)}%`;
    case 'shipping':
      return value.upTo ? `free shipping up to ${print(value.upTo)}` : 'free shipping';
  }
}

const named = (kind: RemedyKind, value: string | null): string => {
  const name = remedyNames[kind].toLowerCase();
  return value === null ? name : `${name} (${value})`;
};

/** What differs, in one sentence with its numbers. */
export function differenceSentence(difference: Difference, print: Print): string {
  const { kind, remedyKind } = difference;
  const ours = worth(difference.ours, print);
  const theirs = worth(difference.theirs, print);
  const name = remedyNames[remedyKind].toLowerCase();
  switch (kind) {
    case 'missing_there':
      return `Amends gave a ${named(remedyKind, ours)}, and Shopify does not have it.`;
    case 'missing_here':
      return difference.ours === null
        ? `Shopify has a ${named(remedyKind, theirs)} with a mark of Amends that nobody here knows.`
        : `Shopify has a ${named(remedyKind, theirs ?? ours)} that was not given here, or was taken back.`;
    case 'amount_differs':
      return `The ${name} is ${theirs ?? 'something else'} at Shopify, and ${ours ?? 'something else'} was decided here.`;
    case 'given_twice':
      return `Shopify has a second ${named(remedyKind, theirs ?? ours)} for one that was decided once.`;
    case 'ended_there':
      return `Somebody ended the ${named(remedyKind, ours)} at Shopify, and here it counts as given.`;
    case 'made_elsewhere':
      return `A ${named(remedyKind, theirs)} was made by hand in Shopify.`;
  }
}

type Difference = Pick<DifferenceRow, 'kind' | 'remedyKind' | 'ours' | 'theirs'>;

/** The screen of differences with Shopify. */
export const differencesTexts = {
  title: 'Differences with Shopify',
  back: 'Settings',
  why: 'Amends compares what was given with what Shopify has: after each change there, every hour, and every night for the last 60 days.',
  readOnly: 'You can look. A lead or the owner sees to them.',
  views: 'Differences',
  view: {
    open: (count: number) => (count > 0 ? `Open (${String(count)})` : 'Open'),
    noted: (count: number) => (count > 0 ? `Made by hand (${String(count)})` : 'Made by hand'),
    resolved: () => 'Resolved',
  },
  empty: {
    open: { title: 'No differences', text: 'Everything that was given is at Shopify, once, and worth the same.' },
    noted: {
      title: 'Nothing made by hand',
      text: 'Refunds that somebody makes in Shopify on orders with refunds of yours are shown here. They are nothing wrong.',
    },
    resolved: { title: 'Nothing resolved yet', text: 'What was seen to, or is gone by itself, is kept here.' },
  },
  list: 'Differences, found last first',
  order: (name: string | null) => (name === null ? 'Order in Shopify' : `Order ${name}`),
  complaint: (number: number) => `C-${String(number)}`,
  found: 'Found',
  takenBy: (name: string) => `${name} sees to it`,
  nobody: 'Nobody sees to it yet',
  take: 'Take it',
  takeFrom: (name: string) => `Take it from ${name}`,
  lookAgain: 'Look again',
  still: 'It still differs.',
  gone: 'It is gone: both sides agree now.',
  unread: 'Shopify could not be asked just now. Nothing was changed. Try again in a minute.',
  resolve: 'Resolved',
  note: 'How was it resolved?',
  noteHelp: 'Whoever reads this in a year should understand it.',
  save: 'Save and close',
  cancel: 'Cancel',
  resolvedBy: (name: string) => `Resolved by ${name}`,
  goneByItself: 'Gone by itself',
  pages: 'Pages',
  newer: 'Newer',
  older: 'Older',
  home: (count: number) => `${plural(count, 'difference', 'differences')} between what was given and what Shopify has.`,
  homeLink: 'See what differs',
  problems: {
    not_allowed: 'Only a lead or the owner can do this.',
    not_found: 'This difference is not there any more. Reload the page.',
    already_resolved: 'Somebody has resolved it already. Reload the page.',
    no_note: 'Say how it was resolved.',
  },
};
