import { endCallback, lockCallback, nextAfterCall, takeCallback } from '#app/db/callbacks.server.ts';
import { lockComplaint } from '#app/db/complaints.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { zoneOf } from '#app/domain/intake/callback-slots.ts';
import type { CallbackSlot } from '#app/domain/intake/callback-slots.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';
import { askCallback } from './ask-callback.server.ts';

/** Staff plan a call, or move the one that is waited for. */
export async function planCall(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { phone, from, to }: CallbackSlot & { phone: string },
): Promise<Result<null, { kind: 'not_found' }>> {
  const { shopId } = ctx;
  return ctx.db.atomically(shopId, async (tx) => {
    if (!(await lockComplaint(tx, shopId, complaintId))) return err({ kind: 'not_found' });
    const [about] = await tx.$queryRaw<{ country: string | null; zone: string }[]>`
      SELECT c.country, s.time_zone AS zone FROM complaints c JOIN shops s ON s.shop_id = c.shop_id
      WHERE c.shop_id = ${shopId} AND c.id = ${complaintId}::uuid`;
    const shopZone = about?.zone ?? 'UTC';
    const timeZone = zoneOf(about?.country ?? null, shopZone);
    await askCallback(tx, ctx, complaintId, { phone, from, to, timeZone, shopZone, askedBy: 'staff' });
    return ok(null);
  });
}

/** The customer need not be called any more. `over`: nobody waits. */
export async function dropCallback(
  ctx: StaffContext,
  complaintId: ComplaintId,
  why: string,
): Promise<Result<null, { kind: 'over' }>> {
  return ctx.db.atomically(ctx.shopId, async (tx) => {
    await lockComplaint(tx, ctx.shopId, complaintId);
    return (await dropWaiting(tx, ctx, complaintId, why)) ? ok(null) : err({ kind: 'over' });
  });
}

/** The same inside the caller's transaction, which holds the complaint. False when nobody waits. */
export async function dropWaiting(
  tx: Statements,
  { shopId, actor, clock }: Pick<StaffContext, 'shopId' | 'actor' | 'clock'>,
  complaintId: ComplaintId,
  why: string,
): Promise<boolean> {
  const at = clock.now();
  const waiting = await lockCallback(tx, shopId, complaintId);
  if (!waiting) return false;
  await endCallback(tx, shopId, waiting.id, { state: 'dropped' }, at);
  await nextAfterCall(tx, shopId, complaintId, waiting.id, at);
  await tell(tx, { shopId, complaintId, actor, at }, [{ kind: 'callback_dropped', why }]);
  return true;
}

/** Somebody says that she will make this call. `over`: nobody waits. */
export async function takeCall(ctx: StaffContext, complaintId: ComplaintId): Promise<Result<null, { kind: 'over' }>> {
  const { shopId, actor } = ctx;
  return ctx.db.atomically(shopId, async (tx) => {
    await lockComplaint(tx, shopId, complaintId);
    const waiting = await lockCallback(tx, shopId, complaintId);
    if (!waiting || !(await takeCallback(tx, shopId, waiting.id, actor.userId))) return err({ kind: 'over' });
    return ok(null);
  });
}
