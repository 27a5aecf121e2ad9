import type { Statements } from '#app/db/statements.server.ts';
import { markOrderStale } from '#app/db/order-snapshots.server.ts';
import { saveUninstalled } from '#app/db/shops.server.ts';
import { parseOrderId, parseRemedyId, trusted } from '#app/domain/ids.ts';
import type { OrderId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import { answerDataRequest, eraseCustomer, eraseShop } from '../privacy/privacy.server.ts';
import type { WebhookSubject } from './subject.ts';

/**
 * Does what a delivery asks for, once, together with the note that it was done. Deliveries come late, twice and out of
 * order: so each only makes us look, or is checked against when it was triggered.
 */
export async function handleWebhook(ctx: ShopContext, webhookId: string): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await ctx.db.atomically(shopId, async (tx) => {
    const [row] = await tx.$queryRaw<
      { topic: string; subject: WebhookSubject; triggered_at: Date | null; received_at: Date }[]
    >`
      UPDATE webhook_deliveries SET handled_at = ${now} WHERE shop_id = ${shopId} AND webhook_id = ${webhookId} AND handled_at IS NULL
      RETURNING topic, subject, triggered_at, received_at`;
    if (row) await handle(ctx, tx, row.topic, row.subject, row.triggered_at ?? row.received_at);
  });
}

async function handle(
  ctx: ShopContext,
  tx: Statements,
  topic: string,
  subject: WebhookSubject,
  triggeredAt: Date,
): Promise<void> {
  const orderId = parseOrderId(subject.orderId);
  switch (topic) {
    case 'orders/updated':
    case 'fulfillments/update':
    case 'fulfillment_events/create':
      if (orderId) await markOrderStale(tx, ctx.shopId, orderId, ctx.clock.now());
      return;
    case 'refunds/create':
    case 'order_transactions/create':
      if (orderId && (await markOrderStale(tx, ctx.shopId, orderId, ctx.clock.now())))
        await lookAtRemediesOf(ctx, tx, orderId);
      return;
    case 'app/uninstalled':
      await saveUninstalled(tx, ctx.shopId, triggeredAt);
      return;
    case 'app/scopes_update':
      await tx.$executeRaw`
        UPDATE shops SET scopes = ${(subject.scopes ?? []).join(',')}, refreshed_at = ${triggeredAt}
        WHERE shop_id = ${ctx.shopId} AND refreshed_at <= ${triggeredAt}`;
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

// A refund in doubt, or money on its way: Shopify has just said something about it.
async function lookAtRemediesOf(ctx: ShopContext, tx: Statements, orderId: OrderId): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM remedies WHERE shop_id = ${ctx.shopId} AND order_id = ${orderId} AND state IN ('unknown', 'issued')`;
  for (const { id } of rows)
    await ctx.jobs.enqueue(tx, { name: 'advance-remedy', shopId: ctx.shopId, remedyId: trusted(parseRemedyId, id) });
}
