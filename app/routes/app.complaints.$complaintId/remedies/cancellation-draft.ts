import { sentOf } from '#app/domain/remedy/cancellation.ts';
import type { CancelReason, CancelWhy, Sent } from '#app/domain/remedy/cancellation.ts';
import type { Order } from '#app/domain/order.ts';

/** What is chosen in the form of a cancellation. `why` is '' until somebody has asked. */
export type CancellationDraft = {
  why: CancelWhy | '';
  reason: CancelReason;
  restock: boolean;
  notify: boolean;
  note: string;
  /** How much of our copy of the order has left: then there is nothing to fill in, and Shopify is asked at once. */
  sent: Sent;
};

export const firstCancellation = (order: Order): CancellationDraft => ({
  why: '',
  reason: 'customer',
  restock: true,
  notify: true,
  note: '',
  sent: sentOf(order),
});
