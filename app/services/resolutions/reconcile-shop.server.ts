import type { Tx } from '#app/db/database.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRow, StoredRemedy } from '#app/db/remedies.server.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { OrderId } from '#app/domain/ids.ts';
import { findBreaks } from '#app/domain/remedy/reconcile.ts';
import type { Break } from '#app/domain/remedy/reconcile.ts';
import type { ShopContext } from '../context.ts';

/** A refund made by hand is nothing wrong, only worth knowing: it is written down and counts as no open break. */
const toldOnly: Break['kind'][] = ['made_elsewhere'];

// As far back as an order can be read without read_all_orders; older ones have long been compared.
const lookBackMs = 60 * 24 * 60 * 60 * 1000;

export type Reconciliation = { orders: number; unread: number; breaks: (Break & { orderId: OrderId })[] };

/**
 * Compares our remedies of the last 60 days with Shopify's refunds, both ways, order by order (one call each), and
 * keeps every difference as a row until it is gone.
 */
export async function reconcileShop(ctx: ShopContext): Promise<Reconciliation> {
  const { shopId } = ctx;
  const since = new Date(ctx.clock.now().getTime() - lookBackMs);
  const orders = await ctx.db.asShop(
    shopId,
    (client) =>
      client.$queryRaw<{ order_id: string }[]>`
      SELECT DISTINCT order_id FROM remedies WHERE shop_id = ${shopId} AND kind IN ('refund', 'cancellation') AND updated_at >= ${since} ORDER BY order_id`,
  );
  const result: Reconciliation = { orders: orders.length, unread: 0, breaks: [] };
  for (const { order_id } of orders) {
    const orderId = trusted(parseOrderId, order_id);
    const breaks = await reconcileOrder(ctx, orderId);
    if (breaks === null) result.unread += 1;
    else result.breaks.push(...breaks.map((each) => ({ ...each, orderId })));
  }
  return result;
}

/** The differences on one order; null when Shopify could not be asked. */
async function reconcileOrder(ctx: ShopContext, orderId: OrderId): Promise<Break[] | null> {
  const { shopId } = ctx;
  // Ours first: a remedy that is issued between the two reads is still held in what we have, and so no break.
  const ours = await ctx.db.asShop(shopId, async (client) => {
    const rows = await client.$queryRaw<
      RemedyRow[]
    >`SELECT * FROM remedies WHERE shop_id = ${shopId} AND order_id = ${orderId}
        AND kind IN ('refund', 'cancellation') AND amount_minor > 0`;
    return rows.map(readRemedy);
  });
  const theirs = await ctx.gateway.listRefunds(orderId);
  if (!theirs.ok) return null;
  const breaks = findBreaks(ours.map(comparable), theirs.value);
  await ctx.db.transaction(shopId, (tx) => keepBreaks(ctx, tx, orderId, breaks));
  return breaks;
}

const comparable = (remedy: StoredRemedy) => ({
  id: remedy.id,
  state: remedy.state,
  amount: remedy.amount,
  refundId: remedy.externalId,
});

async function keepBreaks(ctx: ShopContext, tx: Tx, orderId: OrderId, breaks: readonly Break[]): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const open = await tx.reconciliationBreak.findMany({ where: { shopId, orderId, state: 'open' } });
  const key = (each: { kind: string; remedyId: string | null; refundId: string | null }) =>
    `${each.kind} ${each.remedyId ?? ''} ${each.refundId ?? ''}`;
  const found = new Map(breaks.filter((each) => !toldOnly.includes(each.kind)).map((each) => [key(each), each]));
  const gone = open.filter((each) => !found.has(key(each))).map((each) => each.id);
  if (gone.length > 0) {
    await tx.reconciliationBreak.updateMany({
      where: { shopId, id: { in: gone } },
      data: { state: 'resolved', resolvedAt: now },
    });
  }
  const known = new Set(open.map(key));
  for (const [name, each] of found) {
    if (known.has(name)) continue;
    await tx.reconciliationBreak.create({
      data: {
        shopId,
        id: newId(),
        kind: each.kind,
        orderId,
        remedyId: each.remedyId,
        refundId: each.refundId,
        detail: each,
        state: 'open',
        foundAt: now,
      },
    });
  }
}
