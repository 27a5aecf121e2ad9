import { deleteHandled, oldDeliveries } from '#app/db/webhook-deliveries.server.ts';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import type { InboxMeans } from './work-off-inbox.server.ts';

/**
 * Shopify delivers again for 4 hours (8 retries; shopify.dev changelog 2024-09-10; it was 48 hours before). A month
 * leaves room for deliveries that people send again by hand, and for looking up what came.
 */
const keptMs = 30 * 24 * 60 * 60 * 1000;
/** A sweep takes at most this many, so that it holds nobody up; the next one goes on from there. */
const mostPerSweep = 500;

/** Removes deliveries that were handled and are a month old. What was never handled stays. Answers how many went. */
export async function forgetOldDeliveries({ db, clock }: Pick<InboxMeans, 'db' | 'clock'>): Promise<number> {
  const before = new Date(clock.now().getTime() - keptMs);
  const old = await db.asSystem((client) => oldDeliveries(client, before, mostPerSweep));
  let removed = 0;
  for (const shop of new Set(old.map((one) => one.shop_id))) {
    const shopId = trusted(parseShopId, shop);
    const webhookIds = old.filter((one) => one.shop_id === shop).map((one) => one.webhook_id);
    removed += await deleteHandled(db.statements(shopId), shopId, webhookIds);
  }
  return removed;
}
