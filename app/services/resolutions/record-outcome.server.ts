import { moveTo } from '#app/db/complaints.server.ts';
import { lockOrder, saveOrder } from '#app/db/order-snapshots.server.ts';
import type { StoredRemedyOf } from '#app/db/remedies.server.ts';
import { finishAttempt, turnRemedy, type Turn } from '#app/db/remedy-steps.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { System } from '#app/domain/people.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { untilNextLookMs } from '#app/domain/remedy/next-step.ts';
import type { Found, IssueOutcome } from '#app/domain/remedy/plug.ts';
import type { AttemptOutcome } from '#app/domain/remedy/remedy.ts';
import { rulesOf, watchAt } from '#app/domain/remedy/rules.ts';
import { release, settle } from '#app/ledger/ledger.server.ts';
import type { ShopContext } from '../context.ts';
import { decideAgain, whenArrived } from './what-is-next.server.ts';

export const worker: System = { kind: 'system', name: 'worker' };

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/** Records how a call ended, in one transaction: attempt, state, ledger, story and complaint together. */
export async function recordOutcome<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  outcome: IssueOutcome<K>,
): Promise<void> {
  switch (outcome.outcome) {
    case 'succeeded':
      return recordFound(ctx, remedy, outcome.found, 'succeeded');
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

/** It exists: arrived, still on its way, or come to nothing. */
export async function recordFound<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  found: Found<K>,
  attempt: AttemptOutcome | null = null,
): Promise<void> {
  await ctx.db.atomically(ctx.shopId, (tx) => foundInside(tx, ctx, remedy, found, attempt));
}

/** The same inside a transaction. False when somebody was quicker: then nothing is recorded. */
export async function foundInside<K extends RemedyKind>(
  tx: Statements,
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  found: Found<K>,
  attempt: AttemptOutcome | null = null,
): Promise<boolean> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  // Taken back by somebody else before it had arrived: for us it came to nothing.
  const state = found.standing === 'undone' ? 'failed' : found.standing;
  const nextCheckAt = state === 'issued' ? watchAt(issuedOf(remedy, now), now) : null;
  const { externalId, proof } = found;
  const turn: Turn = { from: [remedy.state], to: state, nextCheckAt, externalId, proof, issuedAt: now, checks: 0 };
  const [copy, turned] = await Promise.all([
    lockOrder(tx, shopId, remedy.orderId),
    turnRemedy(tx, shopId, remedy, turn, now),
  ]);
  if (!turned) return false;
  // Our copy of the order gets it at once, under its lock: no read is spent on what we know.
  const applied = copy && rulesOf(remedy.kind).applyToOrder?.(copy.order, remedy.id, remedy.plan, found);
  await Promise.all([
    // An issued one has been through this: its attempt is finished.
    remedy.state !== 'issued' &&
      finishAttempt(tx, shopId, remedy, attempt ?? 'unknown', attempt ? null : 'found afterwards', now),
    recordMoney(tx, ctx, remedy, found, state, now),
    copy && applied && saveOrder(tx, shopId, applied, copy.fetchedAt),
  ]);
  return true;
}

const issuedOf = <K extends RemedyKind>({ kind, plan, issuedAt, lateAt }: StoredRemedyOf<K>, now: Date) => ({
  ...{ kind, plan, issuedAt: issuedAt ?? now },
  ...{ checks: 0, late: lateAt !== null },
});

/** What a remedy's state means for the ledger, the complaint and its story. */
async function recordMoney<K extends RemedyKind>(
  tx: Statements,
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  { externalId, proof }: Found<K>,
  state: 'settled' | 'issued' | 'failed',
  now: Date,
): Promise<void> {
  const { shopId } = ctx;
  const events = storyOf(remedy, externalId, state);
  // The complaint before the ledger, and the ledger last: the whole shop waits for whoever is in it.
  if (state === 'settled') events.push(...(await whenArrived(tx, ctx, remedy, proof, now)));
  if (state === 'failed') await decideAgain(tx, ctx, remedy, now);
  await Promise.all([
    tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, events),
    state === 'settled' && settle(tx, shopId, remedy, `${remedy.kind} ${externalId} has arrived`, now),
    state === 'failed' && release(tx, shopId, remedy, `${remedy.kind} ${externalId} came to nothing`, now),
  ]);
}

function storyOf<K extends RemedyKind>(
  remedy: StoredRemedyOf<K>,
  externalId: string,
  state: 'settled' | 'issued' | 'failed',
): StoryEvent[] {
  const events: StoryEvent[] = [];
  if (remedy.state !== 'issued') events.push({ kind: 'remedy_issued', ...of(remedy), externalId });
  if (state === 'settled') events.push({ kind: 'remedy_settled', ...of(remedy), externalId });
  if (state === 'failed') events.push({ kind: 'remedy_failed', ...of(remedy) });
  return events;
}

/** How the story names a remedy. */
export const of = <K extends RemedyKind>({ id, kind, amount }: StoredRemedyOf<K>) => ({
  remedyId: id,
  remedy: kind,
  amount,
});

/**
 * Nobody knows: the money stays held, and somebody looks again soon. Answers the remedy as it is now, or null when
 * another worker has moved it on.
 */
export async function recordStillUnknown<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  detail: string,
  lookAt?: Date,
): Promise<StoredRemedyOf<K> | null> {
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
      // Of what people carry out nothing was sent, so nothing is in doubt: only a worker is gone.
      const told: StoryEvent[] = [{ kind: 'remedy_unknown', remedyId: remedy.id, detail }];
      const events = rulesOf(remedy.kind).handmade ? [] : told;
      await tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, events);
      await ctx.jobs.enqueue(
        tx,
        { name: 'follow-remedy', shopId, remedyId: remedy.id },
        untilNextLookMs(remedy.checks),
      );
    }
    return { ...remedy, state: 'unknown', lastUnknownAt, checks };
  });
}

/** Certainly not executed (bucket empty, no connection): back to where it was, and again after the wait. */
async function recordNotSent<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  askedMs: number,
  detail: string,
): Promise<void> {
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
    await ctx.jobs.enqueue(tx, { name: 'follow-remedy', shopId, remedyId: remedy.id }, waitMs);
  });
}

/** Shopify said no, and nothing sent before is in doubt: released, and a person decides again. */
async function recordRefused<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  messages: string[],
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await ctx.db.atomically(shopId, async (tx) => {
    await lockOrder(tx, shopId, remedy.orderId);
    if (!(await turnRemedy(tx, shopId, remedy, { from: ['sending'], to: 'refused', nextCheckAt: null, messages }, now)))
      return;
    const refused: StoryEvent = { kind: 'remedy_refused', ...of(remedy), messages };
    // The complaint before the ledger, as everywhere.
    await decideAgain(tx, ctx, remedy, now);
    await Promise.all([
      finishAttempt(tx, shopId, remedy, 'refused', messages.join(' '), now),
      tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, [refused]),
      release(tx, shopId, remedy, `Shopify refused: ${messages.join(' ')}`, now),
    ]);
  });
}

/**
 * Shopify refused a repeat while an earlier attempt is still in doubt. That earlier one may be the very reason for the
 * refusal, or may still be carried out: no verdict before the quarantine, counted from this last send.
 */
async function recordRefusedInDoubt<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  messages: string[],
): Promise<void> {
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
export async function recordNotIssued<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await ctx.db.atomically(shopId, async (tx) => {
    await lockOrder(tx, shopId, remedy.orderId);
    if (!(await turnRemedy(tx, shopId, remedy, { from: ['unknown'], to: 'not_issued', nextCheckAt: null }, now)))
      return;
    const notIssued: StoryEvent = { kind: 'remedy_not_issued', ...of(remedy) };
    await decideAgain(tx, ctx, remedy, now);
    await Promise.all([
      tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, [notIssued]),
      release(tx, shopId, remedy, 'not at Shopify after the quarantine', now),
    ]);
  });
}

/** Looking does not settle it: the money stays held and a person gets it. */
export async function recordNeedsPerson<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  why: string,
): Promise<void> {
  const { shopId } = ctx;
  const now = ctx.clock.now();
  await ctx.db.atomically(shopId, async (tx) => {
    await lockOrder(tx, shopId, remedy.orderId);
    if (!(await turnRemedy(tx, shopId, remedy, { from: [remedy.state], to: 'needs_person', nextCheckAt: null }, now)))
      return;
    await tell(tx, { shopId, complaintId: remedy.complaintId, actor: worker, at: now }, [
      { kind: 'remedy_needs_person', remedyId: remedy.id, why },
    ]);
    await moveTo(tx, shopId, remedy.complaintId, { state: 'open', next: { action: 'check_remedy', dueAt: now } }, now);
  });
}
