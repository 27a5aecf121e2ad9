import type { AddressField, AddressProblem } from '#app/domain/remedy/replacement-address.ts';
import type { ReplacementProblem } from '#app/domain/remedy/replacement.ts';

const addressNames: Record<AddressField, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  company: 'Company',
  address1: 'Street and number',
  address2: 'Apartment, floor',
  city: 'City',
  province: 'State or region',
  zip: 'Postal code',
  countryCode: 'Country (two letters)',
  phone: 'Phone',
};

/** The replacement order: its form, and how far it is. */
export const replacementTexts = {
  choice: 'Replace',
  items: 'What to send again',
  same: 'The same again',
  somethingElse: 'Something else',
  sendInstead: (title: string) => `What to send in place of ${title}`,
  instead: (title: string) => `${title} instead`,
  change: 'Choose another',
  backToSame: 'Send the same again',
  inStock: (count: number) => (count > 0 ? `${count} in stock` : 'None in stock'),
  alwaysThere: 'Can always be sold',
  more: (amount: string) => `${amount} more than what was ordered`,
  less: (amount: string) => `${amount} less than what was ordered`,
  samePrice: 'Costs the same',
  ranOut: (title: string) => `${title} has run out. In stock at about the same price:`,
  nothingLike: 'Nothing like it is in stock. Search for something else.',
  search: 'Search items by name or SKU',
  searchResults: 'Items found',
  nothingFound: (text: string) => `Nothing found for “${text}”.`,
  searching: 'Searching…',
  choose: (title: string) => `Choose ${title}`,
  chooseShort: 'Choose',
  cancel: 'Cancel',
  gift: 'Gift on top',
  addGift: 'Add a gift',
  chooseGift: 'Which gift to add',
  removeGift: 'Remove the gift',
  delivery: 'How to send it',
  asOrdered: 'As it was ordered',
  free: 'The shop’s own way',
  deliveryHint: 'The customer pays nothing for it.',
  addWords: 'Add words for the card or the warehouse',
  card: 'Words on the card',
  cardHint: 'Goes into the parcel; the warehouse sees it on the order.',
  note: 'Note for the warehouse',
  address: 'Where it goes',
  addressNames,
  noAddress: 'The order has no shipping address.',
  addressUnread: 'The address is read from Shopify when something is chosen.',
  correct: 'Correct the address',
  fold: 'Fold it up',
  confirm: 'This address is right',
  confirmFirst: 'Look at the address and tick that it is right.',
  correctedNow: 'Corrected for this parcel only; the order keeps its own.',
  answered: {
    confirmed: (date: string) => `The customer has confirmed this address on ${date}.`,
    corrected: (date: string) =>
      `The customer has given this address on ${date}. This parcel goes there; the order keeps its own.`,
  },
  theirs: (date: string, address: string) => `On ${date} the customer has given another address: ${address}.`,
  useTheirs: 'Use the customer’s address',
  sentToTheirs: 'Goes to the address that the customer gave.',
  nothingAsked: 'Choose what to send.',
  give: 'Give replacement',
  gets: (who: string, items: string, gift: string | null, delivery: string | null) => {
    const sent = items === '' ? `${who} gets ${gift ?? ''} as a gift` : `${who} gets ${items}, free`;
    const onTop = items !== '' && gift !== null ? `, with ${gift} as a gift` : '';
    return `${sent}${onTop}, sent ${delivery === null ? 'the shop’s own way' : `by ${delivery}`}.`;
  },
  costIs: {
    known: 'Reckoned with what the goods cost the shop.',
    partly_known: 'Some goods have no cost written down in Shopify: those are reckoned at their price.',
    face_value: 'The goods have no cost written down in Shopify: reckoned at their price.',
  },
  named: (order: string | null) => (order === null ? 'Replacement' : `Replacement ${order}`),
  order: (name: string) => `Order ${name}`,
  openOrder: (name: string) => `Open ${name} in Shopify`,
  notSent: 'Not sent yet',
  parcel: (carrier: string | null, number: string | null) => [carrier, number].filter(Boolean).join(' '),
  noTracking: 'Sent without a tracking number',
  arrived: 'Delivered',
  story: {
    issued: (name: string, who: string, sent: boolean) => ({
      heading: sent ? `${name} is on its way to ${who}` : `${name} is ordered for ${who}`,
      text: sent
        ? 'We watch the parcel until it is delivered.'
        : 'The warehouse has it. We watch until it is sent and delivered.',
    }),
    settled: (name: string, who: string) => ({ heading: `${name} has reached ${who}`, text: 'Delivered.' }),
    failed: (name: string) => ({
      heading: `${name} was cancelled`,
      text: 'Somebody cancelled the order in Shopify, so nothing is sent and nothing is held. Decide again.',
    }),
  },
  undoing: (name: string, who: string) =>
    `${name} is cancelled and the goods go back into stock: ${who} gets nothing. Only while it is not sent.`,
};

/** Why this replacement cannot be given, and what to do about it. */
export function replacementProblem(problem: ReplacementProblem): string {
  switch (problem.kind) {
    case 'nothing_asked':
      return 'Choose at least one item, or a gift.';
    case 'unknown_line':
      return 'One of the items is no longer on the order. Reload the page and choose again.';
    case 'quantity_too_large':
      return problem.left === 0
        ? `${problem.title} has been replaced already.`
        : `Only ${problem.left} of ${problem.title} can still be replaced.`;
    case 'item_gone':
      return `The shop no longer has ${problem.title}. Choose something else to send.`;
    case 'unknown_item':
      return 'The shop no longer has this item. Choose another one.';
    case 'out_of_stock':
      return problem.left === 0
        ? `${problem.title} has run out. Choose something else to send.`
        : `Only ${problem.left} of ${problem.title} left in stock. Send fewer, or something else.`;
    case 'price_unknown':
      return `Shopify names no price of ${problem.title} in the order’s currency. Choose another item.`;
    default:
      return addressProblemWords(problem);
  }
}

/** Why nothing can be sent to this address. */
export function addressProblemWords(problem: AddressProblem): string {
  switch (problem.kind) {
    case 'address_not_confirmed':
      return replacementTexts.confirmFirst;
    case 'address_changed':
      return 'The order’s address has changed meanwhile. Look at it again and tick that it is right.';
    case 'address_answered':
      return 'The customer has given another address meanwhile. Look at both and tick the right one.';
    case 'address_incomplete':
      return `The address lacks: ${problem.missing.map((field) => addressNames[field].toLowerCase()).join(', ')}.`;
  }
}
