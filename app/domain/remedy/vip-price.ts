import type { Severity } from '../complaint/complaint.ts';
import type { OrderId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { DiscountStatus } from './discount-code.ts';
import type { GoodwillValue } from './families.ts';
import type { Basis, WithCase } from './plug.ts';
import type { RunningDiscount } from './running-discounts.ts';

export type VipPriceParts = {
  ask: VipPriceAsk;
  facts: VipPriceFacts;
  plan: VipPricePlan;
  proof: VipPriceProof;
  problem: VipPriceProblem;
};

/** So many percent off all her later orders, without an end. */
export type VipPriceAsk = {
  /** Whole, 1 to `mostVipPercent`. */
  percent: number;
  /** What she reads beside it at checkout. */
  title: string;
  /** Whether it applies together with other discounts. */
  combines: boolean;
};

export type VipPriceFacts = Basis &
  WithCase & {
    /** Whether she can sign in to the shop; null for a guest. */
    hasAccount: boolean | null;
    /** All she has bought so far, in the shop's currency; null for a guest. */
    spent: Money | null;
    /** Discounts that apply by themselves at this moment, at most `mostRunning`. */
    running: RunningDiscount[];
  };

/** Exactly what will be sent, but for the mark behind the title and the tag: those follow from the remedy's id. */
export type VipPricePlan = {
  orderId: OrderId;
  customerId: string;
  percent: number;
  title: string;
  combines: boolean;
  /** What it is taken to be worth, in the shop's currency: nobody knows what she will buy. */
  estimate: GoodwillValue;
};

export type VipPriceProof = {
  discountId: string;
  status: DiscountStatus;
  /** On how many orders she has had it so far; Shopify counts late. */
  uses: number;
  startsAt: string | null;
  endsAt: string | null;
};

export type VipPriceProblem =
  | { kind: 'no_customer' }
  | { kind: 'severity_too_low'; severity: Severity }
  | { kind: 'percent_out_of_range'; most: number }
  | { kind: 'title_missing' }
  | { kind: 'title_too_long'; most: number }
  /** One of ours is hers already. */
  | { kind: 'has_one'; title: string }
  /** Shopify runs no more discounts that apply by themselves than so many at a time. */
  | { kind: 'no_room'; most: number }
  /** She has never paid for anything, so nothing says what it is worth. */
  | { kind: 'worth_unknown' }
  /** Nothing was paid for this order in another currency, so nothing says what it is worth in hers. */
  | { kind: 'no_rate'; currency: string };

/** More than that on every order for ever is a mistake in the field. */
export const mostVipPercent = 50;

/** Room is left for the mark that makes the title unique; Shopify takes 255 characters. */
export const longestVipTitle = 100;

/** "At any given time, only 25 automatic discounts can be active": the description of ACTIVE_PERIOD_OVERLAP [S]. */
export const mostRunning = 25;
