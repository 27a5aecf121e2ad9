import type { Discount } from '../state/types.ts';

export type DiscountStatus = 'ACTIVE' | 'EXPIRED' | 'SCHEDULED';

/** Follows from the two dates alone [W]; a used-up discount stays ACTIVE (evidence is silent, the schema names no other). */
export function statusOf(discount: Pick<Discount, 'startsAt' | 'endsAt'>, now: number): DiscountStatus {
  if (discount.endsAt !== null && Date.parse(discount.endsAt) <= now) return 'EXPIRED';
  return Date.parse(discount.startsAt) > now ? 'SCHEDULED' : 'ACTIVE';
}
