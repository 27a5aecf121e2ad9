import type { OrderId } from '#app/domain/ids.ts';
import type { Order } from '#app/domain/order.ts';
import { readParcels } from '#app/domain/parcel.ts';
import type { Parcel } from '#app/domain/parcel.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';
import { readOrder } from './known-order.server.ts';

export type RefreshedOrder = { order: Order; parcels: Parcel[]; fetchedAt: string };

/** Reads the order again from Shopify (one call) and keeps it. */
export async function refreshOrder(ctx: ShopContext, orderId: OrderId): Promise<Result<RefreshedOrder, ReadProblem>> {
  const read = await readOrder(ctx, orderId);
  if (!read.ok) return read;
  const { order, fetchedAt } = read.value;
  return ok({ order, parcels: readParcels(order, ctx.clock.now()), fetchedAt: fetchedAt.toISOString() });
}
