import type { DiscountCodeProblem } from '#app/domain/remedy/discount-code.ts';
import type { CodeWarning } from '#app/domain/remedy/discount-code-rules.ts';
import type { Print } from './problems.ts';

/** The discount code: its form, and how far it is. */
export const discountCodeTexts = {
  choice: 'Code',
  what: 'What the code takes off',
  byAmount: 'An amount',
  byPercent: 'A share of the order',
  byShipping: 'The shipping',
  amount: 'Amount',
  percent: 'Percent',
  upTo: 'Shipping up to',
  upToHelp: (shipping: string) => `Leave it empty for any shipping. This order’s shipping was ${shipping}.`,
  minimum: 'Smallest order',
  minimumHelp: 'Leave it empty for any order.',
  validDays: 'Valid for',
  days: 'days',
  validDaysHelp: 'To the end of the last day in the shop.',
  combines: 'Can be used together with other discounts',
  currencyHelp: (shop: string, order: string) =>
    `Discounts are kept in ${shop}; this order was paid in ${order}. At checkout Shopify converts it.`,
  warnings: 'Before you give it',
  nothingAsked: 'Say what the code takes off.',
  give: (what: string) => `Give a code for ${what}`,
  off: {
    amount: (amount: string) => `${amount} off`,
    percent: (percent: number) => `${percent}% off`,
    shipping: 'free shipping',
    shippingUpTo: (amount: string) => `free shipping up to ${amount}`,
  },
  about: (hers: string, shop: string) => `about ${hers} (${shop})`,
  gets: (who: string, what: string, minimum: string | null, until: string) =>
    `${who} gets a code for ${what} on one later order${minimum === null ? '' : ` of ${minimum} or more`}, until ${until}.`,
  onlyHers: (who: string) => `Only ${who} can use it.`,
  anybodys: 'Whoever has it can use it.',
  arrived: 'Can be used',
  named: (code: string | null) => (code === null ? 'Code' : `Code ${code}`),
  code: 'Code',
  until: 'Valid until',
  use: 'Used',
  notUsed: 'Not yet',
  used: 'Yes',
  usedOn: (order: string, date: string) => `On order ${order}, ${date}`,
  usedByOther: (order: string, date: string) => `By somebody else, on order ${order}, ${date}`,
  ended: 'Switched off',
  settled: (who: string) => ({ heading: `Code given to ${who}`, text: 'It can be used at once.' }),
  issued: (who: string) => ({ heading: `Code made for ${who}`, text: 'It is not valid yet. We watch until it is.' }),
  failed: {
    heading: 'The code was switched off',
    text: 'Somebody ended it in Shopify before it was used, and nothing is held. You can decide again.',
  },
  undoing: (who: string, code: string) =>
    `${who} can no longer use the code ${code}. If it was used meanwhile, it stays given.`,
  percentUnreadable: 'Enter a whole number from 1 to 100.',
  daysUnreadable: 'Enter a whole number of days.',
};

/** Why this code cannot be given, and what to do about it. */
export function discountCodeProblem(problem: DiscountCodeProblem): string {
  switch (problem.kind) {
    case 'nothing_asked':
      return 'Enter more than zero.';
    case 'currency_differs':
      return `Discounts are kept in ${problem.expected}, so this must be in ${problem.expected}, not ${problem.got}. Reload the page.`;
    case 'percent_out_of_range':
      return discountCodeTexts.percentUnreadable;
    case 'days_out_of_range':
      return `Enter 1 to ${problem.most} days.`;
    case 'worth_unknown':
      return 'This order was free, so nothing says what the code is worth. Enter an amount here.';
    case 'no_rate':
      return `This order was free, so nothing says what the code is worth in ${problem.currency}. Give something else.`;
  }
}

/** What keeps the customer from using it as she may expect. */
export function codeWarning(warning: CodeWarning, print: Print): string {
  switch (warning.kind) {
    case 'not_bound':
      return 'This order has no customer, so the code cannot be bound to one: whoever has it can use it, once.';
    case 'no_account':
      return 'The customer has no account in the shop: the code works for the same e-mail address at checkout.';
    case 'in_the_way':
      return `It does not combine with ${named(warning.titles)}, which runs now: at checkout only the better one counts.`;
    case 'order_too_small':
      return `An order like this one (${print(warning.order)}) would be too small for it: it takes ${print(warning.minimum)}.`;
    case 'other_currency':
      return `The code is for ${print(warning.shop)}, about ${print(warning.about)}: Shopify converts it at checkout, at that day’s rate.`;
  }
}

/** "“Autumn sale”", "“Autumn sale” and “Tuesday”". */
export const named = (titles: readonly string[]): string =>
  titles
    .slice(0, 3)
    .map((title) => `“${title}”`)
    .join(' and ');
