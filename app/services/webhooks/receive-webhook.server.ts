import type { ShopContext } from '../context.ts';
import type { WebhookSubject } from './subject.ts';

export type ReceivedWebhook = {
  webhookId: string;
  eventId: string | null;
  topic: string;
  triggeredAt: Date | null;
  subject: WebhookSubject;
};

/**
 * Records a delivery and leaves the work to the worker, in one transaction. A repeat is known by its delivery id
 * (the same on Shopify's retries), and the same event in two deliveries by its event id: neither has a second effect.
 */
export async function receiveWebhook(ctx: ShopContext, received: ReceivedWebhook): Promise<{ repeated: boolean }> {
  const { shopId } = ctx;
  const { webhookId, eventId, topic, triggeredAt, subject } = received;
  return ctx.db.atomically(shopId, async (tx) => {
    const added = await tx.$executeRaw`
      INSERT INTO webhook_deliveries (shop_id, webhook_id, event_id, topic, triggered_at, received_at, subject)
      SELECT ${shopId}, ${webhookId}, ${eventId}, ${topic}, ${triggeredAt}::timestamptz, ${ctx.clock.now()}::timestamptz, ${JSON.stringify(subject)}::jsonb
      WHERE NOT EXISTS (SELECT 1 FROM webhook_deliveries WHERE shop_id = ${shopId} AND event_id = ${eventId} AND topic = ${topic})
      ON CONFLICT (shop_id, webhook_id) DO NOTHING`;
    if (added === 0) return { repeated: true };
    await ctx.jobs.enqueue(tx, { name: 'handle-webhook', shopId, webhookId });
    return { repeated: false };
  });
}
