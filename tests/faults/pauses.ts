/** The moments of a run in which nothing may be sent: the shop's emergency stop, and a complaint that is with the lawyer. */
import type { ComplaintId } from '#app/domain/ids.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { answerEscalation, escalate } from '#app/services/escalations/escalate.server.ts';
import { liftStop, pressStop } from '#app/services/limits/emergency-stop.server.ts';
import type { Pause } from './script.ts';
import type { Stage } from './stage.ts';

/** From when until when nothing could be given, ms; on one complaint, or in the whole shop. */
type Paused = { from: number; until: number; complaintId: ComplaintId | null };

/** Plans what the script has of them. */
export function planPauses(stage: Stage): void {
  const { stop, lawyer } = stage.script;
  if (stop) plan(stage, stop, null);
  const [complaintId] = stage.complaintIds;
  if (lawyer && complaintId) plan(stage, lawyer, complaintId);
}

const pausedOf = new WeakMap<Stage, Paused[]>();

function plan(stage: Stage, { afterMs, forMs }: Pause, complaintId: ComplaintId | null): void {
  const { lane, owner, shopId } = stage;
  const ctx = lane.world.as(owner, shopId);
  stage.plan(afterMs, async () => {
    // What was begun at this same moment was begun before.
    await lane.world.clock.advance(1);
    const from = stage.now();
    const done = complaintId
      ? await escalate(ctx, complaintId, { to: 'lawyer', reason: 'a letter', by: dayAt(new Date(from), 'UTC') })
      : await pressStop(ctx, { why: 'to see' });
    stage.tell(`${complaintId ? 'with the lawyer' : 'stopped'}: ${done.ok ? 'yes' : done.error.kind}`);
    if (!done.ok) return;
    const paused: Paused = { from, until: Number.POSITIVE_INFINITY, complaintId };
    pausedOf.set(stage, [...(pausedOf.get(stage) ?? []), paused]);
    stage.counted.pauses += 1;
    stage.plan(forMs, async () => {
      paused.until = stage.now();
      const ended = complaintId ? await answerEscalation(ctx, complaintId, { answer: 'go on' }) : await liftStop(ctx);
      if (!ended.ok) stage.problems.push(`a pause could not be ended: ${ended.error.kind}`);
    });
  });
}

/** Whether this complaint has ever been with the lawyer. */
export const wasWithLawyer = (stage: Stage, complaintId: string): boolean =>
  (pausedOf.get(stage) ?? []).some((each) => each.complaintId === complaintId);

/** What was sent, or decided, in a moment in which it must not be. */
export async function checkPauses(stage: Stage): Promise<string[]> {
  const violations: string[] = [];
  for (const { from, until, complaintId } of pausedOf.get(stage) ?? []) {
    if (until === Number.POSITIVE_INFINITY) violations.push('a pause was never ended');
    const within = [
      String(stage.order.id),
      new Date(from),
      Number.isFinite(until) ? new Date(until) : null,
      complaintId,
    ];
    const sent = await stage.lane.world.sql(
      `SELECT 1 FROM attempts a JOIN remedies r ON r.shop_id = a.shop_id AND r.id = a.remedy_id
       WHERE r.order_id = $1 AND a.purpose = 'issue' AND a.started_at >= $2 AND a.started_at < $3
         AND ($4::uuid IS NULL OR r.complaint_id = $4)`,
      within,
    );
    if (sent.length > 0) violations.push(`sent ${complaintId ? 'while it is with the lawyer' : 'during the stop'}`);
    if (complaintId === null) continue;
    const decided = await stage.lane.world.sql(
      `SELECT 1 FROM ledger_entries WHERE order_id = $1 AND kind = 'reserved' AND at >= $2 AND at < $3 AND complaint_id = $4`,
      within,
    );
    if (decided.length > 0) violations.push('decided while it is with the lawyer');
  }
  return violations;
}
