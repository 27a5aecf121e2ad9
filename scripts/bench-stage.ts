/**
 * What the benchmarks run on: the app as in production and the dev store, each a process of its own, on a real
 * PostgreSQL with fsync on; and what a member of staff does, over HTTP as her browser would.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { embeddedPostgres } from '#app/db/embedded-postgres.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { queues } from '#app/jobs/queues.ts';
import { buildIfNeeded } from './build.ts';
import { startChild, untilReady, type Child } from './children.ts';
import { freePort } from './ports.ts';

export const benchShop = 'amends-mug-house.myshopify.com';
const ownerId = 1001;
const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

export type Order = { legacyId: number; lineItems: { legacyId: number }[] };
export type Throttle = { maximumAvailable: number; restoreRate: number };

export type BenchStage = {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly appUrl: string;
  readonly children: readonly Child[];
  /** Starts the worker as a process of its own. */
  readonly startWorker: () => void;
  /** The dev store's control API: GET without a body. */
  readonly control: <Answer>(address: string, body?: unknown) => Promise<Answer>;
  readonly makeOrder: () => Promise<Order>;
  /** A session token, fresh enough: a browser asks for one before each request, here it is every half minute. */
  readonly token: () => Promise<string>;
  /** Logs a complaint on an order and decides a refund of 10.00. Answers the complaint's and the remedy's id. */
  readonly decideRefund: (token: string, order: Order) => Promise<Decided>;
  /** Waits until it has settled, as the screen does. */
  readonly untilSettled: (token: string, decided: Decided) => Promise<void>;
  readonly stop: () => Promise<void>;
};
export type Decided = { complaint: string; remedy: string };

/** @param env variables of the app on top of the usual ones */
export async function setBenchStage(env: Record<string, string> = {}): Promise<BenchStage> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-bench-'));
  fs.chmodSync(folder, 0o755);
  const postgres = await embeddedPostgres(path.join(folder, 'postgres'), { durable: true });
  const children: Child[] = [];
  const stop = async () => {
    for (const child of children.reverse()) await child.stop();
    await postgres.stop();
    if (!process.env['KEEP']) fs.rmSync(folder, { recursive: true, force: true });
    else console.log(folder);
  };
  try {
    await migrate(postgres.url, queues);
    await buildIfNeeded();
    const ports = { store: await freePort(4100), app: await freePort(3100) };
    const store = `http://localhost:${String(ports.store)}`;
    const app = `http://localhost:${String(ports.app)}`;
    const settings = { ...settingsOf(store, app, ports), DATABASE_URL: postgres.url, ...env };
    const start = (name: string, args: string[]) => {
      const child = startChild({ name, args, env: settings, logFolder: path.join(folder, 'logs') });
      children.push(child);
      return child;
    };
    await untilReady(start('dev-store', ['dev-store/main.ts']), store);
    const web = start('app', ['--import', './dev-store/preload.ts', 'app/main/web.server.ts']);
    await untilReady(web, `${app}/readyz`);
    const control: BenchStage['control'] = (address, body) => ask(`${store}/dev-store/${address}`, body);
    const throttle: Throttle = { maximumAvailable: 10_000_000, restoreRate: 1_000_000 };
    await control(`shops/${benchShop}`, { throttle });
    const token = tokens(control);
    await open(app, await token());
    return {
      folder,
      databaseUrl: postgres.url,
      appUrl: app,
      children,
      startWorker: () => {
        start('worker', ['--import', './dev-store/preload.ts', 'app/main/worker.server.ts']);
      },
      control,
      makeOrder: () => control('orders', { shop: benchShop, scenario: 'paid-200' }),
      token,
      decideRefund: (sessionToken, order) => decideRefund(app, sessionToken, order),
      untilSettled: (sessionToken, decided) => untilSettled(app, sessionToken, decided),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const settingsOf = (store: string, app: string, ports: { store: number; app: number }) => ({
  NODE_ENV: 'production',
  PORT: String(ports.app),
  SHOPIFY_APP_URL: app,
  SHOPIFY_API_KEY: 'amends-demo-key',
  SHOPIFY_API_SECRET: 'amends-demo-secret',
  APP_BRIDGE_URL: `${store}/app-bridge.js`,
  DEV_STORE_URL: store,
  DEV_STORE_PORT: String(ports.store),
  DEV_STORE_SMTP_PORT: '0',
  DEV_STORE_APP_URL: app,
  DEV_STORE_MEMORY: '1',
  DEV_STORE_SEED: 'empty',
  DEV_STORE_QUIET: process.env['DEV_STORE_QUIET'] ?? '1',
  LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
});

async function ask<Answer>(url: string, body: unknown): Promise<Answer> {
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${url} answered ${String(answer.status)}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

function tokens(control: BenchStage['control']): () => Promise<string> {
  let made = 0;
  let token: Promise<string> | null = null;
  return () => {
    if (token === null || performance.now() - made > 30_000) {
      made = performance.now();
      const asked = { shop: benchShop, userId: ownerId };
      const minted = control<{ sessionToken: string }>('apps/session-token', asked);
      token = minted.then((each) => each.sessionToken);
    }
    return token;
  };
}

async function open(app: string, token: string): Promise<void> {
  const host = Buffer.from('admin.shopify.com/store/amends-mug-house').toString('base64');
  const query = new URLSearchParams({ embedded: '1', shop: benchShop, host, id_token: token });
  const answer = await fetch(`${app}/app?${query.toString()}`, {
    headers: { 'user-agent': browser },
    redirect: 'manual',
  });
  if (answer.status !== 200) throw new Error(`opening the app answered ${String(answer.status)}`);
}

const headersOf = (token: string) => ({ authorization: `Bearer ${token}`, 'user-agent': browser });

async function decideRefund(app: string, token: string, order: Order): Promise<Decided> {
  const headers = headersOf(token);
  const logged = await fetch(`${app}/app/complaints/new.data`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      requestId: randomUUID(),
      orderId: String(order.legacyId),
      lines: `${String(order.lineItems[0]?.legacyId)}:1`,
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
  return { complaint, remedy };
}

/** Asks as the screen does: the answer comes when the refund no longer stands as it is shown. */
async function untilSettled(app: string, token: string, { complaint, remedy }: Decided): Promise<void> {
  const url = `${app}/app/complaints/${complaint}/remedies`;
  for (let shown = `${remedy}:approved`; ;) {
    const known = new URLSearchParams({ known: shown }).toString();
    const answer = await fetch(`${url}?${known}`, { headers: headersOf(token) });
    const { states } = (await answer.json()) as { states: string };
    if (states.endsWith(':settled')) return;
    if (/:(refused|not_issued|failed|needs_person)$/.test(states)) throw new Error(`a refund ended as ${states}`);
    // Nothing new, too soon: nobody could wait just then.
    if (states === shown) await new Promise((resolve) => setTimeout(resolve, 300));
    shown = states;
  }
}
