import type { ReturnLabel, ReturnProblem } from '#app/domain/remedy/return.ts';
import type { ReturnReason } from '#app/domain/remedy/return-reasons.ts';

const reasons: Record<ReturnReason, string> = {
  'damaged-or-defective': 'Damaged or defective',
  'received-the-wrong-item': 'Received the wrong item',
  'item-not-as-described': 'Not as described',
  'too-small': 'Too small',
  'too-big': 'Too big',
  color: 'Color',
  style: 'Style',
  'changed-my-mind': 'Changed their mind',
  'other-reason': 'Something else',
};

const sendsBy: Record<ReturnLabel['kind'], string> = {
  made: ' with the label that you have entered; Shopify sends it to them by e-mail',
  later: ' as soon as they have a label from you',
  own_cost: ' at their own cost',
};

/** The return: its form, and how far it is. */
export const returnTexts = {
  choice: 'Return',
  items: 'What comes back',
  notSent: (unsent: number, of: number) => (unsent === of ? 'Not sent yet' : `${unsent} of ${of} not sent yet`),
  gone: (gone: number, of: number) =>
    gone === of ? 'Returned or refunded already' : `${gone} of ${of} returned or refunded already`,
  noExchange: 'Nothing in exchange',
  exchange: (title: string) => `${title} in exchange`,
  exchangeSame: 'Exchange for the same',
  exchangeOther: 'Exchange for something else',
  chooseExchange: (title: string) => `What they get in exchange for ${title}`,
  dropExchange: 'No exchange',
  reason: 'Why it comes back',
  reasons,
  label: 'How it comes back',
  labels: {
    made: 'With a label from you',
    later: 'No label yet: you send them one',
    own_cost: 'They send it at their own cost',
  } satisfies Record<ReturnLabel['kind'], string>,
  labelUrl: 'Address of the label',
  labelUrlHelp: 'Where the file can be downloaded. Shopify sends it to them.',
  labelUrlWrong: 'Enter the whole address, beginning with https://.',
  trackingNumber: 'Tracking number',
  note: 'Note for the customer',
  noteHelp: 'What they should know about sending it back. Kept with the return, for your message to them.',
  nothingAsked: 'Choose what comes back, and enter its label where there is one.',
  notSentYet: 'Nothing of this order has been sent yet, so nothing can come back.',
  notPermitted: (scope: string) =>
    `This shop has not given Amends the permission for returns (${scope}). Ask the store owner to open Amends and accept it.`,
  reckoned: (total: string, parts: string) => `Sending it back costs the shop about ${total}: ${parts}.`,
  parts: (label: string | null, handling: string, loss: string) =>
    [
      ...(label === null ? [] : [`the label ${label}`]),
      `handling ${handling}`,
      `and ${loss} because it can no longer be sold as new`,
    ].join(', '),
  worthIt: (value: string) => `It is worth ${value} to the shop.`,
  notWorthIt: (value: string) => `It is worth only ${value} to the shop. Better let them keep it.`,
  keep: 'Let them keep it, refund instead',
  give: 'Open the return',
  gets: (who: string, items: string, label: ReturnLabel['kind']) => `${who} sends back ${items}${sendsBy[label]}.`,
  thenRefund: 'When it is back, you give the refund.',
  getsExchange: (items: string) => `In exchange they get ${items} when it is back.`,
  paysMore: (amount: string) => `That costs ${amount} more: Shopify asks them for the difference.`,
  getsBack: (amount: string) => `That costs ${amount} less: they get the difference back.`,
  named: (name: string | null) => (name === null ? 'Return' : `Return ${name}`),
  arrived: 'It is back',
  given: {
    items: 'Comes back',
    came: 'Seen by the warehouse',
    of: (back: number, asked: number) => `${back} of ${asked}`,
    missing: (missing: number) => `${missing} missing`,
    label: 'Label',
    openLabel: 'Open the label',
    noLabel: 'Not there yet: send them one',
    numberOnly: 'Known by its number only',
    labelSoon: 'Shopify does not have it yet. We try again.',
    ownCost: 'At their own cost',
    tracking: 'Tracking number',
    exchange: 'In exchange',
    note: 'Note for the customer',
    open: (order: string) => `Open ${order} in Shopify`,
    labelRefused: (why: string) =>
      `Shopify did not take the label: ${why} Put it on the return in Shopify, or send it to the customer yourself.`,
  },
  story: {
    issued: (name: string, who: string, exchange: boolean) => ({
      heading: `${name}: waiting for what ${who} sends back`,
      text: exchange
        ? 'We watch until the warehouse has seen it. What they get in exchange comes after that.'
        : 'We watch until the warehouse has seen it. The refund is a decision of its own, when it is back.',
    }),
    settled: (name: string) => ({
      heading: `${name}: the item is back`,
      text: 'Give the refund now, if they do not have it yet.',
    }),
    settledExchange: (name: string, exchanged: boolean) => ({
      heading: `${name}: the item is back`,
      text: exchanged
        ? 'What they get in exchange is ordered in Shopify.'
        : 'Process the return in Shopify now: that orders what they get in exchange and settles the difference.',
    }),
    failed: (name: string, lost: boolean) => ({
      heading: lost ? `${name}: nothing came back` : `${name} was cancelled`,
      text: lost
        ? 'The warehouse says that it is missing, and nothing is held. Find out where it is, then decide again.'
        : 'Somebody cancelled it in Shopify, so nothing is expected and nothing is held. Decide again.',
    }),
    undone: (name: string, who: string) => ({
      heading: `${name}: taken back`,
      text: `${who} need not send anything back, and nothing of it counts as given.`,
    }),
  },
  undoing: (who: string) =>
    `The return is cancelled: ${who} need not send anything back, and gets nothing in exchange. Only while nothing is back.`,
};

/** Why this return cannot be opened, and what to do about it. */
export function returnProblem(problem: ReturnProblem): string {
  switch (problem.kind) {
    case 'nothing_asked':
      return 'Choose at least one item.';
    case 'unknown_line':
      return 'One of the items is no longer on the order. Reload the page and choose again.';
    case 'not_sent':
      return problem.left === 0
        ? `${problem.title} has not been sent yet, so it cannot come back. Cancel it instead.`
        : `Only ${problem.left} of ${problem.title} can come back: the rest has not been sent yet.`;
    case 'quantity_too_large':
      return problem.left === 0
        ? `${problem.title} is being returned already, or was returned or refunded.`
        : `Only ${problem.left} of ${problem.title} can still come back.`;
    case 'unknown_reason':
      return 'Shopify does not know this reason in your shop. Choose another one.';
    case 'unknown_item':
      return 'The shop no longer has what they were to get in exchange. Choose something else.';
    case 'out_of_stock':
      return problem.left === 0
        ? `${problem.title} has run out. Choose something else to exchange it for.`
        : `Only ${problem.left} of ${problem.title} left in stock. Choose something else to exchange it for.`;
    case 'price_unknown':
      return `Shopify names no price of ${problem.title} in the order’s currency. Choose something else.`;
  }
}
