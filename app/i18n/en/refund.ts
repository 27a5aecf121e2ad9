const part = (label: string, amount: string | null): string => (amount === null ? label : `${label} (${amount})`);

/** Where the money is when Shopify has done its part. */
const settledAt = {
  bank: 'Paid out. Most banks show it within a few days.',
  credit: 'It is store credit now, and can be spent at the next checkout.',
  shop: 'It is back on what they paid with, and can be spent at the next checkout.',
  by_hand: 'Shopify has written it down. What was paid by hand is yours to pay back.',
};

/** The refund: its form, and how far it is. */
export const refundTexts = {
  choice: 'Refund',
  what: 'What to refund',
  byLines: 'Items and shipping',
  byAmount: 'An amount',
  items: 'Items',
  shipping: 'Shipping',
  shippingLeft: (amount: string) => `At most ${amount}`,
  noShipping: 'No shipping is left to refund',
  amount: 'Amount',
  amountLeft: (amount: string) => `At most ${amount} can be refunded`,
  restock: 'Stock',
  allRefunded: 'Everything that was paid has been refunded.',
  nothingAsked: 'Choose what to refund.',
  give: (amount: string) => `Refund ${amount}`,
  gets: (who: string, amount: string, parts: string[]) =>
    parts.length === 0 ? `${who} gets ${amount} back.` : `${who} gets ${amount} back through ${parts.join(' and ')}.`,
  method: 'How they get it',
  methods: { original: 'Back the way they paid', store_credit: 'Store credit', split: 'Some of each' },
  credit: 'As store credit',
  creditHelp: 'The rest goes back the way they paid.',
  /** How a part of it comes back, by where it goes; `amount` where there are several. */
  ways: {
    payment: (label: string, amount: string | null) => part(label, amount),
    gift_card: (_label: string, amount: string | null) => part('the gift card they paid with', amount),
    store_credit: (_label: string, amount: string | null) => part('the store credit they paid with', amount),
    by_hand: (label: string, amount: string | null) => part(label, amount),
  },
  getsCredit: (who: string, amount: string) => `${who} gets ${amount} back as store credit. It does not expire.`,
  getsSplit: (who: string, amount: string, credit: string, parts: string[]) =>
    `${who} gets ${amount} back: ${credit} as store credit, which does not expire, and the rest through ${parts.join(' and ')}.`,
  byHand:
    'A payment that was made by hand is only written down in Shopify: no money moves. Pay it back to them yourself.',
  arrived: 'Paid out',
  named: (amount: string) => `Refund of ${amount}`,
  settled: (amount: string, who: string, at: keyof typeof settledAt) => ({
    heading: `${amount} given back to ${who}`,
    text: settledAt[at],
  }),
  settledAt,
  story: {
    approved: (amount: string) => ({ heading: `Refund of ${amount} decided`, text: 'It goes to Shopify now.' }),
    sending: (amount: string) => ({ heading: `Sending ${amount} to Shopify`, text: 'This takes a moment.' }),
    unknown: (amount: string) => ({
      heading: 'Checking with Shopify: nothing will be given twice',
      text: `Shopify has not said yet whether the refund of ${amount} arrived. We keep looking until it is certain. There is nothing for you to do.`,
    }),
    issued: (amount: string, who: string) => ({
      heading: `${amount} is on its way to ${who}`,
      text: 'Shopify has made the refund; the payment provider still has to confirm it. You need not wait for it.',
    }),
    refused: () => ({
      heading: 'Shopify refused the refund',
      text: 'Nothing was given and nothing is held. Look at the order in Shopify, then decide again.',
    }),
    not_issued: () => ({
      heading: 'The refund was not given',
      text: 'We have made sure: Shopify has no such refund, and nothing is held. You can decide again.',
    }),
    failed: () => ({
      heading: 'The payment provider could not pay it out',
      text: 'The money stayed with the shop and nothing is held. Look at the payment in Shopify, then decide again.',
    }),
    needs_person: (amount: string) => ({
      heading: 'Somebody has to look at this refund',
      text: `We could not make sure whether ${amount} was given, so the amount stays held. Look at the order’s refunds in Shopify.`,
    }),
  },
};
