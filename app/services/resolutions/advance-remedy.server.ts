import { beginAttempt, progressInLane, rememberProgress } from '#app/db/remedy-steps.server.ts';
import { claimRemedy } from '#app/db/remedies.server.ts';
import type { StoredRemedyOf } from '#app/db/remedies.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { isRecognised, longestDoubtMs, nextStep, whenAbsent } from '#app/domain/remedy/next-step.ts';
import type { RemedyCalls, Step } from '#app/domain/remedy/plug.ts';
import { dueAt, repeatOf } from '#app/domain/remedy/rules.ts';
import { unreachable } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';
import {
  recordFound,
  recordNeedsPerson,
  recordNotIssued,
  recordOutcome,
  recordStillUnknown,
} from './record-outcome.server.ts';
import { recordHeldBack, recordWaiting, recordWatching } from './record-waiting.server.ts';
import { recordUndo } from './record-undo.server.ts';

/**
 * Looks at a remedy's row and does the next thing with it. Safe to call at any time, any number of times, from any
 * process: whoever cannot take the lease leaves. Money path, in order: attempt row committed → call to Shopify outside
 * of any transaction → outcome recorded in one transaction.
 */
export async function advanceRemedy(ctx: ShopContext, remedyId: RemedyId): Promise<void> {
  const { shopId } = ctx;
  const client = ctx.db.statements(shopId);
  const remedy = await claimRemedy(client, shopId, remedyId, ctx.clock.now(), ctx.timing.leaseMs);
  if (remedy) await takeStep(ctx, remedy);
}

async function takeStep<K extends RemedyKind>(ctx: ShopContext, remedy: StoredRemedyOf<K>): Promise<void> {
  const step = nextStep(remedy);
  switch (step) {
    case 'send':
      return send(ctx, remedy, 'approved');
    case 'look':
      return look(ctx, remedy);
    case 'watch':
      return watch(ctx, remedy);
    case 'undo':
      return undo(ctx, remedy);
    case 'leave':
      return;
    default:
      return unreachable(step);
  }
}

const callsOf = <K extends RemedyKind>(ctx: ShopContext, kind: K): RemedyCalls<K> => ctx.gateway.remedies[kind];

/** What a call about this remedy is given. */
export function stepOf<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  complaintNumber: number,
): Step<K> {
  const { id, idempotencyKey, plan, externalId, progress } = remedy;
  return {
    plan,
    identity: { remedyId: id, idempotencyKey, complaintNumber },
    externalId,
    progress,
    now: ctx.clock.now(),
    remember: (more) => rememberProgress(ctx.db.statements(ctx.shopId), ctx.shopId, remedy, more),
    laneMates: () => progressInLane(ctx.db.statements(ctx.shopId), ctx.shopId, id),
  };
}

async function send<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  from: 'approved' | 'unknown',
): Promise<void> {
  const sending = await begin(ctx, remedy, from);
  if (!sending) return;
  // From here on the process may die at any line: the attempt is written down, so the sweep will look, not send.
  const step = stepOf(ctx, sending.remedy, sending.complaintNumber);
  const outcome = await callsOf(ctx, remedy.kind).execute(step);
  await recordOutcome(ctx, sending.remedy, outcome);
}

/**
 * Writes down that a call is about to be made. Null when it must not be: somebody else has it, or something holds it back, or this
 * process has slept. Whoever is frozen and goes on a day later acts on what it knew then: by now Shopify may have forgotten the
 * key of the first send, and others may have found out that nothing was issued. So the call begins within the lease or never.
 */
async function begin<K extends RemedyKind>(
  ctx: ShopContext,
  remedy: StoredRemedyOf<K>,
  from: 'approved' | 'unknown' | 'undoing',
): Promise<{ remedy: StoredRemedyOf<K>; complaintNumber: number } | null> {
  const client = ctx.db.statements(ctx.shopId);
  const { clock, timing } = ctx;
  const now = clock.now();
  const repeat = repeatOf(remedy.kind, remedy.plan, remedy.progress);
  if (from === 'unknown' && !isRecognised(remedy, now, repeat)) return null;
  const begun = await beginAttempt(client, ctx.shopId, remedy, from, newId(), now, timing.leaseMs);
  if (begun === 'stopped' || begun === 'frozen') await recordHeldBack(ctx, remedy, begun);
  else if (begun === 'lane_taken') await recordWaiting(ctx, remedy);
  // Left as one that died here: its attempt is written down, so it is looked for.
  else return clock.now().getTime() < now.getTime() + timing.leaseMs ? begun : null;
  return null;
}

/** Something was sent and we do not know its end. Ask Shopify what there is; never assume. */
async function look<K extends RemedyKind>(ctx: ShopContext, remedy: StoredRemedyOf<K>): Promise<void> {
  const inDoubt =
    remedy.state === 'sending' ? await recordStillUnknown(ctx, remedy, 'the worker that sent it is gone') : remedy;
  if (!inDoubt) return;
  const now = ctx.clock.now();
  const found = await callsOf(ctx, remedy.kind).findExisting(stepOf(ctx, inDoubt, 0));
  if (!found.ok) {
    const tooOld = now.getTime() - remedy.createdAt.getTime() > longestDoubtMs;
    if (tooOld) return recordNeedsPerson(ctx, inDoubt, `Shopify could not be asked: ${found.error.kind}`);
    await recordStillUnknown(ctx, inDoubt, `could not look: ${found.error.kind}`);
    return;
  }
  if (found.value) return recordFound(ctx, inDoubt, found.value);
  // Shopify has shown it to us before: that it cannot be seen now proves nothing.
  if (inDoubt.externalId) return recordNeedsPerson(ctx, inDoubt, 'Shopify no longer shows this remedy');
  const repeat = repeatOf(remedy.kind, inDoubt.plan, inDoubt.progress);
  const verdict = whenAbsent(inDoubt, now, ctx.timing.quarantineMs, inDoubt.messages, repeat);
  switch (verdict.do) {
    case 'send_again':
      return send(ctx, inDoubt, 'unknown');
    case 'wait':
      await recordStillUnknown(ctx, inDoubt, 'not there yet', verdict.until);
      return;
    case 'not_issued':
      return abandon(ctx, inDoubt);
    case 'ask_person':
      return recordNeedsPerson(ctx, inDoubt, 'it cannot be told with certainty whether Shopify has done it');
    default:
      return unreachable(verdict);
  }
}

/** The verdict is that it was never issued. What was begun is taken away first, or the verdict might not stay true. */
async function abandon<K extends RemedyKind>(ctx: ShopContext, remedy: StoredRemedyOf<K>): Promise<void> {
  const left = await callsOf(ctx, remedy.kind).abandon?.(stepOf(ctx, remedy, 0));
  if (left?.ok === false) {
    await recordStillUnknown(ctx, remedy, `could not be given up: ${left.error.kind}`);
    return;
  }
  return left?.value ? recordFound(ctx, remedy, left.value) : recordNotIssued(ctx, remedy);
}

/** It exists and has not arrived: follow it until it has, or has come to nothing. */
async function watch<K extends RemedyKind>(ctx: ShopContext, remedy: StoredRemedyOf<K>): Promise<void> {
  const found = await callsOf(ctx, remedy.kind).watch(stepOf(ctx, remedy, 0));
  if (found.ok && found.value && found.value.standing !== 'issued') return recordFound(ctx, remedy, found.value);
  // What may take long is followed for longer: a person has heard that it is late before it is given up.
  const { kind, plan, createdAt, issuedAt } = remedy;
  const since = issuedAt ?? createdAt;
  const longest = Math.max(longestDoubtMs, 2 * (dueAt(kind, plan, since).getTime() - since.getTime()));
  const tooOld = ctx.clock.now().getTime() - createdAt.getTime() > longest;
  if (tooOld) return recordNeedsPerson(ctx, remedy, 'it has not arrived, and nothing more is heard of it');
  await recordWatching(ctx, remedy, found.ok ? found.value : null);
}

/** A person took it back. Written down before the call, like giving it; `undo` itself looks before it acts again. */
async function undo<K extends RemedyKind>(ctx: ShopContext, remedy: StoredRemedyOf<K>): Promise<void> {
  const undoing = await begin(ctx, remedy, 'undoing');
  if (!undoing) return;
  const take = callsOf(ctx, remedy.kind).undo;
  if (!take) throw new Error(`a ${remedy.kind} cannot be taken back`);
  const outcome = await take(stepOf(ctx, undoing.remedy, undoing.complaintNumber));
  await recordUndo(ctx, undoing.remedy, outcome);
}
