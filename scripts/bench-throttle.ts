/**
 * `npm run bench:throttle`: what a shop on Shopify's smallest plan lets through. 1,000 refunds that are decided already are
 * carried out by a worker of its own on a bucket of 2,000 points that fills by 100 a second; half-way a person gives one
 * more. Prints how long it took beside what the bucket allows, how long the person waited, and how many calls Shopify
 * refused for want of points. Flags: --refunds 1000.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startJobQueue } from '#app/db/job-queue.server.ts';
import { benchShop, setBenchStage } from './bench-stage.ts';
import type { Throttle } from './bench-stage.ts';

const { values: flags } = parseArgs({ options: { refunds: { type: 'string', default: '1000' } } });
const refunds = Number(flags.refunds);
const standard: Throttle = { maximumAvailable: 2_000, restoreRate: 100 };

type Request = { operation: string | null; actualCost: number | null; errors: string[] };

const stage = await setBenchStage({ WORKER: 'off' });
const database = new pg.Pool({ connectionString: stage.databaseUrl, max: 2 });
try {
  await decideAll();
  const earlier = (await requests()).length;
  await handToBackground();
  await stage.control(`shops/${benchShop}`, { throttle: standard });
  const began = performance.now();
  stage.startWorker();
  await settled(1);
  const started = performance.now();
  await settled(Math.floor(refunds / 2));
  const waited = await givenByPerson();
  await settled(refunds + 1);
  const took = (performance.now() - started) / 1000;
  const made = (await requests()).slice(earlier);
  const points = made.reduce((sum, { actualCost }) => sum + (actualCost ?? 0), 0);
  const byOperation = new Map<string, number>();
  for (const { operation } of made) byOperation.set(operation ?? '-', (byOperation.get(operation ?? '-') ?? 0) + 1);
  const allowed = Math.max(0, points - standard.maximumAvailable) / standard.restoreRate;
  const refused = made.filter(({ errors }) => errors.some((error) => /throttled/i.test(error))).length;
  console.log(
    `${String(refunds)} refunds on ${String(standard.restoreRate)} points/s, bucket ${String(standard.maximumAvailable)}: ` +
      `${tenths(took)} s; the bucket allows ${tenths(allowed)} s for ${String(points)} points (${tenths((took / allowed - 1) * 100)} % more)`,
  );
  console.log([...byOperation].map(([operation, count]) => `${operation} ${String(count)}`).join(', '));
  console.log(`the first one came ${tenths((started - began) / 1000)} s after the worker was started`);
  console.log(
    `a person in the middle waited ${String(Math.round(waited))} ms; ${String(refused)} calls were throttled`,
  );
} finally {
  await database.end();
  await stage.stop();
}

async function decideAll(): Promise<void> {
  let left = refunds;
  const client = async () => {
    while (left-- > 0) await stage.decideRefund(await stage.token(), await stage.makeOrder());
  };
  await Promise.all(Array.from({ length: 8 }, client));
}

/** Nobody sits in front of them: the jobs that a click makes give way to those of the background. */
async function handToBackground(): Promise<void> {
  const jobs = await startJobQueue(stage.databaseUrl, () => undefined);
  await jobs.boss.deleteQueuedJobs('advance-remedy');
  const { rows } = await database.query<{ id: string }>('SELECT id FROM remedies ORDER BY id');
  await jobs.boss.insert(
    'follow-remedy',
    rows.map(({ id }) => ({ data: { shopId: benchShop, remedyId: id }, group: { id: benchShop } })),
  );
  await jobs.close();
}

async function givenByPerson(): Promise<number> {
  const order = await stage.makeOrder();
  const token = await stage.token();
  const started = performance.now();
  await stage.untilSettled(token, await stage.decideRefund(token, order));
  return performance.now() - started;
}

async function settled(count: number): Promise<void> {
  for (;;) {
    const { rows } = await database.query<{ count: string }>(`SELECT count(*) FROM remedies WHERE state = 'settled'`);
    if (Number(rows[0]?.count) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function requests(): Promise<Request[]> {
  return stage.control<Request[]>('requests');
}

function tenths(number: number): string {
  return String(Math.round(number * 10) / 10);
}
