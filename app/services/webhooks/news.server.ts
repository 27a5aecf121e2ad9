import { markOrdersStale } from '#app/db/order-snapshots.server.ts';
import { remediesSpokenOf } from '#app/db/remedies-spoken-of.server.ts';
import type { SpokenOf } from '#app/db/remedies-spoken-of.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { WaitingDelivery } from '#app/db/webhook-deliveries.server.ts';
import { parseOrderId, parseRemedyId } from '#app/domain/ids.ts';
import type { OrderId, RemedyId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import { whatToDo } from './what-to-do.ts';
import type { News } from './what-to-do.ts';

const ofDiscounts: readonly string[] = ['discounts/create', 'discounts/update', 'discounts/delete'];
const ofReturns: readonly string[] = [
  'returns/approve',
  'returns/cancel',
  'returns/close',
  'returns/decline',
  'returns/process',
  'returns/reopen',
  'returns/update',
];
const topicsOfNews: readonly string[] = [
  'refunds/create',
  'order_transactions/create',
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'fulfillments/create',
  'fulfillments/update',
  'fulfillment_events/create',
  ...ofDiscounts,
  ...ofReturns,
];

/** Whether a delivery only says that something about an order, a discount or a return has changed. Nearly all of them do. */
export const isNews = ({ topic }: WaitingDelivery): boolean => topicsOfNews.includes(topic);

// A remedy's own events come while it is still being recorded: what is then held is not compared. A moment later it is.
const checkAfterMs = 5_000;

/**
 * What all these deliveries say, at once: our copies of the orders are old; remedies that wait for news are to be looked
 * at, now; a code that was used is to be looked at; and what may differ from what we wrote down is to be compared. However
 * many speak of a thing, it is asked for once.
 *
 * Answers the deliveries that have to come again: somebody else is deciding on their order at this moment.
 */
export async function hearNews(
  ctx: ShopContext,
  tx: Statements,
  deliveries: readonly WaitingDelivery[],
): Promise<WaitingDelivery[]> {
  if (deliveries.length === 0) return [];
  const orders = deliveries.flatMap(({ subject }) => parseOrderId(subject.orderId) ?? []);
  const held =
    orders.length === 0 ? new Set() : await markOrdersStale(tx, ctx.shopId, [...new Set(orders)], ctx.clock.now());
  const isHeld = ({ subject }: WaitingDelivery) => subject.orderId !== undefined && held.has(subject.orderId);
  const news = deliveries.filter((one) => !isHeld(one)).map(readNews);
  await act(ctx, tx, news);
  return deliveries.filter(isHeld);
}

const readNews = ({ topic, subject }: WaitingDelivery): News => ({
  topic,
  orderId: parseOrderId(subject.orderId),
  refundId: subject.refundId ?? null,
  discountId: subject.discountId ?? null,
  returnId: subject.returnId ?? null,
  codes: subject.codes ?? [],
  marks: (subject.marks ?? []).flatMap((id) => parseRemedyId(id) ?? []),
});

async function act(ctx: ShopContext, tx: Statements, news: readonly News[]): Promise<void> {
  if (news.length === 0) return;
  const { shopId, jobs } = ctx;
  const remedies: SpokenOf[] = await remediesSpokenOf(tx, shopId, {
    orders: unique(news.flatMap(({ orderId }) => orderId ?? [])),
    returns: unique(news.flatMap(({ returnId }) => returnId ?? [])),
    discounts: unique(news.flatMap(({ discountId }) => discountId ?? [])),
    codes: unique(news.flatMap(({ codes }) => codes)),
    marks: unique<RemedyId>(news.flatMap(({ marks }) => marks)),
  });
  const { follow, refresh, check } = whatToDo(news, remedies);
  for (const remedyId of follow) await jobs.enqueue(tx, { name: 'follow-remedy', shopId, remedyId });
  for (const { remedyId, usedOn } of refresh)
    await jobs.enqueue(tx, { name: 'refresh-remedy', shopId, remedyId, usedOn });
  for (const [orderId, named] of check)
    await jobs.enqueue(tx, { name: 'check-order', shopId, orderId, named }, checkAfterMs);
}

const unique = <Item extends string | OrderId>(items: readonly Item[]): Item[] => [...new Set(items)];
