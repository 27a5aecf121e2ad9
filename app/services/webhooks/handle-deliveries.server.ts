import type { Statements } from '#app/db/statements.server.ts';
import { saveUninstalled } from '#app/db/shops.server.ts';
import {
  markHandled,
  putOffDeliveries,
  takeDelivery,
  takeDueDeliveries,
  type WaitingDelivery,
} from '#app/db/webhook-deliveries.server.ts';
import type { ShopContext } from '../context.ts';
import { answerDataRequest, eraseCustomer, eraseShop } from '../privacy/privacy.server.ts';
import { hearNews, isNews } from './news.server.ts';

/** How long deliveries wait whose order is being decided on: longer than any transaction of ours takes. */
const busyOrderMs = 1_000;

/** How many were found, and those of them that have to be handled one by one. */
export type Batch = { taken: number; alone: readonly WaitingDelivery[] };

/**
 * Handles what is due in a shop's inbox and says no more than "look at this order", all of it in one short transaction
 * that waits for nobody. Alone: what asks for more, what has failed before, and all of them when the batch fails.
 */
export async function handleBatch(ctx: ShopContext, most: number): Promise<Batch> {
  let batch: readonly WaitingDelivery[] = [];
  const together = (one: WaitingDelivery) => isNews(one) && one.failedAttempts === 0;
  try {
    await ctx.db.atomically(
      ctx.shopId,
      async (tx) => {
        batch = await takeDueDeliveries(tx, ctx.shopId, ctx.clock.now(), most);
        await handleNews(ctx, tx, batch.filter(together));
      },
      { name: 'webhooks' },
    );
    return { taken: batch.length, alone: batch.filter((one) => !together(one)) };
  } catch (error) {
    if (batch.length === 0) throw error;
    ctx.log.warn({ err: error, deliveries: batch.length }, 'webhooks failed together; each is tried alone');
    return { taken: batch.length, alone: batch };
  }
}

/**
 * Does what one delivery asks for, once, together with the note that it was done. Deliveries come late, twice and out of
 * order: so each only makes us look, or is checked against when it was triggered.
 */
export async function handleAlone(ctx: ShopContext, webhookId: string): Promise<void> {
  await ctx.db.atomically(
    ctx.shopId,
    async (tx) => {
      // Whoever holds what we need for that long makes this delivery come again, and no other wait for it.
      await tx.$executeRaw`SET LOCAL lock_timeout = '5s'`;
      const delivery = await takeDelivery(tx, ctx.shopId, webhookId);
      if (!delivery) return;
      if (isNews(delivery)) return handleNews(ctx, tx, [delivery]);
      await markHandled(tx, ctx.shopId, [webhookId], ctx.clock.now());
      await handleRare(ctx, tx, delivery);
    },
    { name: 'webhook' },
  );
}

async function handleNews(ctx: ShopContext, tx: Statements, news: readonly WaitingDelivery[]): Promise<void> {
  const now = ctx.clock.now();
  const again = await hearNews(ctx, tx, news);
  const done = again.length === 0 ? news : news.filter((one) => !again.includes(one));
  await markHandled(tx, ctx.shopId, idsOf(done), now);
  await putOffDeliveries(tx, ctx.shopId, idsOf(again), new Date(now.getTime() + busyOrderMs));
}

const idsOf = (deliveries: readonly WaitingDelivery[]) => deliveries.map(({ webhookId }) => webhookId);

async function handleRare(
  ctx: ShopContext,
  tx: Statements,
  { topic, subject, triggeredAt, receivedAt }: WaitingDelivery,
): Promise<void> {
  const at = triggeredAt ?? receivedAt;
  switch (topic) {
    case 'app/uninstalled':
      await saveUninstalled(tx, ctx.shopId, at);
      return;
    case 'app/scopes_update':
      await tx.$executeRaw`
        UPDATE shops SET scopes = ${(subject.scopes ?? []).join(',')}, refreshed_at = ${at}
        WHERE shop_id = ${ctx.shopId} AND refreshed_at <= ${at}`;
      return;
    case 'customers/data_request':
      return answerDataRequest(ctx, tx, subject);
    case 'customers/redact':
      return eraseCustomer(ctx, tx, subject);
    case 'shop/redact':
      // Takes the shop's every row with it, this delivery and the note on it included.
      return eraseShop(ctx, tx);
    default:
      return;
  }
}
