import type { RemedyId } from '../ids.ts';
import type { Money } from '../money.ts';
import { endOfDay } from '../shop-day.ts';
import type { Day } from '../shop-day.ts';
import type { GoodwillValue } from './families.ts';
import type { GoodwillProblem, Validity } from './goodwill.ts';
import type { Basis, WithCase } from './plug.ts';

export type StoreCreditParts = {
  ask: StoreCreditAsk;
  facts: StoreCreditFacts;
  plan: StoreCreditPlan;
  proof: StoreCreditProof;
  problem: StoreCreditProblem;
};

/** Store credit out of goodwill, in the currency the customer paid in. */
export type StoreCreditAsk = { amount: Money; months: Validity };

export type StoreCreditFacts = Basis &
  WithCase & {
    timeZone: string;
    /** Customers can spend store credit: it is switched on, and they have the new customer accounts. */
    usable: boolean;
    /** What she has on her account in the order's currency; null without one. */
    balance: Money | null;
  };

export type StoreCreditPlan = {
  customerId: string;
  amount: GoodwillValue;
  /** Valid to the end of this day, in `timeZone`. */
  expiresOn: Day;
  timeZone: string;
};

export type StoreCreditProof = {
  transactionId: string;
  accountId: string;
  amount: Money;
  expiresAt: string | null;
  createdAt: string;
};

export type StoreCreditProblem = GoodwillProblem | { kind: 'no_customer' } | { kind: 'not_usable' };

const hoursBefore = 6;

/**
 * The moment at which the credit of a remedy expires, to the second: ISO without fractions. A credit bears no note and no
 * key, but it shows this moment, so it is what we know ours by. It lies in the last six hours of the day that was
 * promised, differs from remedy to remedy, and is never at a second that a person would choose (0, 59).
 */
export function expiryOf({ expiresOn, timeZone }: StoreCreditPlan, remedyId: RemedyId): string {
  // The end of our ids is 48 random bits.
  const drawn = Number.parseInt(remedyId.slice(-12), 16);
  const minute = drawn % (hoursBefore * 60);
  const second = 1 + (Math.floor(drawn / (hoursBefore * 60)) % 58);
  const minuteStarts = endOfDay(expiresOn, timeZone).getTime() - (minute + 1) * 60_000;
  return new Date(minuteStarts + second * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
