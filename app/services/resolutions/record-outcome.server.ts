import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import { lockOrder, saveOrder } from '#app/db/order-snapshots.server.ts';
import type { StoredRemedy } from '#app/db/remedies.server.ts';
import { finishAttempt, turnRemedy, type Turn } from '#app/db/remedy-steps.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { dueAt } from '#app/domain/complaint/complaint.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { System } from '#app/domain/people.ts';
import type { IssueOutcome, RefundFound } from '#app/domain/remedy/gateway.ts';
import { applyRefund } from '#app/domain/remedy/apply-refund.ts';
import { untilNextLookMs, untilNextWatchMs } from '#app/domain/remedy/next-step.ts';
import type { AttemptOutcome } from '#app/domain/remedy/remedy.ts';
import { release, settle } from '#app/ledger/ledger.server.ts';
import type { ShopContext } from '../context.ts';

const worker: System = { kind: 'system', name: 'worker' };

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/** Records how a call ended, in one transaction: attempt, state, ledger, story and complaint together. */
export async function recordOutcome(ctx: ShopContext, remedy: StoredRemedy, outcome: IssueOutcome): Promise<void> {
  switch (outcome.outcome) {
    case 'succeeded':
      return recordFound(ctx, remedy, outcome.refund, 'succeeded');
    case 'unknown':
      await recordStillUnknown(ctx, remedy, outcome.detail);
      return;
    case 'throttled':
      return recordNotSent(ctx, remedy, outcome.retryAfterMs, outcome.detail);
    case 'refused':
      return remedy.lastUnknownAt
        ? recordRefusedInDoubt(ctx, remedy, outcome.messages)
        : recordRefused(ctx, remedy, outcome.messages);
  }
}

/** The refund exists at Shopify: settled, still on its way, or failed by the payment provider. */
export async function recordFound(
  ctx: ShopContext,
  remedy: StoredRemedy,
  refund: RefundFound,
  attempt: AttemptOutcome | null = null,
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const state = stateOf(refund);
  const nextCheckAt = state === 'issued' ? after(now, untilNextWatchMs(0)) : null;
  const turn: Turn = { from: [remedy.state], to: state, nextCheckAt, externalId: refund.refundId, checks: 0 };
  await ctx.db.atomically(shopId, async (tx) => {
    const [copy, turned] = await Promise.all([
      lockOrder(tx, shopId, remedy.orderId),
      turnRemedy(tx, shopId, remedy, turn, now),
    ]);
    if (!turned) return;
    await Promise.all([
      // An issued one has been through this: its attempt is finished.
      remedy.state !== 'issued' &&
        finishAttempt(tx, shopId, remedy, attempt ?? 'unknown', attempt ? null : 'found afterwards', now),
      recordMoney(tx, ctx, remedy, refund, state, now),
      // Our copy of the order gets the refund at once, under its lock: no read is spent on what we know.
      copy && saveOrder(tx, shopId, applyRefund(copy.order, remedy.id, remedy.plan, refund), copy.fetchedAt),
    ]);
  });
}

/** What a refund's state means for the ledger, the complaint and its story. */
async function recordMoney(
  tx: Statements,
  ctx: ShopContext,
  remedy: StoredRemedy,
  refund: RefundFound,
  state: 'settled' | 'issued' | 'failed',
  now: Date,
): Promise<void> {
  const { shopId } = ctx;
  const events = storyOf(remedy, refund, state);
  if (state === 'settled') {
    const [, resolved] = await Promise.all([
      settle(tx, shopId, remedy, `refund ${refund.refundId} confirmed`, now),
      resolveWhenDone(tx, ctx, remedy, now),
    ]);
    events.push(...resolved);
  }
  if (state === 'failed') {
    await Promise.all([
      release(tx, shopId, remedy, `refund ${refund.refundId} failed at the payment provider`, now),
      decideAgain(tx, ctx, remedy, now),
    ]);
  }
  await tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, events);
}

function storyOf(
  remedy: StoredRemedy,
  { refundId }: RefundFound,
  state: 'settled' | 'issued' | 'failed',
): StoryEvent[] {
  const { id: remedyId, amount } = remedy;
  const events: StoryEvent[] = [];
  if (remedy.state !== 'issued') events.push({ kind: 'remedy_issued', remedyId, amount, refundId });
  if (state === 'settled') events.push({ kind: 'remedy_settled', remedyId, amount, refundId });
  if (state === 'failed') events.push({ kind: 'remedy_failed', remedyId, amount });
  return events;
}

/** What a refund at Shopify means for us: its money has arrived, is on its way, or came back. */
export function stateOf(refund: RefundFound): 'settled' | 'issued' | 'failed' {
  const statuses = refund.transactions.map((transaction) => transaction.status);
  // A refund without transactions moves no money (yet).
  if (statuses.length === 0) return 'issued';
  if (statuses.every((status) => status === 'success')) return 'settled';
  // Only when all of it failed is nothing given; a part that succeeded, or is unclear, keeps the whole held.
  if (statuses.every((status) => status === 'failure' || status === 'error')) return 'failed';
  return 'issued';
}

/**
 * Nobody knows: the money stays held, and somebody looks again soon. Answers the remedy as it is now, or null when
 * another worker has moved it on.
 */
export async function recordStillUnknown(
  ctx: ShopContext,
  remedy: StoredRemedy,
  detail: string,
  lookAt?: Date,
): Promise<StoredRemedy | null> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const fresh = remedy.state === 'sending';
  const nextCheckAt = lookAt ?? after(now, untilNextLookMs(remedy.checks));
  const checks = remedy.checks + 1;
  return ctx.db.atomically(shopId, async (tx) => {
    const lastUnknownAt = fresh ? now : (remedy.lastUnknownAt ?? now);
    if (
      !(await turnRemedy(
        tx,
        shopId,
        remedy,
        { from: [remedy.state], to: 'unknown', nextCheckAt, lastUnknownAt, checks },
        now,
      ))
    )
      return null;
    if (fresh) {
      await finishAttempt(tx, shopId, remedy, 'unknown', detail, now);
      await tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, [
        { kind: 'remedy_unknown', remedyId: remedy.id, detail },
      ]);
      await ctx.jobs.enqueue(
        tx,
        { name: 'advance-remedy', shopId, remedyId: remedy.id },
        untilNextLookMs(remedy.checks),
      );
    }
    return { ...remedy, state: 'unknown', lastUnknownAt, checks };
  });
}

/** Certainly not executed (bucket empty, no connection): back to where it was, and again after the wait. */
async function recordNotSent(ctx: ShopContext, remedy: StoredRemedy, askedMs: number, detail: string): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  // At least what Shopify asks for, and longer each time: hours without an answer must not become thousands of attempts.
  const waitMs = Math.max(askedMs, untilNextLookMs(remedy.attempts - 1));
  // An earlier attempt in doubt keeps it in doubt: this one says nothing about that one.
  const to = remedy.lastUnknownAt ? 'unknown' : 'approved';
  await ctx.db.atomically(shopId, async (tx) => {
    if (!(await turnRemedy(tx, shopId, remedy, { from: ['sending'], to, nextCheckAt: after(now, waitMs) }, now)))
      return;
    await finishAttempt(tx, shopId, remedy, 'throttled', detail, now);
    await ctx.jobs.enqueue(tx, { name: 'advance-remedy', shopId, remedyId: remedy.id }, waitMs);
  });
}

/** Shopify said no, and nothing sent before is in doubt: released, and a person decides again. */
async function recordRefused(ctx: ShopContext, remedy: StoredRemedy, messages: string[]): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await ctx.db.atomically(shopId, async (tx) => {
    await lockOrder(tx, shopId, remedy.orderId);
    if (!(await turnRemedy(tx, shopId, remedy, { from: ['sending'], to: 'refused', nextCheckAt: null, messages }, now)))
      return;
    await finishAttempt(tx, shopId, remedy, 'refused', messages.join(' '), now);
    await release(tx, shopId, remedy, `Shopify refused: ${messages.join(' ')}`, now);
    const refused: StoryEvent = { kind: 'remedy_refused', remedyId: remedy.id, amount: remedy.amount, messages };
    await tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, [refused]);
    await decideAgain(tx, ctx, remedy, now);
  });
}

/**
 * Shopify refused a repeat while an earlier attempt is still in doubt. That earlier one may be the very reason for the
 * refusal, or may still be carried out: no verdict before the quarantine, counted from this last send.
 */
async function recordRefusedInDoubt(ctx: ShopContext, remedy: StoredRemedy, messages: string[]): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  const nextCheckAt = after(now, Math.min(untilNextLookMs(remedy.checks), ctx.timing.quarantineMs));
  await ctx.db.atomically(shopId, async (tx) => {
    if (
      !(await turnRemedy(
        tx,
        shopId,
        remedy,
        { from: ['sending'], to: 'unknown', nextCheckAt, messages, checks: remedy.checks + 1 },
        now,
      ))
    )
      return;
    await finishAttempt(tx, shopId, remedy, 'refused', messages.join(' '), now);
  });
}

/** The quarantine is over and it is not there: it was never issued. Released, and a person decides again. */
export async function recordNotIssued(ctx: ShopContext, remedy: StoredRemedy): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await ctx.db.atomically(shopId, async (tx) => {
    await lockOrder(tx, shopId, remedy.orderId);
    if (!(await turnRemedy(tx, shopId, remedy, { from: ['unknown'], to: 'not_issued', nextCheckAt: null }, now)))
      return;
    await release(tx, shopId, remedy, 'not at Shopify after the quarantine', now);
    const notIssued: StoryEvent = { kind: 'remedy_not_issued', remedyId: remedy.id, amount: remedy.amount };
    await tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, [notIssued]);
    await decideAgain(tx, ctx, remedy, now);
  });
}

/** Looking does not settle it: the money stays held and a person gets it. */
export async function recordNeedsPerson(ctx: ShopContext, remedy: StoredRemedy, why: string): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await ctx.db.atomically(shopId, async (tx) => {
    await lockOrder(tx, shopId, remedy.orderId);
    if (!(await turnRemedy(tx, shopId, remedy, { from: [remedy.state], to: 'needs_person', nextCheckAt: null }, now)))
      return;
    await tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, [
      { kind: 'remedy_needs_person', remedyId: remedy.id, why },
    ]);
    await moveTo(tx, shopId, remedy.complaintId, { state: 'open', next: { action: 'check_refund', dueAt: now } }, now);
  });
}

/** Still on its way: look again later. */
export async function recordWatching(ctx: ShopContext, remedy: StoredRemedy): Promise<void> {
  const now = ctx.clock.now();
  const nextCheckAt = after(now, untilNextWatchMs(remedy.checks));
  await ctx.db.atomically(ctx.shopId, async (tx) => {
    await turnRemedy(
      tx,
      ctx.shopId,
      remedy,
      { from: ['issued'], to: 'issued', nextCheckAt, checks: remedy.checks + 1 },
      now,
    );
  });
}

/** Resolves the complaint when this was its last open remedy; answers what there is to tell. */
async function resolveWhenDone(
  tx: Statements,
  ctx: ShopContext,
  remedy: StoredRemedy,
  now: Date,
): Promise<StoryEvent[]> {
  const { shopId } = ctx;
  const [complaint, [other]] = await Promise.all([
    lockComplaint(tx, shopId, remedy.complaintId),
    tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM remedies WHERE shop_id = ${shopId} AND complaint_id = ${remedy.complaintId}::uuid AND id <> ${remedy.id}::uuid
        AND state IN ('approved', 'sending', 'unknown', 'issued', 'needs_person') LIMIT 1`,
  ]);
  if (!complaint || complaint.state === 'closed' || complaint.state === 'resolved') return [];
  // Another refund came to nothing meanwhile: this one does not answer what to do about that.
  if (complaint.nextAction === 'decide_again') return [];
  if (other) return [];
  await moveTo(tx, shopId, complaint.id, { state: 'resolved', next: null }, now);
  return [{ kind: 'state_changed', from: complaint.state, to: 'resolved', why: 'The refund was confirmed.' }];
}

async function decideAgain(tx: Statements, ctx: ShopContext, remedy: StoredRemedy, now: Date): Promise<void> {
  await moveTo(
    tx,
    ctx.shopId,
    remedy.complaintId,
    { state: 'open', next: { action: 'decide_again', dueAt: dueAt('high', now) } },
    now,
  );
}
