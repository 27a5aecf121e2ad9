import { lookAgain, readService } from '#app/db/complaint-clocks.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { LockedComplaint } from '#app/db/complaints.server.ts';
import {
  addEscalation,
  closeEscalation,
  freeze,
  lockRemedies,
  openEscalation,
  thaw,
} from '#app/db/escalations.server.ts';
import type { StoredEscalation } from '#app/db/escalations.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { lockOrder } from '#app/db/order-snapshots.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { ComplaintState, NextAction } from '#app/domain/complaint/complaint.ts';
import { escalationDays, mayAnswerEscalation, mayEscalate } from '#app/domain/escalation.ts';
import type { EscalationLevel } from '#app/domain/escalation.ts';
import { parseOrderId, trusted } from '#app/domain/ids.ts';
import type { ComplaintId } from '#app/domain/ids.ts';
import type { Role, System } from '#app/domain/people.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { addDays, dayAt, momentAt } from '#app/domain/shop-day.ts';
import type { Day } from '#app/domain/shop-day.ts';
import type { ShopContext, StaffContext } from '../context.ts';
import { tellEscalated } from './tell-escalated.server.ts';

export type EscalateInput = {
  to: EscalationLevel;
  reason: string;
  /** By which day of the shop an answer is wanted. */
  by: Day;
};

export type EscalateProblem =
  | { kind: 'not_found' }
  /** The complaint is closed. */
  | { kind: 'over' }
  | { kind: 'no_right' }
  | { kind: 'past' };

const amends: System = { kind: 'system', name: 'amends' };

/** On that day there should still be time to act. */
const timeOfDay = '17:00';
/** Nobody is asked for an answer sooner than this. */
const leastMs = 60 * 60 * 1000;

const answerBy = (by: Day, timeZone: string, now: Date): Date =>
  new Date(Math.max(momentAt(by, timeOfDay, timeZone).getTime(), now.getTime() + leastMs));

/** An escalation that is open, as the sweep of the clocks finds it. */
export type OpenEscalation = Pick<
  StoredEscalation,
  'id' | 'level' | 'reason' | 'dueAt' | 'askedBy' | 'askedByName' | 'at'
>;

/**
 * Passes on to the owner what no lead has answered in time, once: what is the owner's or the lawyer's goes nowhere. Under the
 * complaint's lock. Answers the owner's own, or null where nothing was to be done.
 */
export async function climb(
  tx: Statements,
  ctx: ShopContext,
  complaint: { id: ComplaintId; number: number; state: ComplaintState; nextAction: NextAction },
  open: OpenEscalation,
  timeZone: string,
  now: Date,
): Promise<OpenEscalation | null> {
  const { shopId } = ctx;
  if (open.level !== 'lead' || open.dueAt > now) return null;
  const dueAt = answerBy(addDays(dayAt(now, timeZone), escalationDays.owner), timeZone, now);
  await closeEscalation(tx, shopId, open.id, { by: amends.name, answer: '', at: now });
  const climbed = { ...open, id: newId(), level: 'owner', dueAt, at: now } as const;
  await addEscalation(tx, shopId, complaint.id, climbed);
  await tell(tx, { shopId, complaintId: complaint.id, actor: amends, at: now }, [
    { kind: 'escalation_climbed', due: dueAt.toISOString() },
  ]);
  // What somebody else waits for meanwhile is not put off.
  if (complaint.state === 'open' && complaint.nextAction === 'escalated')
    await moveTo(tx, shopId, complaint.id, { state: 'open', next: { action: 'escalated', dueAt } }, now);
  await tellEscalated(tx, ctx, {
    ...{
      complaintId: complaint.id,
      complaintNumber: complaint.number,
      to: 'owner',
      reason: open.reason,
      dueAt,
      timeZone,
    },
    ...{ from: { userId: open.askedBy, name: open.askedByName }, missed: open.dueAt },
  });
  return climbed;
}

/**
 * Passes a complaint up, with why and by when an answer is wanted. With the lawyer its remedies are frozen in the same
 * transaction: none is decided, approved or begun to be sent until the owner ends it. Passed to the same twice it is once.
 */
export async function escalate(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { to, reason, by }: EscalateInput,
): Promise<Result<{ onTheirWay: number }, EscalateProblem>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    const freezes = to === 'lawyer';
    const held = await hold(tx, ctx, complaintId, { remedies: freezes });
    if (!held) return err({ kind: 'not_found' });
    const { complaint, open, role } = held;
    if (open?.level === to) return ok({ onTheirWay: 0 });
    if (complaint.state === 'closed') return err({ kind: 'over' });
    if (!mayEscalate(role, to, open?.level ?? null)) return err({ kind: 'no_right' });
    const { timeZone } = await readService(tx, shopId);
    if (by < dayAt(now, timeZone)) return err({ kind: 'past' });
    const dueAt = answerBy(by, timeZone, now);
    const { userId: askedBy, name: askedByName } = actor;
    if (open) await closeEscalation(tx, shopId, open.id, { by: askedBy, answer: reason, at: now });
    const passed = { id: newId(), level: to, reason, dueAt, askedBy, askedByName, at: now };
    await addEscalation(tx, shopId, complaintId, passed);
    const onTheirWay = freezes ? await freeze(tx, shopId, complaintId, now) : 0;
    await tell(tx, { shopId, complaintId, actor: { ...actor, role }, at: now }, [
      { kind: 'escalated', to, reason, due: dueAt.toISOString(), onTheirWay },
    ]);
    await moveTo(tx, shopId, complaintId, { state: 'open', next: { action: 'escalated', dueAt } }, now);
    await lookAgain(tx, shopId, complaintId, now);
    const told = { complaintId, complaintNumber: complaint.number, to, reason, dueAt, timeZone, missed: null };
    await tellEscalated(tx, ctx, { ...told, from: actor });
    return ok({ onTheirWay });
  });
}

export type AnswerEscalationProblem = { kind: 'not_found' } | { kind: 'not_escalated' } | { kind: 'no_right' };

/**
 * Gives a complaint back, with what was said to it. From the lawyer only the owner gets it back, and with that giving goes on:
 * what was decided before and never sent is sent then.
 */
export async function answerEscalation(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { answer }: { answer: string },
): Promise<Result<{ level: EscalationLevel }, AnswerEscalationProblem>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    // Whether it is the lawyer's is not known before the locks are held.
    const held = await hold(tx, ctx, complaintId, { remedies: true });
    if (!held) return err({ kind: 'not_found' });
    const { complaint, open, role } = held;
    if (!open) return err({ kind: 'not_escalated' });
    const { level } = open;
    if (!mayAnswerEscalation(role, level)) return err({ kind: 'no_right' });
    await closeEscalation(tx, shopId, open.id, { by: actor.userId, answer, at: now });
    if (level === 'lawyer') await thaw(tx, shopId, complaintId, now);
    await tell(tx, { shopId, complaintId, actor: { ...actor, role }, at: now }, [
      { kind: 'escalation_answered', level, answer },
    ]);
    const next = { action: 'decide_remedy', asSoonAs: complaint.severity } as const;
    if (complaint.state === 'open') await moveTo(tx, shopId, complaintId, { state: 'open', next }, now);
    return ok({ level });
  });
}

type Held = { complaint: LockedComplaint; open: StoredEscalation | null; role: Role };

/**
 * Holds what is changed, in the order that everybody keeps to: the order, its remedies, the complaint (the worker holds a
 * remedy while it writes to the complaint's story). Null: there is none.
 */
async function hold(
  tx: Statements,
  { shopId, actor }: StaffContext,
  complaintId: ComplaintId,
  { remedies }: { remedies: boolean },
): Promise<Held | null> {
  const [row] = await tx.$queryRaw<{ order_id: string }[]>`
    SELECT order_id FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  if (!row) return null;
  if (remedies) {
    await lockOrder(tx, shopId, trusted(parseOrderId, row.order_id));
    await lockRemedies(tx, shopId, complaintId);
  }
  const complaint = await lockComplaint(tx, shopId, complaintId);
  if (!complaint) return null;
  const [open, role] = await Promise.all([openEscalation(tx, shopId, complaintId), roleOf(tx, shopId, actor.userId)]);
  return { complaint, open, role };
}
