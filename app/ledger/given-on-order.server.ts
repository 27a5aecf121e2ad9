import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId, OrderId, ShopId } from '#app/domain/ids.ts';
import type { LimitUsage } from '#app/domain/limits/usage.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';

/** What has been given on an order, settled and still held, and how much of it on one complaint: minor units of the shop's currency. */
export async function givenOnOrder(
  client: Statements,
  shopId: ShopId,
  orderId: OrderId,
  complaintId: ComplaintId,
): Promise<{ order: number; case: LimitUsage['case'] }> {
  // Each remedy's kind is looked up by its key: joined, the planner reads every remedy of the shop while it knows little of it.
  const rows = await client.$queryRaw<{ kind: RemedyKind; here: boolean; face: bigint }[]>`
    SELECT (SELECT m.kind FROM remedies m WHERE m.shop_id = ${shopId} AND m.id = l.remedy_id) AS kind,
      l.complaint_id = ${complaintId}::uuid AS here,
      sum(CASE l.kind WHEN 'reserved' THEN l.shop_amount_minor WHEN 'settled' THEN 0 ELSE -l.shop_amount_minor END)::bigint AS face
    FROM ledger_entries l WHERE l.shop_id = ${shopId} AND l.order_id = ${orderId} GROUP BY l.remedy_id, here`;
  const sum = (some: typeof rows): number => some.reduce((total, { face }) => total + Number(face), 0);
  const here = rows.filter((row) => row.here);
  const byKind: LimitUsage['case']['byKind'] = {};
  for (const { kind, face } of here) byKind[kind] = (byKind[kind] ?? 0) + Number(face);
  return { order: sum(rows), case: { face: sum(here), byKind } };
}
