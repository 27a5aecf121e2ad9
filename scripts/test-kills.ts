/**
 * Kills real processes under load and looks whether anything was lost or given twice:
 *
 *     npm run test:kills                          50 × kill -9 of the worker, 10 × an immediate stop of PostgreSQL
 *     npm run test:kills -- --kills 5 --stops 1
 *
 * The worker is a process of its own as in production, PostgreSQL writes to the disk (fsync), the dev store answers over
 * HTTP and fails now and then. After each death somebody asks for something new: how long that takes is how long
 * nothing worked.
 */
import './end-with-parent.ts';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { findBinaries } from '#app/db/postgres-binaries.server.ts';
import { reachablePlace, serverUser } from '#app/db/postgres-user.server.ts';
import { seeded } from '#dev-store/random.ts';
import { KilledWorld } from '#tests/faults/killed-world.ts';
import { copyTemplate, startTestServer } from '#tests/setup/private-postgres.ts';
import { postgresOfThisProcess } from './postgres-of-this-process.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    stops: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
const kills = Number(values.kills);
const stops = Number(values.stops);
const random = seeded(Number(values.seed));
const allowedMs = 60_000;

const folder = path.join(os.tmpdir(), `amends-kills-${String(process.pid)}`);
const postgres = await postgresOfThisProcess(folder, { durable: true, maxConnections: 100 });
let worker: ChildProcess | null = null;
try {
  const server = await startTestServer(postgres.url);
  const world = await KilledWorld.open(await copyTemplate(server), random);
  worker = startWorker(world);
  let longestMs = 0;
  for (let death = 1; death <= kills + stops; death++) {
    const load = world.ask(4);
    await pause(random.int(20, 600));
    const ofDatabase =
      Math.floor((death * stops) / (kills + stops)) > Math.floor(((death - 1) * stops) / (kills + stops));
    const died = performance.now();
    if (ofDatabase) await stopDatabase();
    else {
      await kill(worker);
      worker = startWorker(world);
    }
    await load;
    await world.untilItWorks(allowedMs);
    const tookMs = Math.round(performance.now() - died);
    longestMs = Math.max(longestMs, tookMs);
    console.log(`${String(death)}: ${ofDatabase ? 'PostgreSQL' : 'worker'}, works again after ${String(tookMs)} ms`);
  }
  await kill(worker);
  worker = null;
  const { asked, given, problems } = await world.comeToRest();
  for (const problem of problems) console.error(problem);
  console.log(
    `${String(kills)} × kill -9, ${String(stops)} × immediate stop; ${String(asked)} remedies, ${String(given)} given, ` +
      `${String(problems.length)} lost, doubled or not ended; at worst it worked again after ${String(longestMs)} ms`,
  );
  process.exitCode = problems.length === 0 && longestMs <= allowedMs ? 0 : 1;
  await world.close();
} finally {
  if (worker) await kill(worker);
  await postgres.stop();
}
process.exit();

function startWorker({ storeUrl, databaseUrl }: KilledWorld): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', './scripts/end-with-parent.ts', '--import', './dev-store/preload.ts', 'app/main/worker.server.ts'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        NODE_ENV: 'test',
        PATH: process.env['PATH'],
        DEV_STORE_URL: storeUrl,
        DATABASE_URL: databaseUrl,
        SHOPIFY_API_KEY: 'amends-demo-key',
        SHOPIFY_API_SECRET: 'amends-demo-secret',
        SHOPIFY_APP_URL: 'http://localhost:3000',
        SHOPIFY_TIMEOUT_MS: '2000',
        LOG_LEVEL: 'silent',
      },
    },
  );
}

async function kill(dying: ChildProcess): Promise<void> {
  dying.kill('SIGKILL');
  if (dying.exitCode === null && dying.signalCode === null) await once(dying, 'exit');
}

/** Without a last word to the disk, and up again at the same address. */
async function stopDatabase(): Promise<void> {
  const user = await serverUser();
  const place = await reachablePlace(path.resolve(folder), findBinaries(undefined), user);
  const data = path.join(place.folder, 'data');
  const log = path.join(place.folder, 'postgres.log');
  const restart = execFile(place.binaries.pgCtl, ['-D', data, '-m', 'immediate', '-w', '-s', '-l', log, 'restart'], {
    ...user,
    cwd: place.folder,
  });
  // Its output would stay open as long as the server that it starts.
  restart.stdout?.destroy();
  restart.stderr?.destroy();
  await promisify((done: (error: Error | null) => void) =>
    restart.once('exit', (code) => {
      done(code === 0 ? null : new Error(`pg_ctl restart ended with ${String(code)}`));
    }),
  )();
}
