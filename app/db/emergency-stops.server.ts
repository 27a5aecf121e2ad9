import type { ShopId } from '#app/domain/ids.ts';
import type { Staff } from '#app/domain/people.ts';
import { newId } from './new-id.server.ts';
import type { Statements } from './statements.server.ts';

/** Whether the shop's emergency stop is on at this moment. What begins an attempt asks in its own statement. */
export async function isStopped(client: Statements, shopId: ShopId): Promise<boolean> {
  const rows = await client.$queryRaw<unknown[]>`
    SELECT 1 FROM emergency_stops WHERE shop_id = ${shopId} AND lifted_at IS NULL`;
  return rows.length > 0;
}

/** Presses it: false when it was on already, which changes nothing. */
export async function pressStop(tx: Statements, shopId: ShopId, by: Staff, why: string, at: Date): Promise<boolean> {
  const pressed = await tx.$executeRaw`
    INSERT INTO emergency_stops (shop_id, id, why, pressed_by, pressed_by_name, pressed_at)
    VALUES (${shopId}, ${newId()}::uuid, ${why}, ${by.userId}, ${by.name}, ${at})
    ON CONFLICT (shop_id) WHERE lifted_at IS NULL DO NOTHING`;
  return pressed === 1;
}

/** Lifts it, and makes what it held back due at once: false when it was not on. */
export async function liftStop(tx: Statements, shopId: ShopId, by: Staff, at: Date): Promise<boolean> {
  const lifted = await tx.$executeRaw`
    UPDATE emergency_stops SET lifted_at = ${at}, lifted_by = ${by.userId} WHERE shop_id = ${shopId} AND lifted_at IS NULL`;
  if (lifted === 0) return false;
  await tx.$executeRaw`
    UPDATE remedies SET next_check_at = ${at}
    WHERE shop_id = ${shopId} AND state IN ('approved', 'unknown') AND next_check_at > ${at} AND lease_until IS NULL`;
  return true;
}

/** How many remedies are decided and not sent: what a stop holds back. */
export async function waitingForStop(client: Statements, shopId: ShopId): Promise<number> {
  const [row] = await client.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM remedies WHERE shop_id = ${shopId} AND state = 'approved'`;
  return row?.waiting ?? 0;
}
