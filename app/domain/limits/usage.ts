import type { RemedyKind } from '../remedy/kinds.ts';
import type { GivenBefore } from './given-before.ts';

/** Held and given in some span: face value and cost in minor units of the shop's currency, and how many remedies. */
export type Amounts = { face: number; cost: number; remedies: number };

/** What has been used of the limits that reach past one case. */
export type SharedUsage = {
  person: { day: Amounts };
  /** Null where nobody can tell who the customer is. */
  customer: { days30: Amounts; days90: Amounts; days365: Amounts } | null;
  shop: { hour: Amounts; hours24: Amounts; day: Amounts; month: Amounts };
};

/** Everything that a decision counts, in minor units of the shop's currency. */
export type LimitUsage = SharedUsage & {
  case: { face: number; byKind: Partial<Record<RemedyKind, number>> };
  /** `paid`: what the customer paid for the order. */
  order: { face: number; paid: number };
  /** What was given for the same incident elsewhere. */
  before: readonly GivenBefore[];
};

const nothing: Amounts = { face: 0, cost: 0, remedies: 0 };

/** Before anything was given. */
export const unused: SharedUsage = {
  person: { day: nothing },
  customer: { days30: nothing, days90: nothing, days365: nothing },
  shop: { hour: nothing, hours24: nothing, day: nothing, month: nothing },
};
