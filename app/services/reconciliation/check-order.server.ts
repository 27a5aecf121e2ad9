import type { OrderId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { ToCheck } from '#app/jobs/definitions.ts';
import type { ShopContext } from '../context.ts';
import { compareRemedies } from './compare-remedies.server.ts';
import type { KindBreak } from './compare-remedies.server.ts';

/**
 * Compares what we have given on one order, and things that may be ours, with Shopify: after it has told of them, or when
 * a person wants to know now. `unread`: how many kinds could not be read.
 */
export async function checkOrder(
  ctx: ShopContext,
  orderId: OrderId | null,
  named: readonly ToCheck[],
): Promise<{ breaks: KindBreak[]; unread: number }> {
  const given = await kindsOn(ctx, orderId);
  const kinds = new Set([...given, ...named.map(({ kind }) => kind)]);
  const breaks: KindBreak[] = [];
  let unread = 0;
  for (const kind of kinds) {
    const things = named.filter((thing) => thing.kind === kind);
    const compared = await compareRemedies(ctx, kind, orderId === null ? [] : [orderId], things);
    if (compared.ok) breaks.push(...compared.value.breaks);
    if (!compared.ok || compared.value.hidden.length > 0) unread += 1;
  }
  return { breaks, unread };
}

async function kindsOn({ db, shopId }: ShopContext, orderId: OrderId | null): Promise<RemedyKind[]> {
  if (orderId === null) return [];
  const rows = await db.statements(shopId).$queryRaw<{ kind: RemedyKind }[]>`
    SELECT DISTINCT kind FROM remedies WHERE shop_id = ${shopId} AND order_id = ${orderId}`;
  return rows.map(({ kind }) => kind);
}
