/**
 * One shop in which people decide at the same moment, for `bench:limits` and `test:limits`: complaints enough, a limit, and
 * processes of the app's own code that decide on them. Shopify is left out: what it would say of an order is said here.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg, { type QueryResultRow } from 'pg';
import { embeddedPostgres } from '#app/db/embedded-postgres.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import { firstDayPolicy } from '#app/domain/limits/first-day.ts';
import type { ShopRules } from '#app/domain/limits/policy.ts';
import { queues } from '#app/jobs/queues.ts';
import { processorMs } from './processor-time.ts';

export const limitsShop = trusted(parseShopId, 'amends-many-hands.myshopify.com');
export const owner = { kind: 'staff', userId: '1', name: 'Olga', role: 'owner' } as const;

/** What one process of clients is told to do. */
export type Work = {
  databaseUrl: string;
  clients: number;
  connections: number;
  /** Each client decides on these complaints, one after the other: numbers from `first` on. */
  first: number;
  rounds: number;
  /** What each is worth, in minor units: always the same, or by chance up to this. */
  minor: number | { upTo: number; seed: number };
  /** Of what was given, this share is given back or has come to nothing at once. */
  backShare: number;
};
export type Done = { accepted: number; refused: number; acceptedMinor: number; times: number[] };

export type LimitsStage = {
  readonly databaseUrl: string;
  readonly sql: <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** Lets as many processes work side by side, which stay for the next time, and answers what each did; they begin together. */
  readonly let: (...work: Omit<Work, 'databaseUrl'>[]) => Promise<{ done: Done[]; seconds: number }>;
  /** Processor time used so far by the clients and by PostgreSQL, in ms. */
  readonly processor: () => { clients: number; postgres: number };
  readonly stop: () => Promise<void>;
};

/** @param rules what the whole shop may give; everything that is not said has no limit */
export async function setLimitsStage(
  complaints: number,
  rules: Partial<ShopRules>,
  { durable = true, currency = 'EUR' } = {},
): Promise<LimitsStage> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-limits-'));
  fs.chmodSync(folder, 0o755);
  const postgres = await embeddedPostgres(path.join(folder, 'postgres'), { durable, maxConnections: 100 });
  const client = new pg.Client({ connectionString: postgres.url });
  const children: ChildProcess[] = [];
  const postmaster = fs.readFileSync(path.join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0];
  const stop = async (): Promise<void> => {
    for (const child of children) child.kill();
    await client.end();
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  const sql: LimitsStage['sql'] = async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
    (await client.query<Row>(text, values)).rows;
  try {
    await client.connect();
    await migrate(postgres.url, queues);
    await furnish(sql, complaints, rules, currency);
    return {
      databaseUrl: postgres.url,
      sql,
      let: (...work) => letWork(postgres.url, children, work),
      processor: () => ({
        clients: children.reduce((sum, { pid }) => sum + (pid === undefined ? 0 : processorMs(pid)), 0),
        postgres: processorMs(Number(postmaster)),
      }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function furnish(
  sql: LimitsStage['sql'],
  complaints: number,
  rules: Partial<ShopRules>,
  currency: string,
): Promise<void> {
  await sql(
    `INSERT INTO shops (shop_id, name, currency, time_zone, installed_at, refreshed_at)
     VALUES ($1, $1, $2, 'Europe/Prague', now(), now())`,
    [limitsShop, currency],
  );
  await sql(
    `INSERT INTO staff_members (shop_id, user_id, name, role, account_owner, first_seen_at, last_seen_at)
     VALUES ($1, $2, $3, 'owner', true, now(), now())`,
    [limitsShop, owner.userId, owner.name],
  );
  const first = firstDayPolicy(currency);
  await sql(
    `INSERT INTO policy_versions (shop_id, version, policy, changes, reason, author_id, author_name, starts_at, created_at)
     VALUES ($1, 1, $2, '[]', '', NULL, 'Amends', now() - interval '1 day', now())`,
    [limitsShop, JSON.stringify({ ...first, shop: { ...first.shop, ...rules } })],
  );
  const paid = { minor: 20_000, currency };
  const order = {
    ...{ lines: [], refunds: [], disputes: [], customer: null, received: { shop: paid, presentment: paid } },
    ...{ shopCurrency: currency, currency },
  };
  await sql(
    `INSERT INTO order_snapshots (shop_id, order_id, name, customer_id, processed_at, snapshot, fetched_at)
     SELECT $1, n::text, '#' || n, (n % 50)::text, now(), $3::jsonb || jsonb_build_object('id', n::text), now() FROM generate_series(1, $2::int) n`,
    [limitsShop, complaints, JSON.stringify(order)],
  );
  await sql(
    `INSERT INTO complaints (shop_id, id, number, request_id, order_id, order_name, customer_id, reason, severity, channel, wanted_outcome,
       words, state, assignee_user_id, next_action, next_action_due_at, created_by, created_at, updated_at)
     SELECT $1, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n, gen_random_uuid(), n::text, '#' || n, (n % 50)::text,
       'damaged', 'normal', 'email', 'refund', '', 'open', '1', 'decide_remedy', now(), 'Olga', now(), now() FROM generate_series(1, $2::int) n`,
    [limitsShop, complaints],
  );
  // Only what is filled: a table that is known to be empty is gone through from end to end long after it no longer is.
  await sql('ANALYZE shops, staff_members, policy_versions, order_snapshots, complaints');
}

async function letWork(
  databaseUrl: string,
  children: ChildProcess[],
  work: readonly Omit<Work, 'databaseUrl'>[],
): Promise<{ done: Done[]; seconds: number }> {
  while (children.length < work.length) children.push(fork(clients));
  const working = children.slice(0, work.length);
  await Promise.all(working.map((child, nth) => answerOf(child, { ...work[nth], databaseUrl })));
  const began = performance.now();
  const done = await Promise.all(working.map((child) => answerOf<Done>(child, 'begin')));
  return { done, seconds: (performance.now() - began) / 1000 };
}

const clients = fileURLToPath(new URL('./limits-clients.ts', import.meta.url));

async function answerOf<Answer>(child: ChildProcess, message: object | string): Promise<Answer> {
  const answered = new AbortController();
  const answer = once(child, 'message') as Promise<[Answer]>;
  const died = once(child, 'exit', { signal: answered.signal }).then(([code]) => {
    throw new Error(`a process of clients ended with ${String(code)}`);
  });
  died.catch(() => undefined);
  child.send(message);
  const [first] = await Promise.race([answer, died]);
  answered.abort();
  return first;
}
