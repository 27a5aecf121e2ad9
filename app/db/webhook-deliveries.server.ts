import { parseShopId, trusted } from '#app/domain/ids.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { WebhookSubject } from '#app/services/webhooks/subject.ts';
import type { Statements } from './statements.server.ts';

/** A delivery in the inbox: recorded, and not handled yet. */
export type WaitingDelivery = {
  webhookId: string;
  topic: string;
  subject: WebhookSubject;
  triggeredAt: Date | null;
  receivedAt: Date;
  failedAttempts: number;
};

type DeliveryRow = {
  webhook_id: string;
  topic: string;
  subject: WebhookSubject;
  triggered_at: Date | null;
  received_at: Date;
  failed_attempts: number;
};

const readDelivery = (row: DeliveryRow): WaitingDelivery => ({
  webhookId: row.webhook_id,
  topic: row.topic,
  subject: row.subject,
  triggeredAt: row.triggered_at,
  receivedAt: row.received_at,
  failedAttempts: row.failed_attempts,
});

export type ReceivedWebhook = Pick<WaitingDelivery, 'webhookId' | 'topic' | 'subject' | 'triggeredAt'> & {
  eventId: string | null;
};

/** Puts a delivery into the inbox. False when it is there already: by its own id, or as the same event of its topic. */
export async function addDelivery(
  client: Statements,
  shopId: ShopId,
  { webhookId, eventId, topic, triggeredAt, subject }: ReceivedWebhook,
  at: Date,
): Promise<boolean> {
  const added = await client.$executeRaw`
    INSERT INTO webhook_deliveries (shop_id, webhook_id, event_id, topic, triggered_at, received_at, subject)
    VALUES (${shopId}, ${webhookId}, ${eventId}, ${topic}, ${triggeredAt}, ${at}, ${JSON.stringify(subject)}::jsonb)
    ON CONFLICT DO NOTHING`;
  return added === 1;
}

/** Shops that have something due, the next ones by name after `after`: names only. */
export async function shopsWithDeliveries(
  client: Statements,
  now: Date,
  after: string,
  most: number,
): Promise<ShopId[]> {
  const rows = await client.$queryRaw<
    { shop: string }[]
  >`SELECT system_shops_with_deliveries(${now}, ${after}, ${most}::int) AS shop`;
  return rows.map(({ shop }) => trusted(parseShopId, shop));
}

/** Holds the shop's deliveries that are due, the longest due first, until the transaction ends; leaves those that another worker holds. */
export async function takeDueDeliveries(
  tx: Statements,
  shopId: ShopId,
  now: Date,
  most: number,
): Promise<WaitingDelivery[]> {
  const rows = await tx.$queryRaw<DeliveryRow[]>`
    SELECT webhook_id, topic, subject, triggered_at, received_at, failed_attempts FROM webhook_deliveries
    WHERE shop_id = ${shopId} AND handled_at IS NULL AND coalesce(retry_at, received_at) <= ${now}
    ORDER BY coalesce(retry_at, received_at) LIMIT ${most}::int FOR UPDATE SKIP LOCKED`;
  return rows.map(readDelivery);
}

/** Holds one delivery until the transaction ends; null when it has been handled, or another worker holds it. */
export async function takeDelivery(tx: Statements, shopId: ShopId, webhookId: string): Promise<WaitingDelivery | null> {
  const [row] = await tx.$queryRaw<DeliveryRow[]>`
    SELECT webhook_id, topic, subject, triggered_at, received_at, failed_attempts FROM webhook_deliveries
    WHERE shop_id = ${shopId} AND webhook_id = ${webhookId} AND handled_at IS NULL FOR UPDATE SKIP LOCKED`;
  return row ? readDelivery(row) : null;
}

export async function markHandled(
  tx: Statements,
  shopId: ShopId,
  webhookIds: readonly string[],
  at: Date,
): Promise<void> {
  if (webhookIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE webhook_deliveries SET handled_at = ${at} WHERE shop_id = ${shopId} AND webhook_id = ANY(${[...webhookIds]})`;
}

/** Not now, and nothing went wrong: they are due again at that time. */
export async function putOffDeliveries(
  tx: Statements,
  shopId: ShopId,
  webhookIds: readonly string[],
  until: Date,
): Promise<void> {
  if (webhookIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE webhook_deliveries SET retry_at = ${until} WHERE shop_id = ${shopId} AND webhook_id = ANY(${[...webhookIds]})`;
}

/** Counts a failure, once, however many workers tried at the same time, and says when to try again. */
export async function recordFailure(
  client: Statements,
  shopId: ShopId,
  { webhookId, failedAttempts }: WaitingDelivery,
  retryAt: Date,
): Promise<void> {
  await client.$executeRaw`
    UPDATE webhook_deliveries SET failed_attempts = failed_attempts + 1, retry_at = ${retryAt}
    WHERE shop_id = ${shopId} AND webhook_id = ${webhookId} AND handled_at IS NULL AND failed_attempts = ${failedAttempts}`;
}

/** Deliveries in any shop that were received before then and have been handled: names only, oldest first. */
export async function oldDeliveries(
  client: Statements,
  receivedBefore: Date,
  most: number,
): Promise<{ shop_id: string; webhook_id: string }[]> {
  return client.$queryRaw<
    { shop_id: string; webhook_id: string }[]
  >`SELECT shop_id, webhook_id FROM system_old_deliveries(${receivedBefore}, ${most}::int)`;
}

/** Removes those of these deliveries that have been handled and that nobody else is removing. Answers how many. */
export async function deleteHandled(
  client: Statements,
  shopId: ShopId,
  webhookIds: readonly string[],
): Promise<number> {
  return client.$executeRaw`
    DELETE FROM webhook_deliveries WHERE shop_id = ${shopId} AND webhook_id IN (
      SELECT webhook_id FROM webhook_deliveries
      WHERE shop_id = ${shopId} AND webhook_id = ANY(${[...webhookIds]}) AND handled_at IS NOT NULL FOR UPDATE SKIP LOCKED)`;
}
