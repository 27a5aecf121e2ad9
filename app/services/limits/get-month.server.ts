import { heldNow } from '#app/ledger/held-now.server.ts';
import { readUsage } from '#app/ledger/usage.server.ts';
import type { StaffContext } from '../context.ts';
import type { HomePage } from '../home-views.ts';
import { readPolicy } from './read-policy.server.ts';

/**
 * What the shop has given and holds this month, by its own clock and in its currency, against its budget; null where no budget of a month is set.
 * At face value, or at cost where only that has a budget.
 */
export async function getMonth(ctx: StaffContext, currency: string): Promise<HomePage['month']> {
  const { policy } = await readPolicy(ctx, currency);
  const { month: face, monthCost: cost } = policy.shop;
  const most = face ?? cost;
  if (most === null) return null;
  const { shopId, actor } = ctx;
  const client = ctx.db.statements(shopId);
  const at = ctx.clock.now();
  const [{ usage }, held] = await Promise.all([
    readUsage(client, shopId, { userId: actor.userId, customerKey: null, at }),
    heldNow(client, shopId, at),
  ]);
  const measure = face === null ? 'cost' : 'face';
  const used = usage.shop.month[measure];
  const holding = Math.min(used, held.month[measure]);
  return { given: used - holding, held: holding, most, currency, atCost: measure === 'cost' };
}
