import { Prisma } from '@prisma/client';
import { selectComplaints, toComplaintRow } from '#app/db/complaints.server.ts';
import { readRemedy, type RemedyRow } from '#app/db/remedies.server.ts';
import type { ComplaintId, OrderId } from '#app/domain/ids.ts';
import type { Money } from '#app/domain/money.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { StaffContext } from '../context.ts';
import type { ComplaintOnOrder } from '../views.ts';

const most = 20;
const mostRemedies = 100;

/** The complaints on an order, newest first, each with the items that it is about. From our own database. */
export async function complaintsOnOrder(ctx: StaffContext, orderId: OrderId): Promise<ComplaintOnOrder[]> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  return ctx.db.asShop(shopId, async (client) => {
    const where = Prisma.sql`c.shop_id = ${shopId} AND c.order_id = ${orderId}`;
    const rows = await selectComplaints(client, where, Prisma.sql`c.number DESC`, most);
    const lines = await client.complaintLine.findMany({
      where: { shopId, complaintId: { in: rows.map((row) => row.id) } },
    });
    return rows.map((row) => ({
      ...toComplaintRow(row, now),
      lineItemIds: lines.filter((line) => line.complaintId === row.id).map((line) => line.lineItemId),
    }));
  });
}

export type GivenOnOrder = {
  complaintId: ComplaintId;
  kind: RemedyKind;
  state: RemedyState;
  /** In the customer's currency. */
  amount: Money;
};

/** What has been decided on the complaints of an order, the oldest first. */
export async function givenOnOrder({ db, shopId }: StaffContext, orderId: OrderId): Promise<GivenOnOrder[]> {
  const rows = await db.statements(shopId).$queryRaw<RemedyRow[]>`
    SELECT * FROM remedies WHERE shop_id = ${shopId} AND order_id = ${orderId} ORDER BY created_at, id LIMIT ${mostRemedies}::int`;
  return rows.map(readRemedy).map(({ complaintId, kind, state, amount }) => ({ complaintId, kind, state, amount }));
}
