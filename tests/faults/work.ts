/** The worker of a run: it dies, its jobs get lost, its calls fail, others take over, and the clock goes on. */
import { dueRemedies } from '#app/db/remedies.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { askAll, lowerLimit, planUndo } from './clicks.ts';
import { Died, dyingWorker, hasFailed, type Fate } from './dying-context.ts';
import { playerOf } from './players.ts';
import { calm, longestRunMs } from './script.ts';
import { start, type Allowed, type Stage } from './stage.ts';

const mostSteps = 400;
const hourMs = 3_600_000;
/** Who asks late does so when the worker has been at it for this many steps. */
const lateStep = 2;

type Waiting = { id: RemedyId; due: Date; lane: string | null };

/** Looks and turns the clock to what is due next, until nothing is; then waits for what Shopify may still do late. */
export async function workUntilQuiet(stage: Stage, asks: boolean): Promise<void> {
  const { clock } = stage.lane.world;
  const asleep: Sleeper[] = [];
  let waiting = await waitingRemedies(stage);
  for (let step = 0; step < mostSteps; step++) {
    if (asks && step === lateStep) {
      await clock.advance(1_000);
      await lowerLimit(stage);
      await askAll(stage, true);
      waiting = await waitingRemedies(stage);
    }
    const due = nextDue(stage, waiting);
    if (due === null && (!asks || step > lateStep)) break;
    const needed = Math.max(0, (due ?? 0) - stage.now());
    await clock.advance(needed + (stage.script.jumpsMs[step] ?? 0));
    if (stage.now() - start.getTime() > longestRunMs) break;
    await stage.carryOutPlans();
    const overtaken = asleep.splice(0);
    asleep.push(...(await workOff(stage, waiting, stage.script.nudges[step] ?? false)));
    await wake(overtaken);
    for (const { remedyId, kind, script } of stage.allowed) {
      playerOf(kind).goesOn?.(stage, remedyId, script);
      planUndo(stage, remedyId, script);
    }
    waiting = await waitingRemedies(stage);
    await mustBeSwept(stage, step, waiting);
  }
  await wake(asleep);
  await clock.advance(hourMs);
}

async function waitingRemedies(stage: Stage): Promise<Waiting[]> {
  return stage.lane.world.sql<Waiting>(
    `SELECT id, next_check_at AS due, lane FROM remedies
     WHERE order_id = $1 AND next_check_at IS NOT NULL AND state IN ('approved', 'sending', 'unknown', 'issued', 'undoing')`,
    [String(stage.order.id)],
  );
}

function nextDue(stage: Stage, waiting: readonly Waiting[]): number | null {
  const plan = stage.nextPlan();
  // A job of a decision that was never committed is nobody's.
  const jobs = stage.allowed.flatMap(({ remedyId }) => stage.jobs.get(remedyId) ?? []);
  const times = [...jobs, ...waiting.map(({ due }) => due.getTime()), ...(plan === null ? [] : [plan])];
  return times.length === 0 ? null : Math.min(...times);
}

/** Now and then: whatever is due is found by the sweep too, which needs no job. */
async function mustBeSwept(stage: Stage, step: number, waiting: readonly Waiting[]): Promise<void> {
  if (step !== 1 || waiting.length === 0) return;
  const { db, clock } = stage.lane.world;
  const now = new Date(clock.now().getTime() + 24 * hourMs);
  const swept = await db.asSystem((client) => dueRemedies(client, now, 100));
  const found = new Set(swept.map((row) => row.remedy_id));
  if (waiting.some(({ id, due }) => due <= now && !found.has(id))) stage.problems.push('lost: no sweep finds it');
}

/** Everything whose time has come, by its job or by the sweep. What waits in one lane goes one after the other. */
async function workOff(stage: Stage, waiting: readonly Waiting[], all: boolean): Promise<Sleeper[]> {
  const now = stage.now();
  const due = new Map(waiting.map((each) => [each.id, each]));
  const lanes = new Map<string, Allowed[]>();
  for (const each of stage.allowed) {
    const { remedyId } = each;
    const row = due.get(remedyId);
    const job = stage.jobs.get(remedyId);
    const hasJob = job !== undefined && job <= now;
    if (hasJob) stage.jobs.delete(remedyId);
    if (!all && !hasJob && !(row && row.due.getTime() <= now)) continue;
    const lane = stage.oneAfterTheOther() ? 'all' : (row?.lane ?? remedyId);
    lanes.set(lane, [...(lanes.get(lane) ?? []), each]);
  }
  const asleep: Sleeper[] = [];
  await Promise.all(
    [...lanes.values()].map(async (remedies) => {
      for (const each of remedies) asleep.push(...(await reachFor(stage, each)));
    }),
  );
  return asleep;
}

/** A worker that has its answer and does not get on. */
type Sleeper = { goOn: () => void; end: Promise<void> };

async function wake(sleepers: readonly Sleeper[]): Promise<void> {
  for (const { goOn, end } of sleepers) {
    goOn();
    await end;
  }
}

/** One worker, or two that reach for a remedy at the same moment. Answers those that have fallen asleep. */
async function reachFor(stage: Stage, { remedyId, script }: Allowed): Promise<Sleeper[]> {
  const two = script.twoWorkers[stage.count(remedyId, 'reached for')] ?? false;
  const claims = meetingPoint(two ? 2 : 1);
  const asleep: Sleeper[] = [];
  const one = () => {
    let goOn: () => void = () => undefined;
    let slept: () => void = () => undefined;
    const sleeps = new Promise<'asleep'>((resolve) => {
      slept = () => {
        resolve('asleep');
      };
    });
    let hasSlept = false;
    const stalls = () =>
      new Promise<void>((resolve) => {
        // Once: whoever has been woken is waited for, and must not fall asleep again.
        if (hasSlept) resolve();
        hasSlept = true;
        goOn = resolve;
        slept();
      });
    const work = advanceRemedy(workerOf(stage, { ...fateOf(stage), claimed: claims, stalls }), remedyId).catch(
      (error: unknown) => {
        if (!(error instanceof Died) && !hasFailed(error)) stage.problems.push(`a look failed: ${String(error)}`);
      },
    );
    return Promise.race([work, sleeps]).then((how) => {
      if (how === 'asleep') asleep.push({ goOn, end: work });
    });
  };
  await Promise.all(two ? [one(), one()] : [one()]);
  return asleep;
}

/** Answers everybody once all have come. */
function meetingPoint(count: number): () => Promise<void> {
  let missing = count;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (open = resolve));
  return () => {
    missing -= 1;
    if (missing <= 0) open();
    return all;
  };
}

function workerOf(stage: Stage, fate: Fate) {
  return dyingWorker(stage.lane.world.system(stage.shopId), stage.lane, stage.queue, fate);
}

function fateOf(stage: Stage): Pick<Fate, 'next' | 'diesAfterClaim' | 'happened' | 'met'> {
  return {
    next: (remedyId, doing) => {
      const script = stage.scriptOf(remedyId);
      const calls = { send: script?.sends, look: script?.looks, undo: script?.undo?.calls }[doing];
      const call = calls?.[stage.count(remedyId, doing)] ?? calm;
      stage.counted.calls += 1;
      if (call.death !== 'none') stage.died(remedyId, `at ${doing}, ${call.death}`);
      return call;
    },
    diesAfterClaim: (remedyId) => {
      const dies = stage.scriptOf(remedyId)?.diesAfterClaim[stage.count(remedyId, 'claim')] ?? false;
      if (dies) stage.died(remedyId, 'after the claim');
      return dies;
    },
    happened: (remedyId, what) => {
      stage.tellOf(remedyId, what);
    },
    met: (kind) => {
      count(stage, kind);
    },
  };
}

function count({ counted }: Stage, kind: string): void {
  if (kind === 'none') return;
  counted.faults += 1;
  if (kind === 'late-commit') counted.lateCommits += 1;
  counted.met[kind] = (counted.met[kind] ?? 0) + 1;
}
