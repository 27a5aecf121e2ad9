import type { ComplaintState } from '#app/domain/complaint/complaint.ts';
import { parseComplaintId, trusted, type OrderId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import { makeLink } from '../customer-links/make-link.server.ts';
import { getCase, type CasePage } from './get-case.server.ts';

export type ListedCase = { number: number; order: string; state: ComplaintState; since: Date };

const most = 50;
const mostOnOrder = 5;

/** What a customer has reported, newest first. @param customerId certain, by Shopify's signature */
export async function listCases({ db, shopId }: ShopContext, customerId: string): Promise<ListedCase[]> {
  return db.statements(shopId).$queryRaw<ListedCase[]>`
    SELECT number, order_name AS "order", state, created_at AS since FROM complaints
    WHERE shop_id = ${shopId} AND customer_id = ${customerId} ORDER BY created_at DESC, id LIMIT ${most}::int`;
}

/** Her complaints about one order, newest first. @param customerId certain, by Shopify's signature */
export async function casesOnOrder(ctx: ShopContext, customerId: string, orderId: OrderId): Promise<CasePage[]> {
  const { db, shopId } = ctx;
  const rows = await db.statements(shopId).$queryRaw<{ id: string }[]>`
    SELECT id FROM complaints WHERE shop_id = ${shopId} AND order_id = ${orderId} AND customer_id = ${customerId}
    ORDER BY number DESC LIMIT ${mostOnOrder}::int`;
  const cases = await Promise.all(rows.map(({ id }) => getCase(ctx, trusted(parseComplaintId, id))));
  return cases.filter((one) => one !== null);
}

/** A link to one of her complaints; null when she has none of that number. @param customerId certain, by Shopify's signature */
export async function linkToCase(ctx: ShopContext, customerId: string, number: number): Promise<string | null> {
  const { db, shopId } = ctx;
  return db.atomically(shopId, async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM complaints WHERE shop_id = ${shopId} AND number = ${number}::int AND customer_id = ${customerId}`;
    return row ? makeLink(tx, ctx, { purpose: 'status', complaintId: trusted(parseComplaintId, row.id) }) : null;
  });
}
