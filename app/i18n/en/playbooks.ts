import type { Reason } from '#app/domain/complaint/complaint.ts';
import type { Fault, Finding, Skipped, StepKey } from '#app/domain/playbooks/playbook.ts';
import type { Money } from '#app/domain/money.ts';
import { plural } from './words.ts';

export const faultWords: Record<Fault, string> = {
  carrier: 'The carrier',
  shop: 'The shop',
  customer: 'The customer',
  maker: 'The maker',
  unclear: 'Not clear',
};

type StepWords = {
  title: string;
  /** What to check, and how. */
  check: string;
  outcomes: Record<string, string>;
  /** Of what is written down with it, where that is more than a note. */
  note?: string;
};

/** The steps of all playbooks. Each outcome of app/domain/playbooks has its words here; a test holds to that. */
export const stepWords: Record<StepKey, StepWords> = {
  tracking: {
    title: 'Where is the parcel?',
    check:
      'Start with the tracking: the last scan and how old it is, the day it is expected, and whether it is marked as delivered.',
    outcomes: {
      moving: 'It moves: told them the day',
      silent: 'Nothing new, or late',
      delivered: 'Marked as delivered',
      not_sent: 'Was never sent',
    },
  },
  address: {
    title: 'Is the address right?',
    check:
      'Let them confirm it by a link: people move and mistype. A wrong address is nobody’s bad will, and we help all the same.',
    outcomes: {
      asked: 'Asked: waiting for the answer',
      confirmed: 'The address is right',
      corrected: 'The address was wrong',
      not_needed: 'Not needed',
    },
  },
  neighbours: {
    title: 'Neighbours and parcel locker',
    check:
      'Ask them to look with neighbours, at home, in the letter box and the locker. Parcels are often marked as delivered a day early.',
    outcomes: { asked: 'Asked: waiting for the answer', found: 'It was found', not_found: 'It is not there' },
  },
  trace: {
    title: 'Let the carrier search',
    check: 'Open a search with the carrier, and ask for the proof of delivery: signature, place, photo.',
    outcomes: {
      opened: 'Search opened: waiting for the carrier',
      found: 'It was found',
      lost: 'The carrier says it is lost',
      proof: 'There is a proof of delivery',
      no_answer: 'The carrier does not answer',
    },
  },
  photos: {
    title: 'Look at it',
    check: 'A photo of the item, of the box and of the label usually says enough. Ask once, for all of them.',
    outcomes: { asked: 'Asked for photos', seen: 'Seen', not_needed: 'Not needed' },
  },
  compare: {
    title: 'Hold it against the order',
    check:
      'Is it what they bought, and is it as they say? Look at the order, the packing list and what else was sent that day.',
    outcomes: { as_they_say: 'It is as they say', partly: 'Partly', not_so: 'It is not so' },
    note: 'What you found',
  },
  claim: {
    title: 'Tell the carrier or the maker',
    check:
      'Report it while the time for it runs: carriers often take damage within 7 days. What comes back lowers what it costs.',
    outcomes: { reported: 'Reported', not_needed: 'Not worth it' },
  },
  quote: {
    title: 'What does the product page promise?',
    check: 'Find the sentence or the picture that made them expect something else, and copy it here.',
    outcomes: { quoted: 'Found the sentence', not_found: 'The page says it right' },
    note: 'The sentence, word for word',
  },
  page_task: {
    title: 'Correct the product page',
    check: 'Whoever writes the product pages should correct that sentence before the next customer reads it.',
    outcomes: { handed_over: 'Handed over', corrected: 'Corrected', no_change: 'Stays as it is' },
    note: 'Who corrects it and by when, or why it stays',
  },
  ask_why: {
    title: 'Ask why',
    check: 'Ask first, kindly and once. Some only want another day, another address or another size.',
    outcomes: {
      asked: 'Asked: waiting for the answer',
      other_time: 'Another day or address would do',
      not_wanted: 'No longer wanted',
      too_late: 'It takes too long',
      no_reason: 'They give no reason, and need none',
    },
  },
  keep: {
    title: 'What would make it right?',
    check: 'Offer what they named: another day, another address, a small thing for the wait. Ask once; a no is a no.',
    outcomes: { kept: 'They keep the order', not_kept: 'They still want to cancel' },
    note: 'What was agreed',
  },
  stop: {
    title: 'Can it still be stopped?',
    check: 'Ask the warehouse. What is on its way cannot be cancelled any more: it comes back as a return.',
    outcomes: { stopped: 'Stopped', already_sent: 'Already sent' },
  },
  understand: {
    title: 'What exactly is wrong?',
    check: 'Say in one sentence what happened and what they want. Ask if you can’t.',
    outcomes: { asked: 'Asked: waiting for the answer', understood: 'Understood' },
    note: 'In one sentence',
  },
  payments: {
    title: 'Compare the payments',
    check: 'What was paid, what was refunded, and what should it be? Two holds on a card are not two payments.',
    outcomes: { charged_wrongly: 'They were charged wrongly', right: 'The payments are right' },
    note: 'What is wrong, with the amounts',
  },
  remedy: {
    title: 'Put it right',
    check: 'Whose fault was it? Then choose under “Put it right”.',
    outcomes: faultWords,
  },
};

export const outcomeWord = (step: StepKey, outcome: string): string => stepWords[step].outcomes[outcome] ?? outcome;

export const skippedWords: Record<Skipped, string> = {
  not_sent: 'not needed: nothing was sent',
  not_delivered: 'not needed: it is not marked as delivered',
  nothing_quoted: 'not needed: the page says it right',
  not_this_reason: 'not needed for this reason',
  already_sent: 'not needed: it is on its way or delivered',
  not_wanted: 'not needed',
  given: 'not needed: something is given',
};

type Say = { date: (iso: string) => string; money: (amount: Money) => string };

const days = (count: number): string =>
  count === 0 ? 'today' : count === 1 ? 'yesterday' : `${plural(count, 'day', 'days')} ago`;

/** What the facts say, in one sentence each. */
export function findingWords(finding: Finding, { date, money }: Say): string {
  switch (finding.say) {
    case 'not_sent':
      return 'Nothing has been sent yet.';
    case 'order_cancelled':
      return 'The order is cancelled.';
    case 'never_scanned':
      return 'The carrier has never scanned it.';
    case 'no_tracking':
      return 'It has no tracking number.';
    case 'last_scan': {
      const where = [finding.message, finding.place].filter(Boolean).join(', ');
      return `Last scan ${days(finding.days)}, on ${date(finding.at)}${where === '' ? '.' : `: ${where}.`}`;
    }
    case 'expected':
      return finding.late ? `Was expected on ${date(finding.at)}.` : `Expected on ${date(finding.at)}.`;
    case 'delivered':
      return `Marked as delivered ${days(finding.days)}, on ${date(finding.at)}.`;
    case 'files':
      return finding.many === 0 ? 'No photo has come yet.' : `${plural(finding.many, 'file', 'files')} came with it.`;
    case 'address':
      return addressSays[finding.answer ?? 'nothing'];
    case 'money':
      return `Paid ${money(finding.paid)}, refunded ${money(finding.refunded)}.`;
  }
}

const addressSays = {
  nothing: 'Nobody has asked yet.',
  asked: 'Asked. No answer so far.',
  confirmed: 'The customer says that the address is right.',
  corrected: 'The customer has corrected the address.',
};

/** How it is prevented the next time. */
export const preventWords: Record<Reason, string> = {
  not_arrived: 'Ship tracked, send the number, and look at parcels that are silent for four days.',
  late: 'Say a day that holds, and write before it passes.',
  damaged: 'Look at the packing of what breaks most often.',
  defective: 'Collect defects by item, and take them to the maker.',
  wrong_item: 'Scan what goes into the box.',
  missing_item: 'Count against the packing list, and say when an order comes in several parcels.',
  not_as_described: 'Correct the page the same day.',
  changed_mind: 'Show sizes, colours and measures as they are.',
  cancel_order: 'Leave an hour in which an order can still be changed.',
  billing: 'Write on the receipt what the bank will show.',
  other: 'When it comes twice, it deserves a reason of its own.',
};

export const playbookTexts = {
  /** The line of a folded playbook. */
  next: (step: string) => `Next: ${step}`,
  waitingFor: (step: string, until: string) => `${step}: waiting until ${until}`,
  allDone: 'All steps are done.',
  loading: 'Loading the steps…',
  how: 'How did it end?',
  note: 'Note',
  noteMissing: 'Write it down: it is needed later.',
  tooLong: (most: number) => `That is longer than ${most} characters. Shorten it a little.`,
  choose: 'Choose how it ended.',
  save: 'Note this step',
  saved: 'Step noted',
  waits: (until: string) => `Waiting until ${until}. Note it when the answer is there.`,
  tooSoon: (from: string) =>
    `Carriers search from ${from} on: a parcel is often marked as delivered a day or two early.`,
  done: (how: string, who: string) => `${how}, ${who}`,
  text: (name: string) => `Write: ${name}`,
  suggested: (remedies: string) => `Suggested: ${remedies}.`,
  fault: (who: string) => `By what we know, the fault lies with: ${who.toLowerCase()}.`,
  over: 'This complaint is over, so no step is taken any more.',
  prevent: 'So that it does not happen again',
};

/** The link by which a customer says whether the address is right. */
export const addressCheckTexts = {
  ask: 'Ask by e-mail',
  askAgain: 'Ask once more',
  what: 'They get a link that shows the address of the order, and can correct it there. It works for 14 days, once.',
  sent: 'Asked: the link is on its way',
  ours: 'On the order',
  theirs: 'As the customer writes it',
  noShippingAddress: 'This order has no address, so there is nothing to ask about.',
};
