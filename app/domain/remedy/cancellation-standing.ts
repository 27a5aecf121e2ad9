import type { OrderRefund } from '../order.ts';
import type { RemedyId } from '../ids.ts';
import type { CancellationPlan, CancellationProof } from './cancellation.ts';
import type { Standing } from './plug.ts';
import { refundStanding } from './refund-standing.ts';
import type { RefundFound } from './refund.ts';

/** An order as Shopify shows it to whoever asks what became of its cancellation. */
export type SeenOrder = {
  cancelledAt: string | null;
  /** The remedy that cancelled it, by our marker in the note for staff; null when it was done elsewhere. */
  cancelledBy: RemedyId | null;
  refunds: OrderRefund[];
};

/**
 * How far a cancellation is. `open`: the order is not cancelled. `elsewhere`: somebody else cancelled it, so it is none of
 * ours. `refund_missing`: it is ours, and what should go back has not been refunded.
 */
export type CancelStage =
  | { kind: 'open' }
  | { kind: 'elsewhere' }
  | { kind: 'refund_missing'; cancelledAt: string }
  | { kind: 'done'; proof: CancellationProof };

export function cancelStage(seen: SeenOrder, plan: CancellationPlan, remedyId: RemedyId): CancelStage {
  const { cancelledAt, cancelledBy, refunds } = seen;
  if (cancelledAt === null) return { kind: 'open' };
  if (cancelledBy !== remedyId) return { kind: 'elsewhere' };
  if (plan.refund === null) return { kind: 'done', proof: { cancelledAt, refund: null } };
  const ours = refunds.find((refund) => refund.remedyId === remedyId);
  if (!ours) return { kind: 'refund_missing', cancelledAt };
  return { kind: 'done', proof: { cancelledAt, refund: refundOf(plan, ours) } };
}

const refundOf = (
  { orderId }: CancellationPlan,
  { id, createdAt, amount, transactions }: OrderRefund,
): RefundFound => ({
  refundId: id,
  orderId,
  createdAt,
  amount,
  transactions,
});

/** Arrived with the refund's money; where nothing was to go back, with the cancellation. */
export function cancellationStanding({ refund }: CancellationProof, plan: CancellationPlan): Standing {
  if (plan.refund === null) return 'settled';
  return refund ? refundStanding(refund, plan.refund) : 'failed';
}
