/**
 * Plays seeded random runs through the real code, against a real PostgreSQL and a dev store over real HTTP:
 *
 *     npm run test:faults -- --runs 1000 --seed 1
 *     npm run test:faults -- --seed 1 --only 417      plays one run again, with its log
 *
 * Nothing may be given twice, nothing get lost, no limit be passed, and ledger and store must agree at the end of each.
 */
import { parseArgs } from 'node:util';
import { simulate } from '#tests/faults/simulate.ts';
import { startTestServer } from '#tests/setup/private-postgres.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    lanes: { type: 'string', default: '6' },
    log: { type: 'boolean', default: false },
  },
});
const seed = whole('seed', values.seed);
const runs =
  values.only === undefined
    ? Array.from({ length: whole('runs', values.runs) }, (_, index) => index + 1)
    : [whole('only', values.only)];
const verbose = values.log || values.only !== undefined;

const started = performance.now();
const server = await startTestServer();
try {
  const { digest, counted, failed } = await simulate({
    server,
    seed,
    runs,
    lanes: whole('lanes', values.lanes),
    onEnd: ({ run, log, violations }) => {
      if (verbose) console.log(log.map((line) => `run ${String(run)}: ${line}`).join('\n'));
      for (const violation of violations) {
        console.error(
          `run ${String(run)}: ${violation}\n  again: npm run test:faults -- --seed ${String(seed)} --only ${String(run)}`,
        );
      }
    },
  });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const { runs: played, remedies, refunds, faults, deaths } = counted;
  console.log(
    `${String(played)} runs, ${String(remedies)} refunds decided, ${String(refunds)} given; ${String(faults)} faults, ` +
      `${String(deaths)} deaths; seed ${String(seed)}, ${String(seconds)} s`,
  );
  console.log(`event log sha256 ${digest}`);
  console.log(
    failed.length === 0 ? 'everything held' : `${String(failed.length)} runs in which something did not hold`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  await server.stop();
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number`);
  return Number(text);
}
