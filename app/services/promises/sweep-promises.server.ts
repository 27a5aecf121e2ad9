import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import {
  answeredSince,
  complaintOfPromise,
  endEscalation,
  endPromise,
  lockPromise,
  promisesToLookAt,
  remedyGivenSince,
} from '#app/db/promises.server.ts';
import type { StoredPromise } from '#app/db/promises.server.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import { approversHere } from '#app/db/staff-roster.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { withAnswer } from '#app/domain/complaint/complaint.ts';
import type { System } from '#app/domain/people.ts';
import { promiseAt } from '#app/domain/promise/promise.ts';
import type { ShopContext } from '../context.ts';
import { mailToStaff } from '../mail/mail-to-staff.server.ts';
import type { SweepMeans } from '../resolutions/sweep.server.ts';

const amends: System = { kind: 'system', name: 'amends' };
const mostPerSweep = 100;
/** So long a lead has to make good what was broken before the owner hears of it. */
const untilOwnerMs = 24 * 60 * 60 * 1000;

/**
 * Watches what was promised: kept by what was given, broken when its time has passed, and told to the owner when nobody has
 * written to the customer a day after. Each of these happens once. Lower age bound: the promise's end; upper: none, an open
 * promise stays one. Answers how many were looked at.
 */
export async function sweepPromises({ db, clock, contextFor }: SweepMeans): Promise<number> {
  const found = await db.asSystem((client) => promisesToLookAt(client, clock.now(), mostPerSweep));
  for (const { shopId, promiseId } of found) {
    const ctx = contextFor(shopId);
    await lookAt(ctx, promiseId).catch((error: unknown) => {
      ctx.log.error({ err: error, promise: promiseId }, 'a promise could not be looked at');
    });
  }
  return found.length;
}

function lookAt(ctx: ShopContext, id: string): Promise<void> {
  const { shopId, clock } = ctx;
  return ctx.db.atomically(shopId, async (tx) => {
    const complaintId = await complaintOfPromise(tx, shopId, id);
    const complaint = complaintId && (await lockComplaint(tx, shopId, complaintId));
    const promise = complaint && (await lockPromise(tx, shopId, id));
    if (!promise) return;
    const now = clock.now();
    if (promise.state === 'open') await lookAtOpen(tx, ctx, complaint, promise, now);
    else if (promise.escalateAt && promise.escalateAt <= now) await escalate(tx, ctx, complaint, promise, now);
  });
}

async function lookAtOpen(
  tx: Statements,
  ctx: ShopContext,
  complaint: LockedComplaint,
  promise: StoredPromise,
  now: Date,
): Promise<void> {
  const { shopId } = ctx;
  const { id, kind, what, dueAt } = promise;
  const given = kind === 'remedy' ? await remedyGivenSince(tx, shopId, promise) : null;
  const became = promiseAt(dueAt, given, now);
  const at = { shopId, complaintId: complaint.id, actor: amends, at: now };
  if (became === 'kept' && given) {
    const proof = { by: 'remedy', remedyId: given.remedyId, at: given.at.toISOString() } as const;
    await endPromise(tx, shopId, id, { state: 'kept', proof }, now);
    await tell(tx, at, [{ kind: 'promise_kept', promiseId: id, promise: kind, what, how: null }]);
  }
  if (became !== 'broken') return;
  const leads = await approversHere(tx, shopId, ['lead'], '', now);
  const escalateAt = leads.length > 0 ? new Date(now.getTime() + untilOwnerMs) : null;
  await endPromise(tx, shopId, id, { state: 'broken', escalateAt }, now);
  await tell(tx, at, [{ kind: 'promise_broken', promiseId: id, promise: kind, what, due: dueAt.toISOString() }]);
  await makeUrgent(tx, ctx, complaint, now);
  const readers = leads.length > 0 ? leads : await approversHere(tx, shopId, ['owner'], '', now);
  await tellOf(tx, ctx, complaint, promise, { readers, late: false });
}

/** Somebody is to write to the customer now. What is over stays over: there a lead has to look. */
async function makeUrgent(tx: Statements, { shopId }: ShopContext, complaint: LockedComplaint, now: Date) {
  if (complaint.state !== 'open' && complaint.state !== 'waiting_for_customer') return;
  const next = { action: withAnswer(complaint.nextAction), dueAt: now };
  await moveTo(tx, shopId, complaint.id, { state: 'open', next }, now);
}

async function escalate(
  tx: Statements,
  ctx: ShopContext,
  complaint: LockedComplaint,
  promise: StoredPromise,
  now: Date,
): Promise<void> {
  const { shopId } = ctx;
  const { id, kind, what, endedAt } = promise;
  await endEscalation(tx, shopId, id);
  if (await answeredSince(tx, shopId, complaint.id, endedAt ?? now)) return;
  await tell(tx, { shopId, complaintId: complaint.id, actor: amends, at: now }, [
    { kind: 'promise_escalated', promiseId: id, promise: kind, what },
  ]);
  const readers = await approversHere(tx, shopId, ['owner'], '', now);
  await tellOf(tx, ctx, complaint, promise, { readers, late: true });
}

type Readers = Awaited<ReturnType<typeof approversHere>>;

async function tellOf(
  tx: Statements,
  ctx: ShopContext,
  complaint: LockedComplaint,
  { id, kind, what, dueAt, madeByName }: StoredPromise,
  { readers, late }: { readers: Readers; late: boolean },
): Promise<void> {
  const link = ctx.adminAddress(`/app/complaints/${complaint.id}`);
  const [shop] = await tx.$queryRaw<{ time_zone: string }[]>`SELECT time_zone FROM shops WHERE shop_id = ${ctx.shopId}`;
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: shop?.time_zone ?? 'UTC' },
  });
  const data = { complaintNumber: complaint.number, promise: kind, what, by: format.format(dueAt), madeBy: madeByName };
  for (const to of readers) {
    await mailToStaff(tx, ctx, {
      ...{ to, dedupeKey: `promise:${id}:${late ? 'owner' : 'broken'}`, about: complaint.id },
      mail: { kind: 'promise_broken', data: { ...data, late, link } },
    });
  }
}
