/** What has not turned: a remedy that waits for its turn, that the stop holds back, or that is still on its way. */
import { moveTo } from '#app/db/complaints.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import type { StoredRemedyOf } from '#app/db/remedies.server.ts';
import { markLate, turnRemedy, type Turn } from '#app/db/remedy-steps.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Found } from '#app/domain/remedy/plug.ts';
import { dueAt, watchAt } from '#app/domain/remedy/rules.ts';
import type { ShopContext } from '../context.ts';
import { of, worker } from './record-outcome.server.ts';

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

// Who is before it is usually done within a second; in doubt it takes minutes. So the longer it waits, the more rarely it asks.
const untilNextTurnMs = (waitedMs: number): number => Math.min(30_000, Math.max(2_000, waitedMs / 4));

/** Another remedy of its lane is being carried out. Nothing was sent; it stays where it is and tries again. */
export async function recordWaiting<K extends RemedyKind>(ctx: ShopContext, remedy: StoredRemedyOf<K>): Promise<void> {
  const now = ctx.clock.now();
  const waitMs = untilNextTurnMs(now.getTime() - remedy.createdAt.getTime());
  const turn: Turn = { from: [remedy.state], to: remedy.state, nextCheckAt: after(now, waitMs) };
  await turnRemedy(ctx.db.statements(ctx.shopId), ctx.shopId, remedy, turn, now);
}

// Lifting the stop makes them due at once; this is for what it missed.
const heldBackMs = { stopped: 2 * 60_000, frozen: 15 * 60_000 };

/** The shop's emergency stop is on, or its complaint is with the lawyer: it stays as it is, held, until that is lifted. */
export async function recordHeldBack<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  by: keyof typeof heldBackMs,
): Promise<void> {
  const now = ctx.clock.now();
  const turn: Turn = { from: [remedy.state], to: remedy.state, nextCheckAt: after(now, heldBackMs[by]) };
  await turnRemedy(ctx.db.statements(ctx.shopId), ctx.shopId, remedy, turn, now);
}

/** Still on its way: look again later. When it is later than it should be, a person hears of it, once. */
export async function recordWatching<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  found: Found<K> | null,
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const { kind, plan, checks } = remedy;
  const issuedAt = remedy.issuedAt ?? remedy.createdAt;
  const late = now >= dueAt(kind, plan, issuedAt);
  const nextCheckAt = watchAt({ kind, plan, issuedAt, checks, late }, now);
  const turn: Turn = { from: ['issued'], to: 'issued', nextCheckAt, checks: checks + 1, proof: found?.proof };
  await ctx.db.atomically(shopId, async (tx) => {
    await lockOrder(tx, shopId, remedy.orderId);
    if (!(await turnRemedy(tx, shopId, remedy, turn, now))) return;
    if (!late || !(await markLate(tx, shopId, remedy, now))) return;
    const next = { action: 'check_remedy', dueAt: now } as const;
    await Promise.all([
      tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, [
        { kind: 'remedy_late', ...of(remedy), since: issuedAt.toISOString() },
      ]),
      moveTo(tx, shopId, remedy.complaintId, { state: 'open', next }, now),
    ]);
  });
}
