import type { HeldRemedy } from './plug.ts';
import type { HeldRefund, Refundable, RefundPlan } from './refund.ts';

/** Every refund that our remedies on an order have made or will make, whatever kind of remedy it belongs to. */
export function refundsAmong(held: readonly HeldRemedy[]): HeldRefund[] {
  return held.flatMap(({ remedyId, ...each }) => {
    switch (each.kind) {
      case 'refund':
        return { remedyId, plan: each.plan };
      case 'cancellation':
        return each.plan.refund ? { remedyId, plan: each.plan.refund } : [];
      default:
        return [];
    }
  });
}

/** Those that Shopify's answer does not count yet: nothing is counted twice, and nothing in between is missed. */
export function inFlightOf({ refunds }: Pick<Refundable, 'refunds'>, held: readonly HeldRefund[]): RefundPlan[] {
  const counted = new Set(refunds.map((refund) => refund.remedyId));
  return held.filter((each) => !counted.has(each.remedyId)).map((each) => each.plan);
}
