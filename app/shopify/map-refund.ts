import { parseRemedyId } from '#app/domain/ids.ts';
import type { OrderId, RemedyId } from '#app/domain/ids.ts';
import { sum } from '#app/domain/money.ts';
import type { OrderRefund, RefundTransaction, TransactionStatus } from '#app/domain/order.ts';
import type { RefundFound } from '#app/domain/remedy/refund.ts';
import type { FoundRefundFragment, OrderTransactionStatus } from '#app/types/admin.generated.ts';
import { fromGid } from './gid.ts';
import { readMoney } from './map-money.ts';

/** The words in a refund's note by which we know it as ours, for ever. Shopify's key is kept 24 hours only. */
export const markerOf = (remedyId: RemedyId): string => `[amends:${remedyId}]`;

export function readMarker(note: string | null): RemedyId | null {
  const match = /\[amends:([0-9a-f-]{36})\]/.exec(note ?? '');
  return match ? parseRemedyId(match[1]) : null;
}

const statuses: Record<OrderTransactionStatus, TransactionStatus> = {
  AWAITING_RESPONSE: 'pending',
  PENDING: 'pending',
  SUCCESS: 'success',
  FAILURE: 'failure',
  ERROR: 'error',
  UNKNOWN: 'unknown',
};

function readTransactions(refund: FoundRefundFragment): RefundTransaction[] {
  return refund.transactions.nodes.map((transaction) => ({
    id: fromGid(transaction.id),
    status: statuses[transaction.status],
    amount: readMoney(transaction.amountSet.presentmentMoney),
    gateway: transaction.gateway ?? '',
  }));
}

// totalRefundedSet counts only what has succeeded, so a pending refund would read as nothing.
function amountOf(refund: FoundRefundFragment, transactions: RefundTransaction[]) {
  const currency = refund.totalRefundedSet.presentmentMoney.currencyCode;
  return transactions.length > 0
    ? sum(
        transactions.map((each) => each.amount),
        currency,
      )
    : readMoney(refund.totalRefundedSet.presentmentMoney);
}

export function readOrderRefund(refund: FoundRefundFragment): OrderRefund {
  const transactions = readTransactions(refund);
  return {
    id: fromGid(refund.id),
    createdAt: refund.createdAt ?? '',
    amount: amountOf(refund, transactions),
    note: refund.note,
    remedyId: readMarker(refund.note),
    transactions,
  };
}

export function foundRefund(orderId: OrderId, { id, createdAt, amount, transactions }: OrderRefund): RefundFound {
  return { refundId: id, orderId, createdAt, amount, transactions };
}
