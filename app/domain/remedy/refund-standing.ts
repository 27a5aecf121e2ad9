import type { RefundTransaction } from '../order.ts';
import type { Standing } from './plug.ts';
import type { RefundFound, RefundPlan } from './refund.ts';

/** What a refund at Shopify means for us: its money has arrived, is on its way, or came back. */
export function refundStanding({ transactions, amount }: RefundFound, plan: RefundPlan): Standing {
  const statuses = transactions.map((transaction) => transaction.status);
  const credit = plan.storeCredit;
  // A refund without transactions moves no money (yet). Store credit is there with the refund: should Shopify show no
  // transaction for it, then the sum of the refund says that it is.
  if (statuses.length === 0)
    return credit && plan.parts.length === 0 && amount.minor >= plan.amount.minor ? 'settled' : 'issued';
  if (statuses.every((status) => status === 'success')) return 'settled';
  // Only when all of it failed is nothing given; a part that succeeded, or is unclear, keeps the whole held.
  const allFailed = statuses.every((status) => status === 'failure' || status === 'error');
  return allFailed && (!credit || transactions.some(isCredit)) ? 'failed' : 'issued';
}

const isCredit = ({ gateway }: RefundTransaction): boolean => gateway.includes('store_credit');
