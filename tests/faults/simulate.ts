import { createHash } from 'node:crypto';
import type { TestServer } from '#tests/setup/private-postgres.ts';
import { addUp, noneCounted, type Counted } from './counted.ts';
import { createLane, type Lane } from './lane.ts';
import { playRun, type RunEnd } from './run.ts';

/** How a run ended, small enough to be handed from process to process. */
export type RunResult = Omit<RunEnd, 'log'> & {
  /** SHA-256 of its log. */
  digest: string;
};

export type Simulation = {
  /** SHA-256 over the logs of all runs in their order. */
  digest: string;
  counted: Counted & { runs: number };
  failed: RunResult[];
};

export type SimulationOptions = {
  server: TestServer;
  seed: number;
  /** Numbers of the runs to play. */
  runs: readonly number[];
  /** How many runs happen side by side, each with an app, a database, a store and a clock of its own. */
  lanes: number;
  /** Begins no further run once something did not hold. */
  first?: boolean;
  onEnd?: (end: RunEnd) => void;
};

/** Plays runs. What happens in each depends on the seed and its number alone. */
export async function playRuns({
  server,
  seed,
  runs,
  lanes: wanted,
  first,
  onEnd,
}: SimulationOptions): Promise<RunResult[]> {
  const results: RunResult[] = [];
  const waiting = runs.values();
  const lanes: Lane[] = [];
  for (let index = 0; index < Math.min(wanted, runs.length); index++) lanes.push(await createLane(server));
  const work = async (lane: Lane): Promise<void> => {
    for (const run of waiting) {
      const { log, ...end } = await playRun(lane, seed, run);
      results.push({ ...end, digest: createHash('sha256').update(log.join('\n')).digest('hex') });
      onEnd?.({ ...end, log });
      if (first && results.some(({ violations }) => violations.length > 0)) return;
    }
  };
  try {
    await Promise.all(lanes.map(work));
  } finally {
    for (const lane of lanes) await lane.close();
  }
  return results;
}

/** Plays runs and says what did not hold. The same seed and runs give the same digest, whatever the number of lanes. */
export const simulate = async (options: SimulationOptions): Promise<Simulation> => summary(await playRuns(options));

/** The sum of all runs, whichever process has played them. */
export function summary(results: readonly RunResult[]): Simulation {
  const inOrder = [...results].sort((a, b) => a.run - b.run);
  const digest = createHash('sha256');
  for (const { run, digest: one } of inOrder) digest.update(`${String(run)} ${one}\n`);
  const counted = inOrder.map((end) => end.counted).reduce(addUp, noneCounted());
  return {
    digest: digest.digest('hex'),
    counted: { ...counted, runs: inOrder.length },
    failed: inOrder.filter((end) => end.violations.length > 0),
  };
}
