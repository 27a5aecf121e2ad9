import type { Check, LimitName } from './limits.ts';
import type { CustomerDays } from './policy.ts';
import type { Amounts, SharedUsage } from './usage.ts';

/** What a limit counts on beyond one order: others may be using it at this moment. */
export type SharedLimit = {
  counter: 'shop' | 'person' | 'customer';
  window: keyof SharedUsage['shop'] | 'day' | `days${CustomerDays}`;
  measure: keyof Amounts;
};

/** Null: counted on the order or the complaint, which whoever decides has locked. */
const shared: Record<LimitName, SharedLimit | 'customer' | null> = {
  per_remedy: null,
  per_case: null,
  per_order: null,
  per_order_percent: null,
  per_customer: 'customer',
  per_customer_count: 'customer',
  per_day: { counter: 'person', window: 'day', measure: 'face' },
  shop_hour: { counter: 'shop', window: 'hour', measure: 'face' },
  shop_hour_count: { counter: 'shop', window: 'hour', measure: 'remedies' },
  shop_hours24: { counter: 'shop', window: 'hours24', measure: 'face' },
  shop_hours24_count: { counter: 'shop', window: 'hours24', measure: 'remedies' },
  shop_day: { counter: 'shop', window: 'day', measure: 'face' },
  shop_day_cost: { counter: 'shop', window: 'day', measure: 'cost' },
  shop_month: { counter: 'shop', window: 'month', measure: 'face' },
  shop_month_cost: { counter: 'shop', window: 'month', measure: 'cost' },
};

/** Where a limit is counted; null where the locks of order and complaint keep it from changing. */
export function sharedLimit(limit: LimitName, days: CustomerDays): SharedLimit | null {
  const found = shared[limit];
  if (found !== 'customer') return found;
  return { counter: 'customer', window: `days${days}`, measure: limit === 'per_customer' ? 'face' : 'remedies' };
}

/** The limits of a decision that have to be held to at the moment at which it is written down. */
export const sharedChecks = (checks: readonly Check[], days: CustomerDays): (SharedLimit & Check)[] =>
  checks.flatMap((check) => {
    const where = sharedLimit(check.limit, days);
    return where && check.asked > 0 ? [{ ...where, ...check }] : [];
  });
