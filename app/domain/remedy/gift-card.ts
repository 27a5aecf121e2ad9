import type { Money } from '../money.ts';
import type { Day } from '../shop-day.ts';
import type { GoodwillValue } from './families.ts';
import type { GoodwillProblem, Validity } from './goodwill.ts';
import type { Basis, WithCase } from './plug.ts';

export type GiftCardParts = {
  ask: GiftCardAsk;
  facts: GiftCardFacts;
  plan: GiftCardPlan;
  proof: GiftCardProof;
  problem: GiftCardProblem;
};

/** A gift card out of goodwill, in the currency the customer paid in. */
export type GiftCardAsk = { amount: Money; months: Validity };

/** What making a card takes, and naming the customer whose card it is. Both are optional: a shop may not have given them. */
export const giftCardScopes = ['write_gift_cards', 'write_customers'] as const;

/** Those of the card's permissions that a shop has not given. */
export const missingForGiftCards = (granted: readonly string[]): string[] =>
  giftCardScopes.filter((scope) => !granted.includes(scope));

export type GiftCardFacts = Basis &
  WithCase & {
    timeZone: string;
    missingScopes: string[];
    /** Shopify can send her the code: it knows an e-mail address or a telephone number. */
    reachable: boolean;
    /** The most that one card may hold, in the shop's currency. */
    most: Money;
  };

export type GiftCardPlan = {
  customerId: string;
  amount: GoodwillValue;
  /** Valid to the end of this day in the shop. */
  expiresOn: Day;
};

/** Never the code: whoever reads it can spend it. Shopify shows the last characters, and sends the rest to the customer. */
export type GiftCardProof = {
  giftCardId: string;
  lastCharacters: string;
  amount: Money;
  balance: Money;
  expiresOn: Day | null;
  createdAt: string;
  /** Whether Shopify has sent her the card; a sentence where Shopify refused to. */
  notice: 'sent' | 'not_sent' | { refused: string };
};

export type GiftCardProblem =
  | GoodwillProblem
  | { kind: 'no_customer' }
  | { kind: 'not_permitted'; scopes: string[] }
  | { kind: 'not_reachable' }
  | { kind: 'more_than_a_card'; most: Money; asked: Money };
