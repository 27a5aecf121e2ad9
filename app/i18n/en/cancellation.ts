import type { CancellationProblem, CancelReason, CancelWhy } from '#app/domain/remedy/cancellation.ts';

const alreadyCancelled = 'This order is cancelled already.';

/** Why they want it cancelled, as it is asked and as the story tells it. */
export const cancelWhyWords: Record<CancelWhy, string> = {
  late: 'It takes too long',
  cheaper: 'Found it cheaper elsewhere',
  changed_mind: 'Changed their mind',
  ordered_twice: 'Ordered twice by mistake',
  wrong_details: 'Wrong address, size or item',
  other: 'Another reason',
};

export const cancelReasonWords: Record<CancelReason, string> = {
  customer: 'The customer asked for it',
  inventory: 'Items are out of stock',
  fraud: 'Fraud',
  declined: 'The payment was declined',
  staff: 'A mistake of ours',
  other: 'Something else',
};

/** Cancelling the order: its form, and how far it is. */
export const cancellationTexts = {
  choice: 'Cancel the order',
  why: 'Why do they want to cancel?',
  choose: 'Ask them, then choose',
  /** What may be better than cancelling. */
  advice: {
    late: 'Say when it will be there. With free express, or a code for their next order, many wait.',
    cheaper: 'A code that makes up the difference often keeps the order.',
    changed_mind: 'Ask what does not fit. A code for something else may keep them as a customer.',
    ordered_twice: 'Look for the other order first, and cancel the one that is not packed yet.',
    wrong_details: 'Nothing is sent yet: the address and the items can still be changed on the order in Shopify.',
    other: 'Write down in a few words what they said. It helps the next one.',
  } satisfies Record<CancelWhy, string>,
  instead: 'Offer something instead',
  reason: 'Reason in Shopify',
  note: 'Note for staff in Shopify',
  noteHelp: 'The customer does not see it.',
  noteTooLong: (most: number) => `That is longer than ${most} characters. Shorten it a little.`,
  restock: 'Put the items back into stock',
  notify: 'Shopify writes to the customer that the order is cancelled',
  nothingAsked: 'Say why they want to cancel.',
  whyMissing: 'Choose why they want to cancel.',
  alreadyCancelled,
  sent: {
    title: 'This order has been sent',
    text: 'It can no longer be stopped. They can send it back when it is there, or get their money back now and keep it.',
    takeBack: 'Take it back instead',
    refund: 'Refund instead',
  },
  partlySent: {
    title: 'A part of this order has been sent',
    text: 'Refund what was not sent now. What was sent can come back when it is there.',
    takeBack: 'Take back what was sent',
    refund: 'Refund what was not sent',
    left: (lines: string) => `Sent: ${lines}`,
    stays: (lines: string) => `Not sent: ${lines}`,
  },
  give: (amount: string) => `Cancel and refund ${amount}`,
  gets: (who: string, order: string, amount: string, parts: string[]) =>
    parts.length === 0
      ? `${order} is cancelled, and ${who} gets ${amount} back.`
      : `${order} is cancelled, and ${who} gets ${amount} back through ${parts.join(' and ')}.`,
  getsNothing: (order: string) => `${order} is cancelled. Nothing is left to pay back.`,
  final: 'It cannot be undone.',
  named: (order: string) => `Cancellation of ${order}`,
  arrived: 'Done',
  cancelledOn: 'Cancelled',
  wanted: 'Why',
  stock: 'Stock',
  restocked: 'Items back in stock',
  notRestocked: 'Left as it was',
  told: 'Customer told by Shopify',
  yes: 'Yes',
  no: 'No',
  paidBack: 'Given back',
  differs: (given: string, decided: string) => `${given}, and not ${decided} as decided`,
  story: {
    cancelling: (order: string) => ({
      heading: `${order} is being cancelled`,
      text: 'Shopify takes a moment. The money goes back as soon as it is done.',
    }),
    issued: (order: string, amount: string, who: string) => ({
      heading: `${order} is cancelled, ${amount} is on its way to ${who}`,
      text: 'The payment provider still has to confirm it. You need not wait for it.',
    }),
    settled: (order: string, amount: string | null, who: string) => ({
      heading: amount === null ? `${order} is cancelled` : `${order} is cancelled, ${amount} given back to ${who}`,
      text: amount === null ? 'Nothing was left to pay back.' : 'Nothing of it will be sent.',
    }),
    refused: (order: string) => ({
      heading: `Cancelling ${order} did not work`,
      text: 'Nothing is held. Look at the order in Shopify, then decide again.',
    }),
    notIssued: (order: string) => ({
      heading: `We did not cancel ${order}`,
      text: 'We have made sure, and nothing is held. Look at the order in Shopify, then decide again.',
    }),
    /** @param tried a refund is there, and the payment provider did not carry it out */
    failed: (order: string, amount: string, tried: boolean) => ({
      heading: `${order} is cancelled, but ${amount} did not go back`,
      text: tried
        ? 'The payment provider could not pay it out. Nothing is held: look at the payment in Shopify, then decide again.'
        : 'We have made sure that the refund was not made. Nothing is held: decide on a refund now.',
    }),
  },
};

/** Why this order cannot be cancelled, and what can be done. */
export function cancellationProblem(problem: CancellationProblem): string {
  switch (problem.kind) {
    case 'already_cancelled':
      return alreadyCancelled;
    case 'decided_already':
      return 'It is decided already that this order is cancelled.';
    case 'sent':
      return 'Shopify cannot cancel an order that has been sent.';
    case 'partly_sent':
      return 'Shopify cannot cancel an order of which something has been sent.';
    case 'open_return':
      return 'Shopify cannot cancel an order with a return. Close the return in Shopify first.';
  }
}
