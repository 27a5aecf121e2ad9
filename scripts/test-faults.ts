/**
 * Plays seeded random runs through the real code, against a real PostgreSQL and a dev store over real HTTP:
 *
 *     npm run test:faults -- --runs 1000 --seed 1
 *     npm run test:faults -- --seed 1 --only 417      plays one run again, with its log
 *     npm run test:faults -- --mutants                plants bugs in a copy, and wants each to be caught
 *     … --first                                       ends at the first thing that does not hold
 *
 * Nothing may be given twice, nothing get lost, no limit be passed, and ledger and store must agree at the end of each.
 */
import './end-with-parent.ts';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { startRunServer } from '#tests/faults/server.ts';
import { summary, type Simulation } from '#tests/faults/simulate.ts';
import { playInProcesses } from '#tests/faults/processes.ts';
import { catchMutants } from './mutants.ts';
import { processorMs } from './processor-time.ts';

// Whatever ends it: what was begun is cleared away.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    processes: { type: 'string', default: String(Math.min(4, os.availableParallelism())) },
    lanes: { type: 'string', default: '4' },
    log: { type: 'boolean', default: false },
    first: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
  },
});
const seed = whole('seed', values.seed);
const runs =
  values.only === undefined
    ? Array.from({ length: whole('runs', values.runs) }, (_, index) => index + 1)
    : [whole('only', values.only)];

if (values.mutants) {
  const caught = await catchMutants({ seed, runs: 400, processes: whole('processes', values.processes) });
  process.exit(caught ? 0 : 1);
}

const started = performance.now();
const server = await startRunServer();
try {
  const results = await playInProcesses({
    server,
    seed,
    runs,
    processes: whole('processes', values.processes),
    lanes: whole('lanes', values.lanes),
    first: values.first,
    onEnd: ({ run, log, violations }) => {
      if (values.log || values.only !== undefined)
        console.log(log.map((line) => `run ${String(run)}: ${line}`).join('\n'));
      for (const violation of violations) {
        console.error(
          `run ${String(run)}: ${violation}\n  again: npm run test:faults -- --seed ${String(seed)} --only ${String(run)}`,
        );
      }
    },
  });
  const used = Math.round(processorMs(process.pid) / 1000);
  const simulation = summary(results);
  console.log(told(simulation, Math.round((performance.now() - started) / 100) / 10, used));
  process.exitCode = simulation.failed.length === 0 ? 0 : 1;
} finally {
  await server.stop();
}

function told({ counted, digest, failed }: Simulation, seconds: number, processorSeconds: number): string {
  const { calls, lateCommits } = counted;
  const late = calls === 0 ? 0 : Math.round((1000 * lateCommits) / calls) / 10;
  const list = (numbers: Readonly<Partial<Record<string, number>>>) =>
    Object.entries(numbers)
      .sort(([, a = 0], [, b = 0]) => b - a)
      .map(([name, number]) => `${name} ${String(number)}`)
      .join(', ');
  return [
    `${String(counted.runs)} runs: ${String(counted.remedies)} remedies decided, ${String(counted.bundles)} requests for bundles; ` +
      `${String(counted.given)} given, ${String(counted.undone)} taken back, ${String(counted.withPerson)} looked at by a person`,
    `given: ${list(counted.kinds)}`,
    `${String(calls)} calls, ${String(counted.faults)} faults, ${String(counted.deaths)} deaths, ${String(counted.pauses)} stops and lawyers; late commits ${String(late)} % of the calls`,
    `faults: ${list(counted.met)}`,
    `seed ${String(seed)}, ${String(seconds)} s (processor ${String(processorSeconds)} s without the database)`,
    `event log sha256 ${digest}`,
    failed.length === 0 ? 'everything held' : `${String(failed.length)} runs in which something did not hold`,
  ].join('\n');
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number`);
  return Number(text);
}
