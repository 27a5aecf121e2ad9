import { readService } from '#app/db/complaint-clocks.server.ts';
import { lockComplaint, moveTo } from '#app/db/complaints.server.ts';
import type { LockedComplaint, Move } from '#app/db/complaints.server.ts';
import { addTakenStep, takenSteps } from '#app/db/playbook-steps.server.ts';
import { roleOf } from '#app/db/staff-access.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { tell } from '#app/db/timeline.server.ts';
import type { NextAction } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId, RequestId } from '#app/domain/ids.ts';
import { playbookOf } from '#app/domain/playbooks/of-reason.ts';
import { standingOf } from '#app/domain/playbooks/playbook.ts';
import type { Outcome, StepKey } from '#app/domain/playbooks/playbook.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import { within } from '#app/domain/service/clocks.ts';
import type { StaffContext } from '../context.ts';
import { readCaseFacts } from './case-facts.server.ts';

export type TakeStepInput = { requestId: RequestId; step: StepKey; outcome: string; note: string };

export type TakeStepProblem =
  | { kind: 'not_found' }
  | { kind: 'no_role' }
  /** The complaint is resolved or closed. */
  | { kind: 'over' }
  /** The playbook of this reason has no such step or outcome. */
  | { kind: 'unknown_step' }
  | { kind: 'note_missing' }
  /** Too soon (ISO): the carrier would not search yet. */
  | { kind: 'too_soon'; from: string };

const dayMs = 24 * 60 * 60 * 1000;

/** What somebody else waits for is not put off by a step. */
export const notPutOff: readonly (NextAction | null)[] = ['await_approval', 'escalated', 'carry_out', 'check_remedy'];

/**
 * Writes down how a step of the playbook ended. One that is waited for sets what is next and by when, by the shop's hours; any
 * other makes the next step due. The same form twice is one step.
 */
export async function takeStep(
  ctx: StaffContext,
  complaintId: ComplaintId,
  { requestId, step, outcome, note }: TakeStepInput,
): Promise<Result<null, TakeStepProblem>> {
  const { shopId, actor } = ctx;
  const now = ctx.clock.now();
  return ctx.db.atomically(shopId, async (tx) => {
    const complaint = await lockComplaint(tx, shopId, complaintId);
    const [read, role] = await Promise.all([readCaseFacts(tx, ctx, complaintId), roleOf(tx, shopId, actor.userId)]);
    if (!complaint || !read) return err({ kind: 'not_found' });
    if (role === 'none') return err({ kind: 'no_role' });
    if (complaint.state === 'resolved' || complaint.state === 'closed') return err({ kind: 'over' });
    const rule = playbookOf[read.facts.reason].steps.find(({ key }) => key === step);
    const how = rule && Object.hasOwn(rule.outcomes, outcome) ? rule.outcomes[outcome] : undefined;
    if (!rule || !how) return err({ kind: 'unknown_step' });
    if (how.noteNeeded && note === '') return err({ kind: 'note_missing' });
    const from = rule.notBefore?.(read.facts) ?? null;
    if (how.then === 'again' && from !== null && from > read.facts.now) return err({ kind: 'too_soon', from });
    const until = await untilOf(tx, ctx, how, now);
    const by = { userId: actor.userId, name: actor.name };
    const taken = { complaintId, step, outcome, note, until, by, requestId, at: now };
    if (!(await addTakenStep(tx, shopId, taken))) return ok(null);
    await tell(tx, { shopId, complaintId, actor: { ...actor, role }, at: now }, [
      { kind: 'playbook_step', step, outcome, note, until: until?.toISOString() ?? null },
    ]);
    const after = standingOf(playbookOf[read.facts.reason], read.facts, await takenSteps(tx, shopId, complaintId));
    const move = moveAfter(complaint, how, until, after.current);
    if (move) await moveTo(tx, shopId, complaintId, move, now);
    return ok(null);
  });
}

/** So many days later, in the next hour in which the shop is open; null for a step that is not waited for. */
export async function untilOf(
  tx: Statements,
  { shopId }: Pick<StaffContext, 'shopId'>,
  { waitDays }: Outcome,
  now: Date,
): Promise<Date | null> {
  if (waitDays === undefined) return null;
  return within(await readService(tx, shopId), new Date(now.getTime() + waitDays * dayMs), 0);
}

function moveAfter(
  { nextAction, severity }: LockedComplaint,
  { waitsFor }: Outcome,
  until: Date | null,
  current: StepKey | null,
): Move | null {
  if (notPutOff.includes(nextAction)) return null;
  if (until && waitsFor === 'customer')
    return { state: 'waiting_for_customer', next: { action: 'wait_for_customer', dueAt: until } };
  // She has written, and waits for a word: that comes first.
  if (nextAction === 'answer_customer') return null;
  if (until) return { state: 'open', next: { action: 'playbook', dueAt: until } };
  const action = current === null || current === 'remedy' ? 'decide_remedy' : 'playbook';
  return { state: 'open', next: { action, asSoonAs: severity } };
}
