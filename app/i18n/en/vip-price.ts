import type { VipPriceProblem } from '#app/domain/remedy/vip-price.ts';
import type { VipPriceWarning } from '#app/domain/remedy/vip-price-rules.ts';
import { named } from './discount-code.ts';
import { plural, severityMarks } from './words.ts';

/** The standing price: its form, and how far it is. */
export const vipPriceTexts = {
  choice: 'VIP price',
  percent: 'Percent off every later order',
  title: 'Name of the discount',
  titleHelp: 'The customer reads it at checkout.',
  standardTitle: 'Your price',
  combines: 'Applies together with other discounts',
  warnings: 'Before you give it',
  estimate: (amount: string) =>
    `Taken to be worth ${amount}: as much again as the customer has bought so far. What it really costs depends on what is bought.`,
  nothingAsked: 'Say how many percent.',
  give: (percent: number) => `Give ${percent}% on every later order`,
  gets: (who: string, percent: number) =>
    `${who} gets ${percent}% off every later order, without a code and without an end.`,
  onlyHigh: 'Only for a complaint of high severity.',
  guest: 'This order has no customer whom the price could be bound to.',
  arrived: 'Applies',
  named: (percent: number) => `Price of ${percent}% less`,
  uses: 'Used on',
  orders: (count: number) => plural(count, 'order', 'orders'),
  since: 'Since',
  ended: 'Ended',
  settled: (who: string) => ({
    heading: `${who} has a price of their own`,
    text: 'It applies by itself to every order from now on.',
  }),
  failed: {
    heading: 'The price was switched off',
    text: 'Somebody ended it in Shopify, and nothing is held. You can decide again.',
  },
  undoing: (who: string) =>
    `${who} pays the normal price from the next order on. What was bought at the lower price stays.`,
  percentUnreadable: 'Enter a whole number.',
};

/** Why it cannot be given, and what to do about it. */
export function vipPriceProblem(problem: VipPriceProblem): string {
  switch (problem.kind) {
    case 'no_customer':
      return vipPriceTexts.guest;
    case 'severity_too_low':
      return `A price for good is only for a complaint of high severity. This one: ${severityMarks[problem.severity].toLowerCase()}.`;
    case 'percent_out_of_range':
      return `Enter a whole number from 1 to ${problem.most}.`;
    case 'title_missing':
      return 'Enter what the customer reads at checkout.';
    case 'title_too_long':
      return `Use at most ${problem.most} characters.`;
    case 'has_one':
      return `The customer has one already: “${problem.title}”. Take that one back first.`;
    case 'no_room':
      return `Shopify runs at most ${problem.most} discounts without a code at a time, and that many run now. End one in Shopify, or give a code.`;
    case 'worth_unknown':
      return 'The customer has never paid for anything, so nothing says what this is worth. Give something else.';
    case 'no_rate':
      return `This order was free, so nothing says what it is worth in ${problem.currency}. Give something else.`;
  }
}

/** What keeps the customer from having it as expected. */
export function vipPriceWarning(warning: VipPriceWarning): string {
  switch (warning.kind) {
    case 'no_account':
      return 'The customer has no account in the shop: the price applies for the same e-mail address at checkout.';
    case 'in_the_way':
      return `It does not combine with ${named(warning.titles)}, which runs now: at checkout only the better one counts.`;
    case 'little_room':
      return `After this one the shop can have ${plural(warning.left, 'more discount', 'more discounts')} without a code: Shopify runs 25 at a time.`;
  }
}
