import type { GiftCardProblem } from '#app/domain/remedy/gift-card.ts';
import { goodwillProblem } from './goodwill.ts';
import type { Print } from './problems.ts';

/** The gift card: its form, and how far it is. */
export const giftCardTexts = {
  choice: 'Gift card',
  most: (amount: string) => `One card holds at most ${amount}.`,
  nothingAsked: 'Say what the gift card is worth.',
  guest: 'This is a guest order. Shopify sends the card to a customer.',
  notPermitted: (scopes: readonly string[]) =>
    `This shop has not given Amends the permission for gift cards (${scopes.join(', ')}).`,
  notReachable:
    'Shopify knows no e-mail address and no telephone number of this customer, so it could not send the card.',
  give: (amount: string) => `Give a gift card of ${amount}`,
  gets: (who: string, amount: string, until: string) =>
    `${who} gets a gift card of ${amount}, to spend until ${until}. Shopify sends them the code.`,
  named: (amount: string) => `Gift card of ${amount}`,
  code: 'Code',
  endsIn: (last: string) => `Ends in ${last.toUpperCase()}`,
  worth: 'Worth',
  until: 'Valid until',
  mail: 'Sent to the customer',
  sent: 'Yes, by Shopify',
  notSent: 'Not yet',
  notSendable: (why: string) => `No: ${why}`,
  arrived: 'Sent to the customer',
  issued: (who: string) => ({
    heading: `Gift card made for ${who}`,
    text: 'Shopify has not sent them the code yet. We keep asking it to.',
  }),
  settled: (amount: string, who: string) => ({
    heading: `Gift card of ${amount} given to ${who}`,
    text: 'It can be spent at once. Shopify has sent them the code.',
  }),
  settledUntold: (amount: string, who: string) => ({
    heading: `Gift card of ${amount} given to ${who}`,
    text: 'It can be spent at once, but Shopify could not send the code. Open the gift card in Shopify and send it from there.',
  }),
  failed: {
    heading: 'The gift card was switched off',
    text: 'Somebody deactivated it in Shopify, and nothing is held. You can decide again.',
  },
  undoing: (who: string) =>
    `${who} can no longer spend it, and a card that is switched off stays so. If some of it was spent meanwhile, it stays given.`,
};

/** Why this gift card cannot be given, and what to do about it. */
export function giftCardProblem(problem: GiftCardProblem, print: Print): string {
  switch (problem.kind) {
    case 'no_customer':
      return giftCardTexts.guest;
    case 'not_permitted':
      return giftCardTexts.notPermitted(problem.scopes);
    case 'not_reachable':
      return giftCardTexts.notReachable;
    case 'more_than_a_card':
      return `One gift card holds at most ${print(problem.most)}; this would be ${print(problem.asked)}.`;
    default:
      return goodwillProblem(problem);
  }
}
