import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { plural } from './words.ts';

/** One complaint: what happened, what is given, and the order beside it. */
export const complaintTexts = {
  title: (number: string, reason: string) => `${number} · ${reason}`,
  back: 'Complaints',
  notFound: {
    title: 'This complaint is not here',
    text: 'It may belong to another shop, or the address was mistyped. Choose it from the list.',
  },
  call: 'Call',
  /** The menu of the states that it can be moved to. */
  moveOn: 'Move on',
  header: {
    nothingNext: 'Nothing is waiting.',
    source: 'Source',
    assigned: 'Assigned to',
    nobody: 'Choose somebody',
    words: 'What they said',
    wants: 'Wants',
    via: 'Came by',
    unfold: 'Order, parcel and customer',
  },
  moves: {
    open: 'Waiting for us again',
    waiting_for_customer: 'Wait for customer',
    resolved: 'Resolve',
    closed: 'Close',
  } satisfies Record<ComplaintState, string>,
  talk: {
    reply: 'Reply',
    hold: (day: string) => `Ask for time until ${day}`,
    promise: 'Promise…',
  },
  reopen: 'Reopen',
  moved: {
    open: 'Complaint is waiting for us',
    waiting_for_customer: 'Waiting for the customer',
    resolved: 'Complaint resolved',
    closed: 'Complaint closed',
  } satisfies Record<ComplaintState, string>,
};

/** What is done with a complaint besides giving. */
export const handlingTexts = {
  playbook: 'Playbook',
  unfold: 'Show the steps',
  fold: 'Fold',
  actions: { verdict: 'Verdict…', refuse: 'Close as refused…', escalate: 'Pass up…' },
};

/** The panel that puts it right: what is chosen, and the decision. */
export const panelTexts = {
  sendForApproval: 'Send for approval',
  title: 'Put it right',
  closed: { title: 'This complaint is closed', text: 'Nothing can be given on a closed complaint.', action: 'Reopen' },
  noRole:
    'You can work on this complaint, but give nothing yet. Ask the store owner to choose a role for you in Settings.',
  decision: 'What to give',
  kind: 'How to put it right',
  more: 'More',
  otherKinds: 'More ways to put it right',
  notHere: (choice: string, why: string) => `${choice}: ${why}`,
  addAnother: 'Add another remedy',
  enough: (most: number) => `${most} remedies are the most for one decision.`,
  /** "1. Refund" */
  nth: (place: number, choice: string) => `${place}. ${choice}`,
  change: (choice: string) => `Change ${choice.toLowerCase()}`,
  remove: (choice: string) => `Remove ${choice.toLowerCase()}`,
  changeShort: 'Change',
  removeShort: 'Remove',
  why: 'Why you give it',
  whyHint: 'A short reason for your colleagues. The customer does not see it.',
  givenBefore: 'Something was given for this already',
  despite: 'Why you give something all the same',
  giveSeveral: (count: number) => `Give ${plural(count, 'remedy', 'remedies')}`,
  shortcut: '⌘ or Ctrl + Enter',
  preview: 'What they get',
  together: (count: number) => `${plural(count, 'remedy', 'remedies')} in one decision.`,
  costs: (amount: string) => `Costs the shop ${amount}.`,
  costsNothing: 'Costs the shop nothing.',
  limitAfter: (left: string, limit: string, forWhat: string) => `Leaves ${left} of your ${limit} ${forWhat}.`,
  whatCounts: 'What counts',
  noLimit: 'No limit applies to you.',
  choose: 'As soon as something is chosen, it says here what it comes to.',
  whyNot: {
    of: (choice: string, why: string) => `${choice}: ${why}`,
    loading: 'Loading…',
    notLoaded: 'A part of the page could not be loaded.',
    working: 'Working it out…',
    problem: 'Correct what is marked above.',
    limit: 'It is above a limit.',
    unreadable: 'Shopify did not answer.',
    impossible: 'This is not possible now.',
    reason: 'Say why you give it.',
    despite: 'Say why you give it all the same.',
  },
  formProblem: 'Nothing was given',
};

/** What was given, and how far it is. */
export const givenTexts = {
  again: 'Give something more',
  differently: 'Decide again',
  wait: 'Something more can be given as soon as this is certain.',
  reason: 'Why',
  decided: (who: string) => `Decided by ${who}`,
  several: (count: number) => `${plural(count, 'remedy', 'remedies')} in one decision`,
  notAll: (missing: number, count: number) =>
    `${missing} of ${count} ${missing === 1 ? 'was' : 'were'} not given. The rest stays given.`,
  late: (date: string) => `Late: it was decided on ${date} and should have arrived by now. Find out where it is.`,
  earlier: 'Given before on this complaint',
  shopifySays: 'Shopify says:',
  inShopify: 'Open the order in Shopify',
  lookAgain: 'Ask Shopify again',
  steps: { decided: 'Decided', sent: 'Sent to Shopify', confirmed: 'Shopify has it' },
  stepsLabel: (name: string) => `How far it is: ${name}`,
  takeBack: 'Take back',
  takeBackTitle: (name: string) => `Take back: ${name}`,
  takeBackWhy: 'Why you take it back',
  takeBackNow: 'Take it back now',
  keep: 'Leave it',
};

/** How far a remedy is, in words that fit every kind; a kind says it better where it can. */
export function remedyStory(state: RemedyState, name: string, who: string): { heading: string; text: string } {
  switch (state) {
    case 'approved':
      return { heading: `${name}: decided`, text: 'It goes to Shopify now.' };
    case 'sending':
      return { heading: `${name}: on the way to Shopify`, text: 'This takes a moment.' };
    case 'unknown':
      return {
        heading: 'Checking with Shopify: nothing will be given twice',
        text: `${name}: Shopify has not said yet whether it has been given. We keep looking until it is certain. There is nothing for you to do.`,
      };
    case 'issued':
      return { heading: `${name}: given to ${who}`, text: 'Shopify has it. We watch until it has arrived.' };
    case 'settled':
      return { heading: `${name}: given to ${who}`, text: 'It has arrived.' };
    case 'refused':
      return {
        heading: `${name}: Shopify refused`,
        text: 'Nothing was given and nothing is held. You can decide again.',
      };
    case 'not_issued':
      return {
        heading: `${name}: not given`,
        text: 'We have made sure: it is not there at Shopify, and nothing is held. You can decide again.',
      };
    case 'failed':
      return { heading: `${name}: came to nothing`, text: 'It did not reach the customer, and nothing is held.' };
    case 'undoing':
      return { heading: `${name}: being taken back`, text: 'Until Shopify confirms it, it still counts as given.' };
    case 'undone':
      return { heading: `${name}: taken back`, text: `${who} no longer has it, and it no longer counts as given.` };
    case 'needs_person':
      return {
        heading: `${name}: somebody has to look`,
        text: 'We could not make sure how this ended, so it still counts as given. Look at the order in Shopify.',
      };
  }
}

/** A part of the page that is loaded when it is needed. */
export const partTexts = {
  notLoaded:
    'This part of the page could not be loaded. If trying again does not help, reload the page: what you typed stays.',
};

/** A form that was filled in before the page was loaded again. */
export const broughtBackTexts = { said: 'This is what you had typed before.', startOver: 'Start over' };

/** The cards beside. */
export const besideTexts = {
  order: (name: string) => `Order ${name}`,
  asOf: 'As of',
  refresh: 'Refresh',
  paid: 'Paid',
  total: 'Total',
  refunded: 'Refunded',
  ordered: 'Ordered',
  cancelled: 'Cancelled',
  parcel: 'Parcel',
  to: 'To',
  customer: 'Customer',
  name: 'Name',
  email: 'E-mail',
  since: 'Customer since',
  orders: 'Orders',
  spent: 'Spent',
  before: 'Complaints before',
  none: 'None',
  givenBefore: 'Given before',
  guest: 'A guest order: Shopify knows no more than the e-mail.',
  watch: 'Watch out',
  nothingToWatch: 'Nothing: no chargeback, and nothing given for the same before.',
  others: (count: number) => plural(count, 'other complaint on this order', 'other complaints on this order'),
};

/** Notes and the story. */
export const storyTexts = {
  title: 'Story',
  note: 'Add a note',
  notePlaceholder: 'Only your colleagues see it',
  addNote: 'Add note',
  noteAdded: 'Note added',
  quoted: 'Show the earlier mail quoted below it',
};

/** A bundle that waits for somebody's yes, on its complaint. */
export const waitingTexts = {
  title: (amount: string, remedies: string) => `${remedies} of ${amount} waits for approval`,
  by: { lead: 'a lead', owner: 'the store owner' },
  asked: (who: string, why: string) => `${who} asked for it: ${why}`,
  until: (whom: string) => `Nothing is given before ${whom} says yes. An answer is due by`,
  second: (who: string) => `${who} has said yes; one more person has to.`,
  look: 'Look at it',
  takeBack: 'Take the request back',
  takeBackWhy: 'Taken back by who asked.',
};

/** What only the server says: it does not travel with the page. */
export const serverTexts = {
  theCustomer: 'The customer',
  by: { worker: 'Amends', shopify: 'Shopify', amends: 'Amends' } as Record<string, string>,
  movedByOther: 'Somebody else has changed this complaint. The page now shows how it stands.',
  personGone: 'This person is no longer known to Amends. Choose somebody else.',
  assigneeWithoutRole: 'This person has no role yet, so the complaint stays where it is. Choose somebody else.',
  approvalWaiting:
    'Something on this complaint waits for approval already. Wait for the answer, or take the request back.',
  whyTooLong: (most: number) => `That is longer than ${most} characters. Shorten it a little.`,
  whyMissing: 'Write in a few words why you give it.',
  despiteMissing: 'Write why you give something all the same.',
  notWaiting: 'This has moved on meanwhile. Reload the page to see where it is.',
  cannotTakeBack: 'This cannot be taken back now. The page shows how it stands.',
  takeBackWhyMissing: 'Write in a few words why you take it back.',
  chargeback: 'The customer’s bank has opened a chargeback. A refund now could pay twice.',
  refundsElsewhere: (count: number) =>
    `${plural(count, 'refund was made outside of Amends', 'refunds were made outside of Amends')}, for other items.`,
  noteEmpty: 'Write something first.',
  noteTooLong: (most: number) => `That is longer than ${most} characters. Shorten it a little.`,
};
