import { isStopped } from '#app/db/emergency-stops.server.ts';
import { findOrder } from '#app/db/order-snapshots.server.ts';
import type { ComplaintId, OrderId } from '#app/domain/ids.ts';
import { leftOf } from '#app/domain/limits/limits.ts';
import type { PromiseKind } from '#app/domain/promise/promise.ts';
import type { Day } from '#app/domain/shop-day.ts';
import type { StaffContext } from '../context.ts';
import { planAndDecide, readStanding } from '../resolutions/plan-and-decide.server.ts';

/**
 * Why a promise may not be kept. `closed_day`: nobody works then. `stopped`: the shop gives nothing at the moment.
 * `limit`, `budget`: nothing is left of hers, or of the shop's, to give.
 */
export type Doubt = 'closed_day' | 'stopped' | 'limit' | 'budget';

const weekend = [0, 6];

/** What speaks against promising this, by what is known now. A promise may be made all the same. */
export async function doubtsAbout(
  ctx: StaffContext,
  { complaintId, orderId }: { complaintId: ComplaintId; orderId: OrderId },
  promises: readonly { kind: PromiseKind; day: Day }[],
): Promise<Doubt[]> {
  const doubts: Doubt[] = [];
  if (promises.some(({ day }) => weekend.includes(new Date(`${day}T00:00:00Z`).getUTCDay()))) doubts.push('closed_day');
  if (!promises.some(({ kind }) => kind === 'remedy')) return doubts;
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.asShop(shopId, async (client) => {
    const snapshot = await findOrder(client, shopId, orderId);
    if (!snapshot) return doubts;
    const about = { orderId, shopCurrency: snapshot.order.shopCurrency };
    const [stopped, standing] = await Promise.all([
      isStopped(client, shopId),
      readStanding(client, shopId, actor, complaintId, about, Promise.resolve(snapshot), Promise.resolve(now)),
    ]);
    if (stopped) doubts.push('stopped');
    const { checks } = planAndDecide([], [], actor.userId, standing).decision;
    const used = checks.filter((check) => leftOf(check) === 0).map(({ limit }) => limit.startsWith('shop_'));
    if (used.includes(false)) doubts.push('limit');
    if (used.includes(true)) doubts.push('budget');
    return doubts;
  });
}
