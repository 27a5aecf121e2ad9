/**
 * Amends and the shop that it works for, on one machine: `npm run demo` (or `npm run dev`, which serves the screens from
 * their sources). Prints one line when everything is ready; Ctrl-C ends all of it.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '#app/db/database-url.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { queues } from '#app/jobs/queues.ts';
import { buildIfNeeded } from './build.ts';
import { lastLines, startChild, untilReady, type Child } from './children.ts';
import { freePort } from './ports.ts';

const DATA = '.data';
const LOGS = path.join(DATA, 'logs');
/** Says that a demo runs, and where: a second one would fight with it over the shop's state. */
const RUNNING = path.join(DATA, 'demo.json');
const SEED = 'scripts/demo-seed.ts';

const { values: flags } = parseArgs({
  options: { dev: { type: 'boolean', default: false }, 'no-open': { type: 'boolean', default: false } },
  allowNegative: false,
});

/** What has to end with us, in the order of starting; it is ended in the opposite order. */
const toStop: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

try {
  const address = await runningAlready();
  if (address === undefined) await start();
  else announce(address);
} catch (error) {
  if (stopping === undefined) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    await end(1);
  }
}

async function start(): Promise<void> {
  fs.mkdirSync(DATA, { recursive: true });
  const [database] = await Promise.all([prepareDatabase(), flags.dev ? undefined : build()]);
  const ports = {
    store: await freePort(portFrom('DEV_STORE_PORT', 4000)),
    app: await freePort(portFrom('PORT', 3000)),
    smtp: await freePort(portFrom('DEV_STORE_SMTP_PORT', 4025)),
  };
  const store = `http://localhost:${String(ports.store)}`;
  const app = `http://localhost:${String(ports.app)}`;
  const env = environment({ database, store, app, ports });
  fs.writeFileSync(RUNNING, JSON.stringify({ pid: process.pid, app, store }));
  toStop.push(() => Promise.resolve(fs.rmSync(RUNNING, { force: true })));

  const preload = ['--import', './dev-store/preload.ts'];
  const devStore = run('dev-store', ['dev-store/main.ts'], env);
  const server = run('app', [...preload, 'app/main/web.server.ts'], env);
  await Promise.all([untilReady(devStore, store), untilReady(server, `${app}/healthz`)]);
  if (fs.existsSync(SEED)) await seed([...preload, SEED], env);
  announce(store);
}

async function prepareDatabase(): Promise<string> {
  const { url, release } = await openDatabase(process.env['DATABASE_URL'], path.join(DATA, 'postgres'));
  toStop.push(release);
  await migrate(url, queues);
  return url;
}

async function build(): Promise<void> {
  const note = setTimeout(() => {
    console.log('· Building the screens');
  }, 500);
  await buildIfNeeded().finally(() => {
    clearTimeout(note);
  });
}

type Places = { database: string; store: string; app: string; ports: { store: number; app: number; smtp: number } };

/** The app's own variables win over the demo's, so that a part of it can be tried otherwise. */
function environment({ database, store, app, ports }: Places): Record<string, string> {
  const given = (name: string, standard: string) => process.env[name] ?? standard;
  const key = given('SHOPIFY_API_KEY', 'amends-demo-key');
  const secret = given('SHOPIFY_API_SECRET', 'amends-demo-secret');
  const inbound = given('INBOUND_MAIL_SECRET', 'the secret of the mails of the demo alone');
  return {
    NODE_ENV: flags.dev ? 'development' : 'production',
    DATABASE_URL: database,
    HOST: given('HOST', '127.0.0.1'),
    PORT: String(ports.app),
    SHOPIFY_APP_URL: app,
    SHOPIFY_API_KEY: key,
    SHOPIFY_API_SECRET: secret,
    DEV_STORE_API_KEY: key,
    DEV_STORE_API_SECRET: secret,
    SMTP_URL: given('SMTP_URL', `smtp://127.0.0.1:${String(ports.smtp)}`),
    MAIL_FROM: given('MAIL_FROM', 'Amends <amends@demo.example>'),
    INBOUND_MAIL_ADDRESS: given('INBOUND_MAIL_ADDRESS', 'replies@in.demo.example'),
    INBOUND_MAIL_SECRET: inbound,
    DEV_STORE_INBOUND_SECRET: inbound,
    APP_BRIDGE_URL: `${store}/app-bridge.js`,
    DEV_ADMIN_ORIGIN: store,
    DEV_STORE_URL: store,
    DEV_STORE_PORT: String(ports.store),
    DEV_STORE_SMTP_PORT: String(ports.smtp),
    DEV_STORE_APP_URL: app,
    DEV_STORE_DATA_DIR: path.join(DATA, 'dev-store'),
  };
}

/** Starts a part; when it ends without being asked to, so does everything. */
function run(name: string, args: string[], env: Record<string, string>): Child {
  const child = startChild({ name, args, env, logFolder: LOGS });
  toStop.push(child.stop);
  void child.ended.then(() => {
    if (stopping !== undefined) return;
    console.error(`\nThe ${name} ended unexpectedly; ${child.logFile} says:\n${lastLines(child.logFile)}`);
    void end(1);
  });
  return child;
}

async function seed(args: string[], env: Record<string, string>): Promise<void> {
  const child = startChild({ name: 'seed', args, env, logFolder: LOGS });
  if ((await child.ended) !== 0) throw new Error(`the demo data could not be made:\n${lastLines(child.logFile)}`);
}

async function runningAlready(): Promise<string | undefined> {
  try {
    const { pid, store } = JSON.parse(fs.readFileSync(RUNNING, 'utf8')) as { pid: number; store: string };
    process.kill(pid, 0);
    const answer = await fetch(store, { redirect: 'manual', signal: AbortSignal.timeout(2_000) });
    return answer.status < 400 ? store : undefined;
  } catch {
    return undefined;
  }
}

function announce(address: string): void {
  console.log(`Amends is ready: ${address}/`);
  if (!flags['no-open'] && process.env['CI'] === undefined) openBrowser(`${address}/`);
}

function openBrowser(address: string): void {
  const { platform, env } = process;
  const desktop = env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
  const [program, ...args] =
    platform === 'darwin'
      ? ['open', address]
      : platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address];
  if (platform !== 'darwin' && platform !== 'win32' && !desktop) return;
  spawn(program, args, { stdio: 'ignore', detached: true })
    // Nothing to open it with: the address stands in the terminal.
    .on('error', () => undefined)
    .unref();
}

function portFrom(variable: string, standard: number): number {
  const port = Number(process.env[variable] ?? standard);
  return Number.isInteger(port) && port > 0 ? port : standard;
}

function end(code: number): Promise<void> {
  return (stopping ??= (async () => {
    for (const stop of toStop.reverse()) await stop();
    process.exit(code);
  })());
}
