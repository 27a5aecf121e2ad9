import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import type { OrderSearchRow } from '../views.ts';

/** Orders by number, customer name or e-mail (one call to Shopify), newest first, with the complaints we know on each. */
export async function searchOrders(ctx: StaffContext, text: string): Promise<Result<OrderSearchRow[], ReadProblem>> {
  const found = await ctx.gateway.searchOrders(text);
  if (!found.ok) return found;
  const complaints = await ctx.db.asShop(ctx.shopId, (client) =>
    client.complaint.findMany({
      where: { shopId: ctx.shopId, orderId: { in: found.value.map((order) => order.id) } },
      select: { id: true, number: true, state: true, orderId: true },
      orderBy: { number: 'desc' },
    }),
  );
  return ok(
    found.value.map((order) => ({
      ...order,
      complaints: complaints
        .filter((complaint) => complaint.orderId === order.id)
        .map(({ id, number, state }) => ({
          id: trusted(parseComplaintId, id),
          number,
          state: state as ComplaintState,
        })),
    })),
  );
}
