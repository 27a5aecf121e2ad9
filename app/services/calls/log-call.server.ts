import { addCall, findCall } from '#app/db/calls.server.ts';
import {
  endCallback,
  lockCallback,
  moveCallback,
  nextAfterCall,
  type WaitingCallback,
} from '#app/db/callbacks.server.ts';
import { lockComplaint, moveTo, type LockedComplaint } from '#app/db/complaints.server.ts';
import { endPromise, readPromises } from '#app/db/promises.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import { afterCall, type CallDirection, type CallOutcome } from '#app/domain/calls/call.ts';
import { withAnswer } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import type { CallbackSlot } from '#app/domain/intake/callback-slots.ts';
import type { PromiseKind } from '#app/domain/promise/promise.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import { dayAt, endOfDay, type Day } from '#app/domain/shop-day.ts';
import { markAnswered } from '../complaints/mark-answered.server.ts';
import type { StaffContext } from '../context.ts';
import { makePromises } from '../promises/make-promises.server.ts';
import { slotSaid } from './slot-said.ts';

export type LogCall = {
  requestId: RequestId;
  direction: CallDirection;
  outcome: CallOutcome;
  /** When it was; not in the future. */
  at: Date;
  minutes: number | null;
  agreed: string;
  note: string;
  /** What was agreed is promised, to be kept until this day of the shop ends. */
  promise: { kind: PromiseKind; day: Day } | null;
  /** When she is tried again, should nobody have been reached and somebody wait. */
  nextTry: CallbackSlot | null;
  /** To call instead of the number that was wrong. */
  otherPhone: string | null;
};

export type LogCallProblem =
  | { kind: 'not_found' }
  /** The same form was sent before, with other contents. */
  | { kind: 'request_reused' }
  /** A promise for a day that has passed. */
  | { kind: 'promise_past' }
  /** She waits and is to be tried again, and nobody said when. */
  | { kind: 'no_next_try' };

/** `writeInstead`: nobody was reached often enough, or the number is wrong; now she is to be written to. */
export type LoggedCall = { writeInstead: boolean };

/**
 * Writes down a call about a complaint, and what follows from it, all or nothing. Reached: whoever waited for the call waits no
 * more, she has heard from a person, and what is next comes back. Not reached: she is tried again, or after the third time written
 * to. The same request again changes nothing.
 */
export async function logCall(
  ctx: StaffContext,
  complaintId: ComplaintId,
  call: LogCall,
): Promise<Result<LoggedCall, LogCallProblem>> {
  const { shopId, actor, clock } = ctx;
  const now = clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    if (!complaint) return err({ kind: 'not_found' });
    const [shop] = await tx.$queryRaw<
      { zone: string }[]
    >`SELECT time_zone AS zone FROM shops WHERE shop_id = ${shopId}`;
    const zone = shop?.zone ?? 'UTC';
    if (call.promise && call.promise.day < dayAt(now, zone)) return err({ kind: 'promise_past' });
    const waiting = await lockCallback(tx, shopId, complaintId);
    const follows = afterCall(call, waiting?.tries ?? 0, call.otherPhone !== null);
    const earlier = await findCall(tx, shopId, call.requestId);
    if (earlier) {
      const same =
        earlier.complaintId === complaintId && earlier.outcome === call.outcome && earlier.note === call.note;
      return same ? ok({ writeInstead: follows.callback === 'not_reached' }) : err({ kind: 'request_reused' });
    }
    if (waiting && follows.callback === 'again' && !call.nextTry) return err({ kind: 'no_next_try' });
    const { requestId: id, direction, outcome, at, minutes, agreed, note } = call;
    const callbackId = waiting?.id ?? null;
    await addCall(tx, shopId, {
      id,
      complaintId,
      callbackId,
      direction,
      outcome,
      at,
      minutes,
      agreed,
      note,
      by: actor,
    });
    const again = waiting !== null && follows.callback === 'again' ? call.nextTry : null;
    const next = again && slotSaid(again, zone);
    await tell(tx, { shopId, complaintId, actor, at: now }, [
      { kind: 'called', direction, outcome, minutes, agreed, note, next },
    ]);
    const isOpen = complaint.state === 'open' || complaint.state === 'waiting_for_customer';
    if (waiting) await settleCallback(tx, ctx, { complaint, waiting, follows, call });
    else if (follows.callback === 'not_reached' && isOpen) await writeNext(tx, ctx, complaint);
    if (outcome === 'reached') await heard(tx, ctx, complaintId, call, zone);
    return ok({ writeInstead: follows.callback === 'not_reached' });
  });
}

type About = {
  complaint: LockedComplaint;
  waiting: WaitingCallback;
  follows: ReturnType<typeof afterCall>;
  call: LogCall;
};

async function settleCallback(tx: Statements, ctx: StaffContext, { complaint, waiting, follows, call }: About) {
  const { shopId, clock } = ctx;
  const at = clock.now();
  switch (follows.callback) {
    case 'unchanged':
      return;
    case 'done':
      await endCallback(tx, shopId, waiting.id, { state: 'done' }, at);
      return nextAfterCall(tx, shopId, complaint.id, waiting.id, at);
    case 'again': {
      const { from, to } = call.nextTry ?? waiting;
      const phone = call.otherPhone ?? waiting.phone;
      await moveCallback(tx, shopId, complaint.id, waiting.id, { from, to, phone, tries: follows.tries });
      return nextAfterCall(tx, shopId, complaint.id, waiting.id, at);
    }
    case 'not_reached':
      await endCallback(tx, shopId, waiting.id, { state: 'not_reached', tries: follows.tries }, at);
      await nextAfterCall(tx, shopId, complaint.id, waiting.id, at);
      return writeNext(tx, ctx, complaint);
  }
}

/** The next step is to write to her, unless somebody is to decide again or waits for a yes. */
async function writeNext(tx: Statements, ctx: StaffContext, { id, severity, nextAction }: LockedComplaint) {
  const action = withAnswer(nextAction);
  if (action !== 'answer_customer') return;
  await moveTo(tx, ctx.shopId, id, { state: 'open', next: { action, asSoonAs: severity } }, ctx.clock.now());
}

/** She has spoken with a person: that answers her, and keeps what was promised of an answer. */
async function heard(tx: Statements, ctx: StaffContext, complaintId: ComplaintId, call: LogCall, zone: string) {
  const { shopId, actor, clock } = ctx;
  const now = clock.now();
  for (const { id, kind, state, what, dueAt } of await readPromises(tx, shopId, complaintId)) {
    if (kind !== 'answer' || state !== 'open' || dueAt < now) continue;
    const how = 'Told by phone.';
    const proof = { by: 'person', name: actor.name, how, at: now.toISOString() } as const;
    if (!(await endPromise(tx, shopId, id, { state: 'kept', proof }, now))) continue;
    await tell(tx, { shopId, complaintId, actor, at: now }, [
      { kind: 'promise_kept', promiseId: id, promise: kind, what, how },
    ]);
  }
  const due = call.promise && new Date(endOfDay(call.promise.day, zone).getTime() - 1000);
  if (call.promise && due) {
    const what = call.promise.kind === 'answer' ? '' : call.agreed;
    const made = [{ kind: call.promise.kind, what, due }];
    await makePromises(tx, ctx, complaintId, made, { key: `call:${call.requestId}`, messageKey: null });
  }
  await markAnswered(tx, ctx, complaintId, { until: call.promise?.kind === 'answer' ? due : null });
}
