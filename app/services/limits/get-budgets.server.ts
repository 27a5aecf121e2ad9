import { waitingForStop } from '#app/db/emergency-stops.server.ts';
import { mayLiftStop, mayPressStop } from '#app/domain/people.ts';
import { heldNow, mostGivenToday } from '#app/ledger/held-now.server.ts';
import { readUsage } from '#app/ledger/usage.server.ts';
import type { StaffContext } from '../context.ts';
import type { BudgetsPage } from '../views.ts';
import { getPolicyPage } from './get-policy-page.server.ts';

/** What the whole shop may give, what of it is used and held, and whether it may give at all now. */
export async function getBudgets(ctx: StaffContext): Promise<BudgetsPage> {
  const { shopId, actor } = ctx;
  const at = ctx.clock.now();
  const client = ctx.db.statements(shopId);
  const [rules, { usage }, held, most, waiting] = await Promise.all([
    getPolicyPage(ctx),
    readUsage(client, shopId, { userId: actor.userId, customerKey: null, at }),
    heldNow(client, shopId, at),
    mostGivenToday(client, shopId, at),
    waitingForStop(client, shopId),
  ]);
  return {
    rules,
    used: usage.shop,
    held,
    most,
    waiting,
    mayPress: mayPressStop(actor.role),
    mayLift: mayLiftStop(actor.role),
  };
}
