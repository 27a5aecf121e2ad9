/** The worker of a run: it dies, its jobs get lost, its calls fail, and the clock goes on. */
import type { RemedyId } from '#app/domain/ids.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { sweepRemedies } from '#app/services/resolutions/sweep.server.ts';
import { askAll } from './clicks.ts';
import { Died, dyingWorker, type Fate } from './dying-context.ts';
import { calm, longestRunMs, type Call } from './script.ts';
import { start, type Stage } from './stage.ts';

const mostSteps = 400;
const hourMs = 3_600_000;
/** Who asks late does so when the worker has been at it for this many steps. */
const lateStep = 2;

/** Looks and turns the clock to what is due next, until nothing is; then waits for what Shopify may still do late. */
export async function workUntilQuiet(stage: Stage): Promise<void> {
  const { clock } = stage.lane.world;
  const planned = new Set<number>();
  for (let step = 0; step < mostSteps; step++) {
    if (step === lateStep) await askAll(stage, true);
    const due = await nextDue(stage);
    if (due === null && step > lateStep) break;
    const needed = Math.max(0, (due ?? 0) - stage.now());
    await clock.advance(needed + (stage.script.jumpsMs[step] ?? 0));
    if (stage.now() - start.getTime() > longestRunMs) break;
    await runJobs(stage);
    await sweepRemedies({ ...stage.lane.world, contextFor: () => workerOf(stage) });
    planSettlements(stage, planned);
  }
  await clock.advance(hourMs);
}

async function nextDue(stage: Stage): Promise<number | null> {
  const [row] = await stage.lane.world.sql<{ due: Date | null }>(
    `SELECT min(next_check_at) AS due FROM remedies WHERE state IN ('approved', 'sending', 'unknown', 'issued')`,
  );
  const times = [...stage.jobs.values(), ...(row?.due ? [row.due.getTime()] : [])];
  return times.length === 0 ? null : Math.min(...times);
}

async function runJobs(stage: Stage): Promise<void> {
  const due = [...stage.jobs].filter(([, at]) => at <= stage.now()).map(([remedyId]) => remedyId);
  for (const remedyId of due) stage.jobs.delete(remedyId);
  await Promise.all(
    due.map((remedyId) =>
      advanceRemedy(workerOf(stage), remedyId).catch((error: unknown) => {
        if (!(error instanceof Died)) throw error;
      }),
    ),
  );
}

function workerOf(stage: Stage) {
  const ctx = stage.lane.world.system(stage.shopId);
  const error = (fields: Readonly<Record<string, unknown>>) => {
    if (!(fields['err'] instanceof Died)) stage.problems.push(`a look failed: ${String(fields['err'])}`);
  };
  const happened = (remedyId: RemedyId, what: string) => {
    stage.tellOf(remedyId, what);
  };
  return dyingWorker({ ...ctx, log: { ...ctx.log, error } }, stage.queue, fateOf(stage), stage.faulty, happened);
}

function fateOf(stage: Stage): Fate {
  const next = (remedyId: RemedyId, kind: 'send' | 'look'): Call => {
    const script = stage.scriptOf(remedyId);
    const calls = kind === 'send' ? script?.sends : script?.looks;
    const call = calls?.[stage.count(remedyId, kind)] ?? calm;
    if (call.fault.kind !== 'none') stage.counted.faults += 1;
    if (call.death !== 'none') stage.died(remedyId, `at ${kind}, ${call.death}`);
    return call;
  };
  return {
    send: (remedyId) => next(remedyId, 'send'),
    look: (remedyId) => next(remedyId, 'look'),
    diesAfterClaim: (remedyId) => {
      const dies = stage.scriptOf(remedyId)?.diesAfterClaim[stage.count(remedyId, 'claim')] ?? false;
      if (dies) stage.died(remedyId, 'after the claim');
      return dies;
    },
  };
}

/** Money on its way arrives, or comes back, when the script says so. */
function planSettlements(stage: Stage, planned: Set<number>): void {
  for (const remedyId of stage.remedies) {
    const refund = stage.order.refunds.find((each) => each.note?.includes(remedyId));
    const settles = stage.scriptOf(remedyId)?.settles;
    if (!refund || !settles || planned.has(refund.id)) continue;
    planned.add(refund.id);
    const { afterMs, status } = settles;
    for (const transactionId of refund.transactionIds) {
      const { store } = stage.lane.world.store;
      store.schedule({ kind: 'settle', orderId: stage.order.id, transactionId, status }, afterMs);
    }
  }
}
