import type { Standing } from './plug.ts';
import type { RefundFound } from './refund.ts';

/** What a refund at Shopify means for us: its money has arrived, is on its way, or came back. */
export function refundStanding({ transactions }: Pick<RefundFound, 'transactions'>): Standing {
  const statuses = transactions.map((transaction) => transaction.status);
  // A refund without transactions moves no money (yet).
  if (statuses.length === 0) return 'issued';
  if (statuses.every((status) => status === 'success')) return 'settled';
  // Only when all of it failed is nothing given; a part that succeeded, or is unclear, keeps the whole held.
  if (statuses.every((status) => status === 'failure' || status === 'error')) return 'failed';
  return 'issued';
}
