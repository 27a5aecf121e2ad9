/** What a decision writes down: itself with all that it was made on; and when it is a yes, the money held and the worker woken. */
import { moveTo } from '#app/db/complaints.server.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import type { Transaction } from '#app/db/database.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { NextAction } from '#app/domain/complaint/complaint.ts';
import type { RequestId, ResolutionId } from '#app/domain/ids.ts';
import type { Decision } from '#app/domain/limits/decide.ts';
import type { DecisionInputs } from '#app/domain/limits/replay.ts';
import { roomOf } from '#app/domain/limits/room.ts';
import type { PlannedRemedy } from '#app/domain/remedy/plan-bundle.ts';
import { becauseOf, dueAt, laneOf, rulesOf } from '#app/domain/remedy/rules.ts';
import { reserve } from '#app/ledger/ledger.server.ts';
import { guard, limitReached, lockShop } from '#app/ledger/usage.server.ts';
import type { StaffContext } from '../context.ts';
import type { Standing } from './plan-and-decide.server.ts';

// Long enough for a remedy to be issued and looked at; the watchdog takes over after that.
const checkWithinMs = 24 * 60 * 60 * 1000;

export type ToRecord = {
  id: ResolutionId;
  complaintId: LockedComplaint['id'];
  requestId: RequestId;
  hash: string;
  reason: string;
  decision: Decision;
  inputs: DecisionInputs;
  at: Date;
};

/** Writes a decision down, whatever it was, with the version of the rules and every number that it was made on. */
export async function recordDecision(
  { shopId, actor }: StaffContext,
  tx: Statements,
  { id, complaintId, requestId, hash, reason, decision, inputs, at }: ToRecord,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO resolutions (shop_id, id, complaint_id, request_id, input_hash, verdict, decision, reason, decided_by, decided_role, decided_at)
    VALUES (${shopId}, ${id}::uuid, ${complaintId}::uuid, ${requestId}::uuid, ${hash}, ${decision.verdict},
      ${JSON.stringify({ ...decision, inputs })}::jsonb, ${reason}, ${actor.userId}, ${actor.role}, ${at})`;
}

export type Allowed = {
  complaint: LockedComplaint;
  resolutionId: ResolutionId;
  decision: Decision;
  reason: string;
  despite: string | null;
  /** On what it was decided. */
  standing: Pick<Standing, 'everHeld' | 'customerKey' | 'at'>;
};

// If the job should get lost, the sweep looks at the remedy after this.
const firstLookMs = 30_000;

/**
 * Holds the money of a bundle that was allowed, hands each remedy to the worker, and commits: whoever calls asks for
 * everything else of the transaction before.
 */
export async function holdAndHandOver(
  ctx: StaffContext,
  tx: Transaction,
  allowed: Allowed,
  bundle: readonly PlannedRemedy[],
): Promise<void> {
  const { shopId, actor } = ctx;
  const { complaint, decision, reason, despite, standing } = allowed;
  const now = standing.at;
  const next = nextOf(bundle, now);
  const events = bundle.map(({ remedyId, kind, plan, worth: { amount } }) => {
    const because = becauseOf(kind, plan);
    const decided = {
      kind: 'remedy_decided',
      remedyId,
      remedy: kind,
      amount,
      reason,
      numbers: decision.numbers,
    } as const;
    return because === null ? decided : { ...decided, because };
  });
  const again = despite === null ? [] : [{ kind: 'given_despite', before: decision.before, why: despite } as const];
  await Promise.all([
    tell(tx, { shopId, complaintId: complaint.id, actor, at: now }, [...again, ...events]),
    moveTo(tx, shopId, complaint.id, { state: 'open', next }, now),
    ...bundle.map((planned) => handOver(ctx, tx, allowed, planned, now)),
  ]);
  // With the commit: what a whole shop shares is locked for no round trip.
  await tx.commitWith(() =>
    Promise.all([
      // Between reading what is used and now others may have given: the limits that they share are held to once more.
      guard(tx, shopId, standing.everHeld, roomOf(decision.checks)),
      ...bundle.map((planned) => hold(ctx, tx, allowed, planned, now)),
    ]),
  );
}

/** What people have promised to do comes first, by the soonest of its days; the rest is followed without them. */
function nextOf(bundle: readonly PlannedRemedy[], now: Date): { action: NextAction; dueAt: Date } {
  const promised = bundle.filter(({ kind }) => rulesOf(kind).handmade).map(({ kind, plan }) => dueAt(kind, plan, now));
  const [soonest] = promised.sort((a, b) => a.getTime() - b.getTime());
  // Midnight would read as the next day.
  if (soonest) return { action: 'carry_out', dueAt: new Date(soonest.getTime() - 60_000) };
  return { action: 'check_remedy', dueAt: new Date(now.getTime() + checkWithinMs) };
}

async function handOver(
  { shopId, jobs }: StaffContext,
  tx: Statements,
  { complaint, resolutionId }: Allowed,
  { remedyId, kind, plan, worth }: PlannedRemedy,
  now: Date,
): Promise<void> {
  const { amount, shopAmount, shopCost } = worth;
  // The key is stored before any call and reused word for word: the same remedy can only ever be given once.
  const stored = tx.$executeRaw`
    INSERT INTO remedies (shop_id, id, resolution_id, complaint_id, order_id, kind, state, amount_minor, currency, shop_amount_minor,
      shop_cost_minor, shop_currency, plan, lane, idempotency_key, next_check_at, created_at, updated_at)
    VALUES (${shopId}, ${remedyId}::uuid, ${resolutionId}::uuid, ${complaint.id}::uuid, ${complaint.orderId}, ${kind}, 'approved',
      ${amount.minor}::bigint, ${amount.currency}, ${shopAmount.minor}::bigint, ${shopCost.minor}::bigint, ${shopAmount.currency},
      ${JSON.stringify(plan)}::jsonb, ${laneOf(kind, plan)}, ${`amends-${remedyId}`}, ${new Date(now.getTime() + firstLookMs)}, ${now}, ${now})`;
  await Promise.all([stored, jobs.enqueue(tx, { name: 'advance-remedy', shopId, remedyId })]);
}

const hold = (
  { shopId, actor }: StaffContext,
  tx: Statements,
  { complaint, resolutionId, reason, standing: { customerKey } }: Allowed,
  { remedyId, worth }: PlannedRemedy,
  now: Date,
): Promise<void> => {
  const { id: complaintId, orderId } = complaint;
  return reserve(
    tx,
    shopId,
    { id: remedyId, resolutionId, complaintId, orderId, customerKey, ...worth },
    actor,
    reason,
    now,
  );
};

/** Locks what a whole shop shares; on the first try it does nothing. Asked for after the order's and the complaint's locks. */
export type Lock = () => Promise<void>;

/**
 * Decides in one transaction, on what is used without waiting for others; where somebody was quicker and a limit would be
 * passed, once more with the shop's ledger locked, so that the second answer is exact.
 */
export async function decideOnce<Answer>(
  ctx: StaffContext,
  name: string,
  decide: (tx: Transaction, lock: Lock) => Promise<Answer>,
): Promise<Answer> {
  const { db, shopId } = ctx;
  try {
    return await db.atomically(shopId, (tx) => decide(tx, () => Promise.resolve()), { name });
  } catch (error) {
    if (!limitReached(error)) throw error;
    return db.atomically(shopId, (tx) => decide(tx, () => lockShop(tx, shopId)), { name });
  }
}
