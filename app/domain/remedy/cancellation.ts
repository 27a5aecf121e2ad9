import type { OrderId } from '../ids.ts';
import type { Order, OrderLine } from '../order.ts';
import type { Basis } from './plug.ts';
import type { Refundable, RefundFound, RefundPlan } from './refund.ts';

export type CancellationParts = {
  ask: CancellationAsk;
  facts: CancellationFacts;
  plan: CancellationPlan;
  proof: CancellationProof;
  problem: CancellationProblem;
};

/** Why she wants it cancelled, in the order in which it is asked. It is for the shop to learn from. */
export const cancelWhys = ['late', 'cheaper', 'changed_mind', 'ordered_twice', 'wrong_details', 'other'] as const;
export type CancelWhy = (typeof cancelWhys)[number];

/** What Shopify writes down as the reason (its OrderCancelReason). */
export const cancelReasons = ['customer', 'inventory', 'fraud', 'declined', 'staff', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Shopify's note for staff holds 255 characters; the rest of them is the complaint's number and our marker. */
export const longestStaffNote = 180;

/** An order that is cancelled before anything of it was sent. Everything that can still be refunded goes back. */
export type CancellationAsk = {
  why: CancelWhy;
  reason: CancelReason;
  restock: boolean;
  /** Shopify writes to the customer that the order was cancelled. */
  notify: boolean;
  note: string;
};

/** How much of an order has left. Shopify cancels only what was not sent at all. */
export type Sent = 'nothing' | 'some' | 'everything';

export type CancellationFacts = Basis &
  Pick<Refundable, 'maximum' | 'parents' | 'refunds'> & {
    sent: Sent;
    /** Units of each line that have left, and that have not. */
    lines: { title: string; sent: number; left: number }[];
    /** A return is asked for or under way: Shopify does not cancel then. */
    openReturn: boolean;
  };

/** What is sent: the cancellation, and the refund that follows it. */
export type CancellationPlan = CancellationAsk & {
  orderId: OrderId;
  orderName: string;
  /** An amount on each payment, of no lines: Shopify has taken the lines off the order then. Null when nothing is left to refund. */
  refund: RefundPlan | null;
};

export type CancellationProof = {
  cancelledAt: string;
  /** Null: nothing was left to refund, or the refund was not made. */
  refund: RefundFound | null;
};

export type CancellationProblem =
  | { kind: 'already_cancelled' }
  /** A decision of ours to cancel it is being carried out, or was. */
  | { kind: 'decided_already' }
  | { kind: 'sent' }
  | { kind: 'partly_sent'; lines: CancellationFacts['lines'] }
  | { kind: 'open_return' };

// A parcel that was cancelled never left.
const leftUs = (order: Order) => order.fulfillments.filter(({ status }) => status !== 'canceled');

/** How much of our copy of an order has left. */
export function sentOf(order: Order): Sent {
  if (leftUs(order).length === 0) return 'nothing';
  return order.fulfillmentStatus === 'fulfilled' ? 'everything' : 'some';
}

/** Units of each line of our copy that were sent and not refunded, by the line's id; lines without any are absent. */
export function sentUnitsOf(order: Order): Record<string, number> {
  const sent = leftUs(order).flatMap((parcel) => parcel.lines);
  return unitsByLine(order, ({ id, refundableQuantity }) => {
    const units = sent.filter((each) => each.lineItemId === id).reduce((total, each) => total + each.quantity, 0);
    return Math.min(refundableQuantity, units);
  });
}

/** Units of each line of our copy that are neither sent nor refunded, by the line's id; lines without any are absent. */
export function unsentUnitsOf(order: Order): Record<string, number> {
  const sent = sentUnitsOf(order);
  return unitsByLine(order, ({ id, refundableQuantity }) => refundableQuantity - (sent[id] ?? 0));
}

const unitsByLine = ({ lines }: Order, unitsOf: (line: OrderLine) => number): Record<string, number> =>
  Object.fromEntries(lines.map((line) => [line.id, unitsOf(line)] as const).filter(([, units]) => units > 0));
