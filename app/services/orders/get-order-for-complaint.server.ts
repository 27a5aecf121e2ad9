import { Prisma } from '@prisma/client';
import { selectComplaints, toComplaintRow } from '#app/db/complaints.server.ts';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { OrderId } from '#app/domain/ids.ts';
import { readParcels } from '#app/domain/parcel.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import type { OrderForComplaint } from '../views.ts';
import { readOrder } from './known-order.server.ts';

/** An order as it stands now, for the form of a new complaint, with the complaints already on it and a fresh request id. */
export async function getOrderForComplaint(
  ctx: StaffContext,
  orderId: OrderId,
): Promise<Result<OrderForComplaint, ReadProblem>> {
  const read = await readOrder(ctx, orderId);
  if (!read.ok) return read;
  const now = ctx.clock.now();
  const { order } = read.value;
  const { shopId } = ctx;
  const complaints = await ctx.db.asShop(shopId, async (client) => {
    const rows = await selectComplaints(
      client,
      Prisma.sql`c.shop_id = ${shopId} AND c.order_id = ${orderId}`,
      Prisma.sql`c.number DESC`,
      20,
    );
    const lines = await client.complaintLine.findMany({
      where: { shopId, complaintId: { in: rows.map((row) => row.id) } },
    });
    return rows.map((row) => ({
      ...toComplaintRow(row, now),
      lineItemIds: lines.filter((line) => line.complaintId === row.id).map((line) => line.lineItemId),
    }));
  });
  return ok({ requestId: newRequestId(), order, parcels: readParcels(order, now), complaints });
}
