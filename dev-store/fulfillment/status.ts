import { fulfillmentStatus, type FulfillmentState } from '../orders/totals.ts';
import type { Order } from '../state/types.ts';
import { workOf } from './work.ts';

/**
 * `Order.displayFulfillmentStatus`: a cancelled order that was never sent reads UNFULFILLED, one whose open fulfillment
 * orders are all held reads ON_HOLD [W].
 */
export function shownFulfillmentStatus(order: Order): FulfillmentState | 'ON_HOLD' {
  const status = fulfillmentStatus(order);
  if (status === 'RESTOCKED' && order.cancelledAt !== null) return 'UNFULFILLED';
  if (status !== 'UNFULFILLED' || order.fulfillmentOrders === undefined) return status;
  const open = workOf(order).filter((work) => work.status !== 'CLOSED');
  return open.length > 0 && open.every((work) => work.status === 'ON_HOLD') ? 'ON_HOLD' : status;
}
