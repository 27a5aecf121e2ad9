import { lockComplaint } from '#app/db/complaints.server.ts';
import type { StoredRemedyOf } from '#app/db/remedies.server.ts';
import { finishAttempt, turnRemedy, undoInDoubt } from '#app/db/remedy-steps.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { longestDoubtMs, untilNextLookMs } from '#app/domain/remedy/next-step.ts';
import type { IssueOutcome } from '#app/domain/remedy/plug.ts';
import { rulesOf } from '#app/domain/remedy/rules.ts';
import { isSettled, release, reverse } from '#app/ledger/ledger.server.ts';
import type { ShopContext } from '../context.ts';
import { recordNeedsPerson, worker } from './record-outcome.server.ts';
import { decideAgain, resolveWhenDone } from './what-is-next.server.ts';

/** Records how taking something back ended, in one transaction. What is not certain stays counted as given. */
export async function recordUndo<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  outcome: IssueOutcome<K>,
): Promise<void> {
  switch (outcome.outcome) {
    case 'succeeded':
      return recordUndone(ctx, remedy, outcome.found.proof);
    case 'refused': {
      // An earlier try in doubt may be the reason, or may still be carried out: no verdict before the quarantine is over.
      const retryAfterMs = outcome.lastWord ? 0 : await untilNothingComesLate(ctx, remedy);
      return retryAfterMs > 0
        ? recordUndoInDoubt(ctx, remedy, { outcome: 'throttled', retryAfterMs, detail: outcome.messages.join(' ') })
        : recordUndoRefused(ctx, remedy, outcome.messages);
    }
    case 'unknown':
    case 'throttled':
      return recordUndoInDoubt(ctx, remedy, outcome);
  }
}

/** How long until Shopify can no longer carry out what was sent before to take it back, in ms; 0 = it cannot. */
async function untilNothingComesLate<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
): Promise<number> {
  const doubt = await undoInDoubt(ctx.db.statements(ctx.shopId), ctx.shopId, remedy);
  return doubt ? doubt.until.getTime() + ctx.timing.quarantineMs - ctx.clock.now().getTime() : 0;
}

async function recordUndone<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  proof: unknown,
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await ctx.db.atomically(shopId, async (tx) => {
    const [, turned, settled] = await Promise.all([
      lockOrder(tx, shopId, remedy.orderId),
      turnRemedy(tx, shopId, remedy, { from: ['undoing'], to: 'undone', nextCheckAt: null, proof }, now),
      isSettled(tx, shopId, remedy.id),
    ]);
    if (!turned) return;
    const end = settled ? reverse : release;
    await decideAgain(tx, ctx, remedy, now);
    await Promise.all([
      finishAttempt(tx, shopId, remedy, 'succeeded', null, now),
      say(tx, ctx, remedy, [{ kind: 'remedy_undone', ...of(remedy) }], now),
      // Last, as everywhere, and after the complaint: the whole shop waits for whoever is in its ledger.
      end(tx, shopId, remedy, 'taken back', now),
    ]);
  });
}

/** Shopify does not take it back (a code that is used, a card that is spent): it stays given. */
async function recordUndoRefused<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  messages: string[],
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await ctx.db.atomically(shopId, async (tx) => {
    // In this order, as everywhere: the order, then the complaint.
    const [, complaint, settled] = await Promise.all([
      lockOrder(tx, shopId, remedy.orderId),
      lockComplaint(tx, shopId, remedy.complaintId),
      isSettled(tx, shopId, remedy.id),
    ]);
    const to = settled ? 'settled' : 'issued';
    const turn = { from: ['undoing'], to, nextCheckAt: settled ? null : now, messages } as const;
    if (!(await turnRemedy(tx, shopId, remedy, turn, now))) return;
    // Others may have arrived while this was the last one open: then the complaint waits for nothing any more.
    const waits = complaint?.nextAction === 'check_remedy' || complaint?.nextAction === 'carry_out';
    const resolved = settled && waits ? await resolveWhenDone(tx, ctx, remedy, now) : [];
    await Promise.all([
      finishAttempt(tx, shopId, remedy, 'refused', messages.join(' '), now),
      say(tx, ctx, remedy, [{ kind: 'undo_refused', ...of(remedy), messages }, ...resolved], now),
    ]);
  });
}

/** Nobody knows whether it was taken back: it still counts as given, and is looked at again. */
async function recordUndoInDoubt<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  outcome: Extract<IssueOutcome<K>, { outcome: 'unknown' | 'throttled' }>,
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const since = (await undoInDoubt(ctx.db.statements(shopId), shopId, remedy))?.since ?? now;
  // What may be sent once only is not sent again: when it has not shown by the end of the quarantine, looking on is idle.
  const longest = rulesOf(remedy.kind).repeat === 'never' ? ctx.timing.quarantineMs : longestDoubtMs;
  if (outcome.outcome === 'unknown' && now.getTime() - since.getTime() > longest) {
    await finishAttempt(ctx.db.statements(shopId), shopId, remedy, 'unknown', outcome.detail, now);
    return recordNeedsPerson(ctx, remedy, 'it cannot be told whether it was taken back');
  }
  const asked = outcome.outcome === 'throttled' ? outcome.retryAfterMs : 0;
  const waitMs = Math.max(asked, untilNextLookMs(remedy.checks));
  const nextCheckAt = new Date(now.getTime() + waitMs);
  await ctx.db.atomically(shopId, async (tx) => {
    const turn = { from: ['undoing'], to: 'undoing', nextCheckAt, checks: remedy.checks + 1 } as const;
    if (!(await turnRemedy(tx, shopId, remedy, turn, now))) return;
    await Promise.all([
      finishAttempt(tx, shopId, remedy, outcome.outcome, outcome.detail, now),
      ctx.jobs.enqueue(tx, { name: 'follow-remedy', shopId, remedyId: remedy.id }, waitMs),
    ]);
  });
}

const of = <K extends RemedyKind>({ id, kind, amount }: StoredRemedyOf<K>) => ({ remedyId: id, remedy: kind, amount });

const say = <K extends RemedyKind>(
  tx: Statements,
  { shopId }: ShopContext,
  { complaintId }: StoredRemedyOf<K>,
  events: StoryEvent[],
  at: Date,
) => tell(tx, { shopId, complaintId, actor: worker, at }, events);
