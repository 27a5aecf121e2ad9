import type { ShopId } from '#app/domain/ids.ts';
import type { Statements } from './statements.server.ts';

/** Removes the forms of a customer. Ask while her orders still know her. */
export async function forgetDrafts(
  tx: Statements,
  shopId: ShopId,
  { customer, orderIds }: { customer: string; orderIds: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM intake_drafts d WHERE d.shop_id = ${shopId} AND (d.order_id = ANY(${[...orderIds]}) OR EXISTS (
      SELECT 1 FROM order_snapshots o WHERE o.shop_id = d.shop_id AND o.order_id = d.order_id AND o.customer_id = ${customer}))`;
}
