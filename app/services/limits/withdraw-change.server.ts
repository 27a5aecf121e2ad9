import { withdrawVersion } from '#app/db/policies.server.ts';
import { tellSettings } from '#app/db/settings-events.server.ts';
import { lockShopRow } from '#app/db/shops.server.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

/** `too_late`: it holds already, or is taken back already. */
export type WithdrawProblem = { kind: 'not_allowed' } | { kind: 'too_late' };

/** Takes back a planned change of the rules before it starts. Owner only. It stays in the history. */
export async function withdrawChange(
  ctx: StaffContext,
  { version }: { version: number },
): Promise<Result<null, WithdrawProblem>> {
  const { shopId, actor } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    await lockShopRow(tx, shopId);
    if (!(await withdrawVersion(tx, shopId, version, actor.userId, now))) return err({ kind: 'too_late' });
    await tellSettings(tx, shopId, actor, { kind: 'change_withdrawn', version }, now);
    return ok(null);
  });
}
