/**
 * `npm run bench`: complaint and refund end to end over HTTP, as a browser would do it: log the complaint, give the
 * refund, wait until it has settled. Against the dev store with 20 ms latency and a real PostgreSQL (fsync on). Prints
 * operations per second, p50 and p95 in ms at 1 and 16 clients, and the processor time that each part spends on one.
 * Flags: --seconds 15 --latency 20.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { embeddedPostgres } from '#app/db/embedded-postgres.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { queues } from '#app/jobs/queues.ts';
import { buildIfNeeded } from './build.ts';
import { startChild, untilReady, type Child } from './children.ts';
import { freePort } from './ports.ts';
import { processorMs } from './processor-time.ts';

const { values: flags } = parseArgs({
  options: { seconds: { type: 'string', default: '15' }, latency: { type: 'string', default: '20' } },
});
const seconds = Number(flags.seconds);
const latencyMs = Number(flags.latency);
const shop = 'amends-mug-house.myshopify.com';
const ownerId = 1001;
const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

type Order = { legacyId: number; lineItems: { legacyId: number }[] };
type Places = { store: string; app: string };
type Run = { times: number[]; seconds: number; processor: Map<string, number> };

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-bench-'));
fs.chmodSync(folder, 0o755);
const postgres = await embeddedPostgres(path.join(folder, 'postgres'), { durable: true });
const children: Child[] = [];
/** Orders that nobody has complained about yet. What one run leaves, the next one takes. */
const stock: Order[] = [];
/** Operations per second, the best so far; a guess before the first. */
let pace = 50;
try {
  await migrate(postgres.url, queues);
  const places = await startParts();
  await post(`${places.store}/dev-store/shops/${shop}`, {
    throttle: { maximumAvailable: 10_000_000, restoreRate: 1_000_000 },
  });
  await open(places);
  await post(`${places.store}/dev-store/latency`, { ms: latencyMs });
  console.log(
    `complaint + refund until settled, dev store latency ${String(latencyMs)} ms, ${String(os.cpus().length)} cores`,
  );
  await run(places, 4, Math.min(5, seconds));
  for (const clients of [1, 16]) {
    report(clients, await run(places, clients, seconds));
  }
} finally {
  for (const child of children.reverse()) await child.stop();
  await postgres.stop();
  if (!process.env['KEEP']) fs.rmSync(folder, { recursive: true, force: true });
  else console.log(folder);
}

async function startParts(): Promise<Places> {
  await buildIfNeeded();
  const ports = { store: await freePort(4100), app: await freePort(3100) };
  const store = `http://localhost:${String(ports.store)}`;
  const app = `http://localhost:${String(ports.app)}`;
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url,
    PORT: String(ports.app),
    SHOPIFY_APP_URL: app,
    SHOPIFY_API_KEY: 'amends-demo-key',
    SHOPIFY_API_SECRET: 'amends-demo-secret',
    APP_BRIDGE_URL: `${store}/app-bridge.js`,
    DEV_STORE_URL: store,
    DEV_STORE_PORT: String(ports.store),
    DEV_STORE_APP_URL: app,
    DEV_STORE_MEMORY: '1',
    DEV_STORE_SEED: 'empty',
    DEV_STORE_QUIET: process.env['DEV_STORE_QUIET'] ?? '1',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  };
  const start = (name: string, args: string[]) => {
    const child = startChild({ name, args, env, logFolder: path.join(folder, 'logs') });
    children.push(child);
    return child;
  };
  await untilReady(start('dev-store', ['dev-store/main.ts']), store);
  await untilReady(start('app', ['--import', './dev-store/preload.ts', 'app/main/web.server.ts']), `${app}/readyz`);
  return { store, app };
}

async function post<Answer>(url: string, body: unknown): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${String(answer.status)}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** A session token lives for a minute: a browser asks for a fresh one before each request, here every half minute. */
function tokens({ store }: Places): () => Promise<string> {
  let made = 0;
  let token: Promise<string> | null = null;
  return () => {
    if (token === null || performance.now() - made > 30_000) {
      made = performance.now();
      const minted = post<{ sessionToken: string }>(`${store}/dev-store/apps/session-token`, { shop, userId: ownerId });
      token = minted.then((each) => each.sessionToken);
    }
    return token;
  };
}

async function open(places: Places): Promise<void> {
  const host = Buffer.from('admin.shopify.com/store/amends-mug-house').toString('base64');
  const query = new URLSearchParams({ embedded: '1', shop, host, id_token: await tokens(places)() });
  const answer = await fetch(`${places.app}/app?${query.toString()}`, {
    headers: { 'user-agent': browser },
    redirect: 'manual',
  });
  if (answer.status !== 200) throw new Error(`opening the app answered ${String(answer.status)}`);
}

/** Lets `clients` work at once for `forSeconds`, on orders made beforehand; answers the times of all operations in ms. */
async function run(places: Places, clients: number, forSeconds: number): Promise<Run> {
  const token = tokens(places);
  // More clients may be half as fast again as those that set the pace. Should that not do, the run ends a little early.
  await makeOrders(places, Math.ceil(forSeconds * pace * 1.5) + clients - stock.length);
  const times: number[] = [];
  const before = processorUsed();
  const began = performance.now();
  const end = began + forSeconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const order = stock.pop();
      if (!order) return;
      const started = performance.now();
      await complainAndRefund(places, await token(), order);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - began) / 1000;
  pace = Math.max(pace, times.length / took);
  const processor = new Map([...processorUsed()].map(([part, ms]) => [part, ms - (before.get(part) ?? 0)]));
  return { times, seconds: took, processor };
}

async function makeOrders({ store }: Places, count: number): Promise<void> {
  await post(`${store}/dev-store/latency`, { ms: 0 });
  for (let made = 0; made < count; made += 1) {
    stock.push(await post<Order>(`${store}/dev-store/orders`, { shop, scenario: 'paid-200' }));
  }
  await post(`${store}/dev-store/latency`, { ms: latencyMs });
}

async function complainAndRefund({ app }: Places, token: string, order: Order): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'user-agent': browser };
  const line = `${String(order.lineItems[0]?.legacyId)}:1`;
  const logged = await fetch(`${app}/app/complaints/new.data`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      requestId: randomUUID(),
      orderId: String(order.legacyId),
      lines: line,
      reason: 'damaged',
      severity: 'normal',
      channel: 'email',
      wantedOutcome: 'refund',
      words: 'It arrived broken.',
    }),
  });
  const complaint = /app\/complaints\/([0-9a-f-]{36})/.exec(await logged.text())?.[1];
  if (!complaint) throw new Error(`logging answered ${String(logged.status)}`);
  const given = await fetch(`${app}/app/complaints/${complaint}/resolution.data`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      requestId: randomUUID(),
      remedies: JSON.stringify([{ kind: 'refund', what: 'amount', amount: '10.00', currency: 'EUR' }]),
      reason: 'Broken on arrival',
    }),
  });
  const answer = await given.text();
  const remedy = /"remedyIds",\[\d+\],"([0-9a-f-]{36})"/.exec(answer)?.[1];
  if (given.status !== 200 || !remedy)
    throw new Error(`the refund answered ${String(given.status)}: ${answer.slice(0, 300)}`);
  await untilSettled(`${app}/app/complaints/${complaint}/remedies`, `${remedy}:approved`, headers);
}

/** Asks as the screen does: the answer comes when the refund no longer stands as it is shown. */
async function untilSettled(url: string, decided: string, headers: Record<string, string>): Promise<void> {
  for (let shown = decided; ;) {
    const answer = await fetch(`${url}?${new URLSearchParams({ known: shown }).toString()}`, { headers });
    const { states } = (await answer.json()) as { states: string };
    if (states.endsWith(':settled')) return;
    if (/:(refused|not_issued|failed|needs_person)$/.test(states)) throw new Error(`a refund ended as ${states}`);
    // Nothing new, too soon: nobody could wait just then.
    if (states === shown) await new Promise((resolve) => setTimeout(resolve, 300));
    shown = states;
  }
}

/** Processor time used so far by each part, in ms. */
function processorUsed(): Map<string, number> {
  const { user, system } = process.cpuUsage();
  const postmaster = fs.readFileSync(path.join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0];
  return new Map([
    ...children.map(({ name, pid }) => [name, processorMs(pid)] as const),
    ['postgres', processorMs(Number(postmaster))],
    ['bench', (user + system) / 1000],
  ]);
}

function report(clients: number, { times, seconds: took, processor }: Run): void {
  const used = [...processor].map(([part, ms]) => `${part} ${String(Math.round((ms / times.length) * 10) / 10)}`);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  const rate = Math.round((times.length / took) * 10) / 10;
  console.log(
    `${String(clients).padStart(2)} clients  ${String(rate).padStart(6)} ops/s  p50 ${String(at(0.5))} ms  p95 ${String(at(0.95))} ms  (${String(times.length)} operations; processor ms each: ${used.join(', ')})`,
  );
}
