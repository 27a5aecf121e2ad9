import type { StoreCreditProblem } from '#app/domain/remedy/store-credit.ts';
import { goodwillProblem } from './goodwill.ts';

/** Store credit: its form, and how far it is. */
export const storeCreditTexts = {
  choice: 'Credit',
  has: (amount: string) => `${amount} is on the account already.`,
  nothingAsked: 'Say how much store credit to give.',
  guest: 'This is a guest order. Store credit is kept on the account of a customer.',
  notUsable:
    'Customers of this shop cannot spend store credit. The store owner can switch it on in Shopify, together with the new customer accounts.',
  give: (amount: string) => `Give ${amount} store credit`,
  gets: (who: string, amount: string, until: string) =>
    `${who} gets ${amount} of store credit, to spend until ${until}. Shopify writes to them.`,
  named: (amount: string) => `Store credit of ${amount}`,
  credit: 'Store credit',
  until: 'Valid until',
  arrived: 'On the account',
  settled: (amount: string, who: string) => ({
    heading: `${amount} of store credit given to ${who}`,
    text: 'It is on the account and can be spent at the next checkout. Shopify has written to them.',
  }),
  needsPerson: (amount: string, who: string) => ({
    heading: 'Somebody has to look at this store credit',
    text: `We could not make sure how it stands, so the ${amount} stay held, and nothing is given twice. Look at the store credit of ${who} in Shopify, then ask Shopify again.`,
  }),
  undoing: (who: string) =>
    `${who} can no longer spend it. If some of it was spent meanwhile, it stays given as a whole.`,
};

/** Why this store credit cannot be given, and what to do about it. */
export function storeCreditProblem(problem: StoreCreditProblem): string {
  switch (problem.kind) {
    case 'no_customer':
      return storeCreditTexts.guest;
    case 'not_usable':
      return storeCreditTexts.notUsable;
    default:
      return goodwillProblem(problem);
  }
}
