import { liftStop as lifted, pressStop as pressed } from '#app/db/emergency-stops.server.ts';
import { tellSettings } from '#app/db/settings-events.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import { mayLiftStop, mayPressStop } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

export type StopProblem = { kind: 'not_allowed' };

/**
 * From the moment that this is committed nothing new is sent to Shopify: the worker asks as it begins each attempt. What
 * is decided stays held and waits. A lead or an owner may; pressed twice it is one stop.
 */
export async function pressStop(ctx: StaffContext, { why }: { why: string }): Promise<Result<null, StopProblem>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    if (!mayPressStop(await roleOf(tx, shopId, actor.userId))) return err({ kind: 'not_allowed' });
    if (await pressed(tx, shopId, actor, why, now))
      await tellSettings(tx, shopId, actor, { kind: 'stopped', why }, now);
    return ok(null);
  });
}

/** Giving goes on, with what was held back first. Only an owner may. */
export async function liftStop(ctx: StaffContext): Promise<Result<null, StopProblem>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    if (!mayLiftStop(await roleOf(tx, shopId, actor.userId))) return err({ kind: 'not_allowed' });
    if (await lifted(tx, shopId, actor, now)) await tellSettings(tx, shopId, actor, { kind: 'stop_lifted' }, now);
    return ok(null);
  });
}
