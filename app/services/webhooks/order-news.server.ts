import { markOrdersStale } from '#app/db/order-snapshots.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { WaitingDelivery } from '#app/db/webhook-deliveries.server.ts';
import { parseOrderId, parseRemedyId, trusted } from '#app/domain/ids.ts';
import type { OrderId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';

// A refund in doubt, or money on its way: Shopify has just said something about it.
const ofMoney: readonly string[] = ['refunds/create', 'order_transactions/create'];
const ofOrders: readonly string[] = [...ofMoney, 'orders/updated', 'fulfillments/update', 'fulfillment_events/create'];

/** Whether a delivery only says that something about an order has changed. Nearly all of them do. */
export const isOrderNews = ({ topic }: WaitingDelivery): boolean => ofOrders.includes(topic);

/**
 * What all these deliveries say, at once: our copies of the orders are old, and the refunds on them that wait for news
 * are to be looked at. However many speak of an order, it is marked once and a refund is asked for once.
 *
 * Answers the deliveries that have to come again: somebody else is deciding on their order at this moment.
 */
export async function handleOrderNews(
  ctx: ShopContext,
  tx: Statements,
  deliveries: readonly WaitingDelivery[],
): Promise<WaitingDelivery[]> {
  const orders = ordersOf(deliveries);
  if (orders.length === 0) return [];
  const held = await markOrdersStale(tx, ctx.shopId, orders, ctx.clock.now());
  const isHeld = ({ subject }: WaitingDelivery) => subject.orderId !== undefined && held.has(subject.orderId);
  const withMoney = ordersOf(deliveries.filter((one) => ofMoney.includes(one.topic) && !isHeld(one)));
  if (withMoney.length > 0) await lookAtRemediesOf(ctx, tx, withMoney);
  return deliveries.filter(isHeld);
}

function ordersOf(deliveries: readonly WaitingDelivery[]): OrderId[] {
  return [...new Set(deliveries.flatMap(({ subject }) => parseOrderId(subject.orderId) ?? []))];
}

async function lookAtRemediesOf(ctx: ShopContext, tx: Statements, orders: OrderId[]): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM remedies WHERE shop_id = ${ctx.shopId} AND order_id = ANY(${orders}) AND state IN ('unknown', 'issued')`;
  for (const { id } of rows)
    await ctx.jobs.enqueue(tx, { name: 'follow-remedy', shopId: ctx.shopId, remedyId: trusted(parseRemedyId, id) });
}
