/** The refund: its form, and how far it is. */
export const refundTexts = {
  choice: 'Refund',
  what: 'What to refund',
  byLines: 'Items and shipping',
  byAmount: 'An amount',
  items: 'Items',
  shipping: 'Shipping',
  shippingLeft: (amount: string) => `At most ${amount}`,
  amount: 'Amount',
  amountLeft: (amount: string) => `At most ${amount} can be refunded`,
  restock: 'Stock',
  nothingAsked: 'Choose what to refund.',
  give: (amount: string) => `Refund ${amount}`,
  gets: (who: string, amount: string, parts: string[]) =>
    parts.length === 0 ? `${who} gets ${amount} back.` : `${who} gets ${amount} back through ${parts.join(' and ')}.`,
  part: (label: string, amount: string | null) => (amount === null ? label : `${label} (${amount})`),
  arrived: 'Paid out',
  issued: (amount: string, who: string) => ({
    heading: `${amount} is on its way to ${who}`,
    text: 'Shopify has made the refund; the payment provider still has to confirm it. You need not wait for it.',
  }),
  settled: (amount: string, who: string) => ({
    heading: `${amount} given back to ${who}`,
    text: 'Paid out. Most banks show it within a few days.',
  }),
  failed: {
    heading: 'The payment provider could not pay it out',
    text: 'The money stayed with the shop and nothing is held. Look at the payment in Shopify, then decide again.',
  },
};
