import { newRequestId } from '#app/db/new-id.server.ts';
import type { OrderId } from '#app/domain/ids.ts';
import { readParcels } from '#app/domain/parcel.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import type { OrderForComplaint } from '../views.ts';
import { complaintsOnOrder } from './complaints-on-order.server.ts';
import { readOrder } from './known-order.server.ts';

/** An order as it stands now, for the form of a new complaint, with the complaints already on it and a fresh request id. */
export async function getOrderForComplaint(
  ctx: StaffContext,
  orderId: OrderId,
): Promise<Result<OrderForComplaint, ReadProblem>> {
  const read = await readOrder(ctx, orderId);
  if (!read.ok) return read;
  const { order } = read.value;
  const complaints = await complaintsOnOrder(ctx, orderId);
  return ok({ requestId: newRequestId(), order, parcels: readParcels(order, ctx.clock.now()), complaints });
}
