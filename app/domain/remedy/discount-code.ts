import type { OrderId } from '../ids.ts';
import type { Money, MoneyPair } from '../money.ts';
import type { Day } from '../shop-day.ts';
import type { GoodwillValue } from './families.ts';
import type { Basis, WithCase } from './plug.ts';
import type { RunningDiscount } from './running-discounts.ts';

export type DiscountCodeParts = {
  ask: DiscountCodeAsk;
  facts: DiscountCodeFacts;
  plan: DiscountCodePlan;
  proof: DiscountCodeProof;
  problem: DiscountCodeProblem;
};

/** A code for one later order. Amounts are in the shop's currency: Shopify keeps discounts in no other. */
export type DiscountCodeAsk = {
  value: CodeValueAsk;
  /** The smallest order that it can be used on, in the shop's currency. */
  minimum: Money | null;
  /** Valid to the end of the day that is so many days after today, in the shop's calendar. */
  validDays: number;
  /** Whether it can be used together with other discounts. */
  combines: boolean;
};

/** `percent`: whole, 1 to 100. `upTo`: shipping that costs more is not free; in the shop's currency. */
export type CodeValueAsk =
  | { kind: 'amount'; amount: Money }
  | { kind: 'percent'; percent: number }
  | { kind: 'free_shipping'; upTo: Money | null };

export type DiscountCodeFacts = Basis &
  WithCase & {
    timeZone: string;
    /** What this order's shipping came to. */
    shipping: MoneyPair;
    /** Whether she can sign in to the shop; null for a guest. */
    hasAccount: boolean | null;
    /** Discounts that apply by themselves at this moment. */
    running: RunningDiscount[];
  };

/** Exactly what will be sent, but for the code, the title and the tag: those follow from the remedy's id. */
export type DiscountCodePlan = {
  orderId: OrderId;
  value: CodeValue;
  minimum: Money | null;
  /** ISO, whole seconds. */
  startsAt: string;
  endsAt: string;
  /** The last day, in `timeZone`. */
  validThrough: Day;
  timeZone: string;
  /** Only she can use it; null = whoever has the code. Once in either case. */
  customerId: string | null;
  combines: boolean;
};

export type CodeValue =
  | { kind: 'amount'; amount: GoodwillValue }
  | { kind: 'percent'; percent: number }
  | { kind: 'free_shipping'; upTo: Money | null };

export type DiscountCodeProof = {
  discountId: string;
  code: string;
  status: DiscountStatus;
  /** How often it has been used: what Shopify counts, which may be late, or what its orders show. */
  uses: number;
  endsAt: string | null;
  usedOn: UsedOn | null;
};

/** `gone`: deleted by hand. */
export type DiscountStatus = 'scheduled' | 'active' | 'ended' | 'gone';

/** The order that the code was used on. `byHer`: the customer whom we gave it to; null when that cannot be told. */
export type UsedOn = { orderId: string; orderName: string; at: string; byHer: boolean | null };

export type DiscountCodeProblem =
  | { kind: 'nothing_asked' }
  | { kind: 'currency_differs'; expected: string; got: string; field: 'amount' | 'minimum' | 'upTo' }
  | { kind: 'percent_out_of_range' }
  | { kind: 'days_out_of_range'; most: number }
  /** This order (or its shipping) was free, so nothing says what the code is worth: an amount in the form must. */
  | { kind: 'worth_unknown' }
  /** Nothing was paid for this order in another currency, so nothing says what the amount is in hers. */
  | { kind: 'no_rate'; currency: string };

/** A little over two years. */
export const longestValidDays = 750;

const letters = '34679CDFHJKMNPQRTWXY';

/**
 * Eight letters and digits that follow from a remedy's id, in two groups: "7KDM-3XQP". None looks like another in any hand
 * or typeface (no 0 O, 1 I L, 2 Z, 5 S, 8 B, 6 G, U V), and there is no vowel to make a word with.
 */
export function shortName(remedyId: string): string {
  // The last 62 bits of our ids are random, whatever their version; 20^8 of them is 2^34.
  let rest = BigInt(`0x${remedyId.replaceAll('-', '').slice(16)}`);
  const base = BigInt(letters.length);
  let name = '';
  for (let place = 0; place < 8; place += 1) {
    name += letters[Number(rest % base)] ?? '';
    rest /= base;
  }
  return `${name.slice(0, 4)}-${name.slice(4)}`;
}

/** The code that a remedy gives, always the same: a second one cannot be made. */
export const codeOf = (remedyId: string): string => `SORRY-${shortName(remedyId)}`;
