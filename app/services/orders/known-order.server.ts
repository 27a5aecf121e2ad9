import { findOrder, saveOrder } from '#app/db/order-snapshots.server.ts';
import type { OrderSnapshot } from '#app/db/order-snapshots.server.ts';
import type { OrderId } from '#app/domain/ids.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';

// Webhooks tell when an order changes; this is for those that get lost.
const freshForMs = 15 * 60 * 1000;

/** The order from our copy when that is fresh, else from Shopify (one call), kept for next time. */
export async function knownOrder(ctx: ShopContext, orderId: OrderId): Promise<Result<OrderSnapshot, ReadProblem>> {
  const copy = await findOrder(ctx.db.statements(ctx.shopId), ctx.shopId, orderId);
  if (copy && !copy.stale && ctx.clock.now().getTime() - copy.fetchedAt.getTime() < freshForMs) return ok(copy);
  return readOrder(ctx, orderId);
}

/** The order as Shopify has it now (one call). */
export async function readOrder(ctx: ShopContext, orderId: OrderId): Promise<Result<OrderSnapshot, ReadProblem>> {
  // Taken before the read: a change during it must leave the copy looking old.
  const readAt = ctx.clock.now();
  const read = await ctx.gateway.readOrder(orderId);
  if (!read.ok) return read;
  await saveOrder(ctx.db.statements(ctx.shopId), ctx.shopId, read.value, readAt);
  return ok({ order: read.value, fetchedAt: readAt, stale: false });
}
