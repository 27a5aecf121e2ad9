import type { OrderId, ShopId } from '#app/domain/ids.ts';
import type { Order } from '#app/domain/order.ts';
import type { Statements } from './statements.server.ts';

export type OrderSnapshot = { order: Order; fetchedAt: Date; stale: boolean };

/** Keeps the order as just read; an older read never replaces a newer one. */
export async function saveOrder(client: Statements, shopId: ShopId, order: Order, readAt: Date): Promise<void> {
  const email = order.customer?.email ?? order.email;
  await client.$executeRaw`
    INSERT INTO order_snapshots (shop_id, order_id, name, customer_id, customer_name, customer_email, processed_at, snapshot, fetched_at)
    VALUES (${shopId}, ${order.id}, ${order.name}, ${order.customer?.id ?? null}, ${order.customer?.name ?? null}, ${email},
      ${new Date(order.processedAt)}, ${JSON.stringify(order)}::jsonb, ${readAt})
    ON CONFLICT (shop_id, order_id) DO UPDATE SET name = EXCLUDED.name, customer_id = EXCLUDED.customer_id,
      customer_name = EXCLUDED.customer_name, customer_email = EXCLUDED.customer_email, processed_at = EXCLUDED.processed_at,
      snapshot = EXCLUDED.snapshot, fetched_at = EXCLUDED.fetched_at,
      stale_since = CASE WHEN order_snapshots.stale_since > EXCLUDED.fetched_at THEN order_snapshots.stale_since END
    WHERE order_snapshots.fetched_at <= EXCLUDED.fetched_at`;
}

export async function findOrder(client: Statements, shopId: ShopId, orderId: OrderId): Promise<OrderSnapshot | null> {
  const [row] = await client.$queryRaw<SnapshotRow[]>`
    SELECT snapshot, fetched_at, stale_since FROM order_snapshots WHERE shop_id = ${shopId} AND order_id = ${orderId}`;
  return row ? readSnapshot(row) : null;
}

/**
 * Says that Shopify has newer facts than our copies. It waits for nobody, so that it can neither end in a deadlock nor
 * keep the orders it has marked from those who decide on them: answers the orders that somebody else holds now.
 */
export async function markOrdersStale(
  tx: Statements,
  shopId: ShopId,
  orderIds: OrderId[],
  at: Date,
): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ order_id: string }[]>`
    WITH free AS (
      SELECT order_id FROM order_snapshots WHERE shop_id = ${shopId} AND order_id = ANY(${orderIds}) FOR UPDATE SKIP LOCKED
    ), marked AS (
      UPDATE order_snapshots o SET stale_since = ${at} FROM free WHERE o.shop_id = ${shopId} AND o.order_id = free.order_id
    )
    SELECT order_id FROM order_snapshots
    WHERE shop_id = ${shopId} AND order_id = ANY(${orderIds}) AND order_id NOT IN (SELECT order_id FROM free)`;
  return new Set(rows.map((row) => row.order_id));
}

/**
 * Holds an order until the transaction ends: everything that decides about its money goes through one at a time.
 * Always the first lock taken (then the complaint), so that two decisions can never wait for each other.
 */
export async function lockOrder(sql: Statements, shopId: ShopId, orderId: OrderId): Promise<OrderSnapshot | null> {
  const [row] = await sql.$queryRaw<SnapshotRow[]>`
    SELECT snapshot, fetched_at, stale_since FROM order_snapshots WHERE shop_id = ${shopId} AND order_id = ${orderId} FOR UPDATE`;
  return row ? readSnapshot(row) : null;
}

type SnapshotRow = { snapshot: Order; fetched_at: Date; stale_since: Date | null };

const readSnapshot = (row: SnapshotRow): OrderSnapshot => ({
  order: row.snapshot,
  fetchedAt: row.fetched_at,
  stale: row.stale_since !== null,
});
