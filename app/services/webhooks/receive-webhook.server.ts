import { addDelivery } from '#app/db/webhook-deliveries.server.ts';
import type { ReceivedWebhook } from '#app/db/webhook-deliveries.server.ts';
import type { ShopContext } from '../context.ts';

/**
 * Puts a delivery into the inbox, in one statement; the worker finds it there. A repeat is known by its delivery id (the
 * same on Shopify's retries), and the same event in two deliveries by its event id: neither has a second effect.
 */
export async function receiveWebhook(ctx: ShopContext, received: ReceivedWebhook): Promise<{ repeated: boolean }> {
  const added = await addDelivery(ctx.db.statements(ctx.shopId), ctx.shopId, received, ctx.clock.now());
  return { repeated: !added };
}
