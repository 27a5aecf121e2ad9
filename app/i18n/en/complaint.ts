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
  header: {
    next: 'Next',
    nothingNext: 'Nothing is waiting.',
    assigned: 'Assigned to',
    nobody: 'Nobody',
    words: 'What they said',
    wants: 'Wants',
    via: 'Came by',
    items: 'About',
    unfold: 'Order, parcel and customer',
  },
  moves: {
    open: 'Waiting for us again',
    waiting_for_customer: 'Wait for customer',
    resolved: 'Resolve',
    closed: 'Close',
  } satisfies Record<ComplaintState, string>,
  reopen: 'Reopen',
  moved: {
    open: 'Complaint is waiting for us',
    waiting_for_customer: 'Waiting for the customer',
    resolved: 'Complaint resolved',
    closed: 'Complaint closed',
  } satisfies Record<ComplaintState, string>,
  movedByOther: 'Somebody else has changed this complaint. The page now shows how it stands.',
  personGone: 'This person is no longer known to Amends. Choose somebody else.',
};

/** The panel that puts it right. */
export const panelTexts = {
  title: 'Put it right',
  refund: 'Refund',
  closed: { title: 'This complaint is closed', text: 'Nothing can be given on a closed complaint.', action: 'Reopen' },
  noRole:
    'You can work on this complaint, but give nothing yet. Ask the store owner to choose a role for you in Settings.',
  kind: 'What to refund',
  byLines: 'Items and shipping',
  byAmount: 'An amount',
  items: 'Items',
  shipping: 'Shipping',
  shippingLeft: (amount: string) => `At most ${amount}`,
  amount: 'Amount',
  amountLeft: (amount: string) => `At most ${amount} can be refunded`,
  restock: 'Stock',
  why: 'Why you give it',
  whyHint: 'A short reason for your colleagues. The customer does not see it.',
  whyMissing: 'Write in a few words why you give it.',
  whyTooLong: (most: number) => `That is longer than ${most} characters. Shorten it a little.`,
  give: (amount: string) => `Refund ${amount}`,
  giveNothing: 'Refund',
  shortcut: '⌘ or Ctrl + Enter',
  preview: 'What this refund is',
  theyGet: (who: string, amount: string, parts: string[]) =>
    parts.length === 0 ? `${who} gets ${amount} back.` : `${who} gets ${amount} back through ${parts.join(' and ')}.`,
  part: (label: string, amount: string | null) => (amount === null ? label : `${label} (${amount})`),
  theCustomer: 'The customer',
  costs: (amount: string) => `Costs the shop ${amount}.`,
  limitAfter: (left: string, limit: string) => `Leaves ${left} of your ${limit} for this case.`,
  noLimit: 'No limit applies to you.',
  choose: 'Choose items, shipping or an amount to see what it comes to.',
  whyNot: {
    nothing: 'Choose what to refund.',
    working: 'Working it out…',
    problem: 'Correct what is marked above.',
    limit: 'It is above your limit.',
    unreadable: 'Shopify did not answer.',
    impossible: 'No refund is possible now.',
    reason: 'Say why you give it.',
  },
  formProblem: 'Nothing was given',
  again: 'Give something more',
  differently: 'Decide again',
  reason: 'Why',
  decided: (who: string) => `Decided by ${who}`,
  earlier: 'Given before on this complaint',
  shopifySays: 'Shopify says:',
  inShopify: 'Open the order in Shopify',
  lookAgain: 'Ask Shopify again',
  notWaiting: 'This refund has moved on meanwhile. Reload the page to see where it is.',
  steps: { decided: 'Decided', sent: 'Sent to Shopify', confirmed: 'Shopify has it', arrived: 'Paid out' },
  stepsLabel: 'How far the refund is',
};

/** A part of the page that is loaded when it is needed. */
export const partTexts = {
  notLoaded:
    'This part of the page could not be loaded. If trying again does not help, reload the page: what you typed stays.',
};

/** A form that was filled in before the page was loaded again. */
export const broughtBackTexts = { said: 'This is what you had typed before.', startOver: 'Start over' };

/** Where a refund stands, as a heading and a sentence. */
export function remedyStory(state: RemedyState, amount: string, who: string): { heading: string; text: string } {
  switch (state) {
    case 'approved':
      return { heading: `Refund of ${amount} decided`, text: 'It goes to Shopify now.' };
    case 'sending':
      return { heading: `Sending ${amount} to Shopify`, text: 'This takes a moment.' };
    case 'unknown':
      return {
        heading: 'Checking with Shopify: nothing will be given twice',
        text: `Shopify has not said yet whether the refund of ${amount} arrived. We keep looking until it is certain. There is nothing for you to do.`,
      };
    case 'issued':
      return {
        heading: `${amount} is on its way to ${who}`,
        text: 'Shopify has made the refund; the payment provider still has to confirm it. You need not wait for it.',
      };
    case 'settled':
      return { heading: `${amount} given back to ${who}`, text: 'Paid out. Most banks show it within a few days.' };
    case 'refused':
      return {
        heading: 'Shopify refused the refund',
        text: 'Nothing was given and nothing is held. Look at the order in Shopify, then decide again.',
      };
    case 'not_issued':
      return {
        heading: 'The refund was not given',
        text: 'We have made sure: Shopify has no such refund, and nothing is held. You can decide again.',
      };
    case 'failed':
      return {
        heading: 'The payment provider could not pay it out',
        text: 'The money stayed with the shop and nothing is held. Look at the payment in Shopify, then decide again.',
      };
    case 'undoing':
      return { heading: `Taking back ${amount}`, text: 'Until Shopify confirms it, it still counts as given.' };
    case 'undone':
      return { heading: `${amount} taken back`, text: `${who} no longer has it, and it no longer counts as given.` };
    case 'needs_person':
      return {
        heading: 'Somebody has to look at this refund',
        text: `We could not make sure whether ${amount} was given, so the amount stays held. Look at the order’s refunds in Shopify.`,
      };
  }
}

/** The cards beside. */
export const besideTexts = {
  order: (name: string) => `Order ${name}`,
  asOf: 'As of',
  refresh: 'Refresh',
  refreshed: 'Order refreshed',
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
  nothingToWatch: 'Nothing: no chargeback, and no other complaint on this order.',
  chargeback: 'The customer’s bank has opened a chargeback. A refund now could pay twice.',
  inquiry: 'The customer’s bank is asking about this payment.',
  others: (count: number) => plural(count, 'other complaint on this order', 'other complaints on this order'),
  refundsElsewhere: (count: number) =>
    plural(count, 'refund was made outside of Amends', 'refunds were made outside of Amends'),
};

/** Notes and the story. */
export const storyTexts = {
  title: 'Story',
  note: 'Add a note',
  notePlaceholder: 'For your colleagues; the customer does not see it',
  addNote: 'Add note',
  noteAdded: 'Note added',
  noteEmpty: 'Write something first.',
  noteTooLong: (most: number) => `That is longer than ${most} characters. Shorten it a little.`,
  by: { worker: 'Amends', shopify: 'Shopify', amends: 'Amends' } as Record<string, string>,
};
