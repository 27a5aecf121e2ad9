import { newRequestId } from '#app/db/new-id.server.ts';
import type { OrderId, RequestId } from '#app/domain/ids.ts';
import type { Order } from '#app/domain/order.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';
import { knownOrder } from '../orders/known-order.server.ts';

/** `not_hers`: there is no such order, or it is somebody else's; which of them is for nobody to know. */
export type OwnOrderProblem = { kind: 'not_hers' } | { kind: 'unavailable' };

/**
 * One of a customer's own orders, by what Shopify says whose it is (at most a quarter of an hour old).
 * @param customerId certain, by Shopify's signature
 */
export async function ownOrder(
  ctx: ShopContext,
  customerId: string,
  orderId: OrderId,
): Promise<Result<Order, OwnOrderProblem>> {
  const known = await knownOrder(ctx, orderId);
  if (!known.ok) return err({ kind: known.error.kind === 'not_found' ? 'not_hers' : 'unavailable' });
  const { order } = known.value;
  return order.customer?.id === customerId ? ok(order) : err({ kind: 'not_hers' });
}

/** The id of a report that begins: sent twice with it, it is the same report. */
export const beginReport = (): RequestId => newRequestId();
