import type { Check, LimitName } from './limits.ts';
import type { Amounts } from './usage.ts';

/** How much others may give beside a decision before one of its limits could be passed; null where nothing limits it. */
export type Room = { readonly [Measure in keyof Amounts]: number | null };

/** What a limit that reaches past one order counts. Null: on the order or the complaint, which whoever decides has locked. */
const shared: Record<LimitName, keyof Amounts | null> = {
  per_remedy: null,
  per_case: null,
  per_order: null,
  per_order_percent: null,
  per_customer: 'face',
  per_customer_count: 'remedies',
  per_day: 'face',
  shop_hour: 'face',
  shop_hour_count: 'remedies',
  shop_hours24: 'face',
  shop_hours24_count: 'remedies',
  shop_day: 'face',
  shop_day_cost: 'cost',
  shop_month: 'face',
  shop_month_cost: 'cost',
};

/**
 * The room of a decision: of each measure the least that any shared limit leaves besides what was asked. Whoever it is that
 * gives meanwhile counts against all of them, so it may be too little and never too much.
 */
export function roomOf(checks: readonly Check[]): Room {
  const room: Record<keyof Amounts, number | null> = { face: null, cost: null, remedies: null };
  for (const { limit, most, used, asked } of checks) {
    const measure = shared[limit];
    // What gives nothing away cannot be too much (limits.ts).
    if (measure === null || asked === 0) continue;
    room[measure] = Math.min(room[measure] ?? Infinity, most - used - asked);
  }
  return room;
}
