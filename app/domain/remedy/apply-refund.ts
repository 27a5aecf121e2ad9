import { add, atLeastZero, shopValue, subtract, sum } from '../money.ts';
import type { Order, OrderRefund } from '../order.ts';
import type { RefundFound, RefundPlan } from './refund.ts';
import type { RemedyId } from '../ids.ts';

/**
 * Our copy of an order with a refund of ours in it, so that the screen is right at once and without another read.
 * The refund may be in it already (found again, or its transactions moved on): then it is replaced, never added.
 */
export function applyRefund(order: Order, remedyId: RemedyId, plan: RefundPlan, found: RefundFound): Order {
  const known = order.refunds.find((refund) => refund.id === found.refundId);
  const refund: OrderRefund = {
    id: found.refundId,
    createdAt: found.createdAt,
    amount: found.amount,
    note: known?.note ?? null,
    remedyId,
    transactions: found.transactions,
  };
  const newlyRefunded = subtract(
    confirmed(refund, order.currency),
    known ? confirmed(known, order.currency) : { minor: 0, currency: order.currency },
  );
  const refundedNow = add(order.refunded.presentment, newlyRefunded);
  const shopNow =
    newlyRefunded.minor > 0 ? add(order.refunded.shop, shopValue(newlyRefunded, order.total)) : order.refunded.shop;
  return {
    ...order,
    refunded: { presentment: refundedNow, shop: shopNow },
    financialStatus: statusAfter(order, refundedNow.minor),
    refunds: [...order.refunds.filter((each) => each.id !== refund.id), refund],
    lines: known
      ? order.lines
      : order.lines.map((line) => {
          const quantity = plan.lines
            .filter((each) => each.lineItemId === line.id)
            .reduce((total, each) => total + each.quantity, 0);
          return { ...line, refundableQuantity: Math.max(0, line.refundableQuantity - quantity) };
        }),
  };
}

const confirmed = (refund: OrderRefund, currency: string) =>
  sum(
    refund.transactions
      .filter((transaction) => transaction.status === 'success')
      .map((transaction) => transaction.amount),
    currency,
  );

function statusAfter(order: Order, refundedMinor: number): Order['financialStatus'] {
  if (refundedMinor <= 0) return order.financialStatus;
  const left = atLeastZero(subtract(order.received.presentment, { minor: refundedMinor, currency: order.currency }));
  return left.minor === 0 ? 'refunded' : 'partially_refunded';
}
