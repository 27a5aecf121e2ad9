import { createHash } from 'node:crypto';
import type { TestServer } from '#tests/setup/private-postgres.ts';
import { createLane, type Lane } from './lane.ts';
import { playRun, type RunEnd } from './run.ts';

export type Simulation = {
  /** SHA-256 over the logs of all runs in their order. */
  digest: string;
  counted: RunEnd['counted'] & { runs: number };
  failed: RunEnd[];
};

export type SimulationOptions = {
  server: TestServer;
  seed: number;
  /** Numbers of the runs to play. */
  runs: readonly number[];
  /** How many runs happen side by side, each with an app, a database, a store and a clock of its own. */
  lanes: number;
  onEnd?: (end: RunEnd) => void;
};

/** Plays runs and says what did not hold. The same seed and runs give the same digest, whatever the number of lanes. */
export async function simulate({ server, seed, runs, lanes: wanted, onEnd }: SimulationOptions): Promise<Simulation> {
  const ends = new Map<number, RunEnd>();
  const waiting = runs.values();
  const lanes: Lane[] = [];
  for (let index = 0; index < Math.min(wanted, runs.length); index++) lanes.push(await createLane(server));
  const work = async (lane: Lane): Promise<void> => {
    for (const run of waiting) {
      const end = await playRun(lane, seed, run);
      ends.set(run, end);
      onEnd?.(end);
    }
  };
  try {
    await Promise.all(lanes.map(work));
  } finally {
    for (const lane of lanes) await lane.close();
  }
  return summary(runs.flatMap((run) => ends.get(run) ?? []));
}

function summary(ends: readonly RunEnd[]): Simulation {
  const digest = createHash('sha256');
  const counted = { runs: ends.length, remedies: 0, refunds: 0, faults: 0, deaths: 0 };
  for (const end of ends) {
    digest.update(`${String(end.run)}\n${end.log.join('\n')}\n`);
    for (const name of ['remedies', 'refunds', 'faults', 'deaths'] as const) counted[name] += end.counted[name];
  }
  return { digest: digest.digest('hex'), counted, failed: ends.filter((end) => end.violations.length > 0) };
}
