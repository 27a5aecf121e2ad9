import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRow, StoredRemedyOf } from '#app/db/remedies.server.ts';
import { saveProof } from '#app/db/remedy-steps.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { OrderId, RemedyId } from '#app/domain/ids.ts';
import type { UsedOn } from '#app/domain/remedy/discount-code.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyCalls } from '#app/domain/remedy/plug.ts';
import type { ShopContext } from '../context.ts';
import { stepOf } from './advance-remedy.server.ts';
import { worker } from './record-outcome.server.ts';

/**
 * A remedy that has arrived: looks at Shopify what became of it since (a code that was used, a price that was had), so
 * that the complaint's card says so. What was decided about it and its money stays as it is.
 * @param usedOn the order that it was used on, where Shopify has told
 */
export async function refreshRemedy(ctx: ShopContext, remedyId: RemedyId, usedOn: OrderId | null): Promise<void> {
  const [row] = await ctx.db.statements(ctx.shopId).$queryRaw<RemedyRow[]>`
    SELECT * FROM remedies WHERE shop_id = ${ctx.shopId} AND id = ${remedyId}::uuid AND state = 'settled'`;
  if (row) await refresh(ctx, readRemedy(row), usedOn);
}

async function refresh<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  usedOn: OrderId | null,
): Promise<void> {
  const calls: RemedyCalls<K> = ctx.gateway.remedies[remedy.kind];
  const step = stepOf(ctx, remedy, 0);
  const found = await (usedOn !== null && calls.usedOn ? calls.usedOn(step, usedOn) : calls.watch(step));
  // Not now: what is missing is found by comparing, every hour.
  if (!found.ok || !found.value) return;
  const { proof } = found.value;
  const now = ctx.clock.now();
  const used = usedOnIn(proof);
  const firstTold = used !== null && usedOnIn(remedy.proof) === null ? used : null;
  await ctx.db.atomically(ctx.shopId, async (tx) => {
    if (!(await saveProof(tx, ctx.shopId, remedy, proof, now)) || firstTold === null) return;
    const { id, kind, amount, complaintId } = remedy;
    const { orderName, at } = firstTold;
    await tell(tx, { shopId: ctx.shopId, complaintId, actor: worker, at: now }, [
      { kind: 'remedy_used', remedyId: id, remedy: kind, amount, orderName, at },
    ]);
  });
}

const usedOnIn = (proof: object | null): UsedOn | null =>
  proof !== null && 'usedOn' in proof ? (proof.usedOn as UsedOn | null) : null;
