import net from 'node:net';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRemedyNews, type RemedyNews, type RemedyNewsOptions } from '#app/db/remedy-news.server.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';

const SHOP = 'amends-mug-house.myshopify.com';
const COMPLAINT = '0199a000-0000-7000-8000-000000000001';
const page = new AbortController();

let database: TestDatabase;
let client: pg.Client;
let news: RemedyNews;

beforeEach(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
});
afterEach(async () => {
  await news.close();
  await client.end();
  await database.drop();
});

const listen = (options: Partial<RemedyNewsOptions> = {}) =>
  (news = createRemedyNews({ url: database.url, ...options }));
const watch = (complaintId = COMPLAINT) => news.watch(SHOP, complaintId, page.signal);
const announce = (complaintId = COMPLAINT) =>
  client.query(`SELECT pg_notify('amends_remedies', $1)`, [`${SHOP} ${complaintId}`]);

it('what is announced between taking a place and waiting is not missed', async () => {
  listen();
  const place = await watch();
  await announce();
  await place?.over;
  expect(place).not.toBeNull();
});

it('what is announced and rolled back wakes nobody', async () => {
  listen();
  const [place, other] = [await watch(), await watch('another')];
  let woken = false;
  const over = place?.over.then(() => (woken = true));
  await client.query('BEGIN');
  await announce();
  await client.query('ROLLBACK');
  // Announcements come in the order of their commits.
  await announce('another');
  await other?.over;
  expect(woken).toBe(false);
  await announce();
  await over;
});

it('a wait ends by itself, and its place is free once it is left, however often', async () => {
  listen({ longestWaitMs: 20 });
  const place = await watch();
  await place?.over;
  expect(news.waiting()).toBe(1);
  place?.leave();
  place?.leave();
  expect(news.waiting()).toBe(0);
});

it('nobody waits where the database cannot be reached', async () => {
  const problems: string[] = [];
  const gone = await closedPort();
  const url = new URL(database.url);
  url.port = String(gone);
  listen({ url: url.toString(), log: { warn: (fields) => problems.push(String(fields['problem'])) } });
  expect(await watch()).toBeNull();
  // Not tried again at once: that takes no time, and says nothing more.
  expect(await watch()).toBeNull();
  // Which of the two: by TCP or by a socket.
  expect(problems).toEqual([expect.stringMatching(/ECONNREFUSED|ENOENT/)]);
  expect(news.waiting()).toBe(0);
});

it('a line that died without a word is noticed by the next who would wait on it, and ends every wait', async () => {
  const { port } = new URL(database.url);
  const wire = await startWire(Number(port));
  const url = new URL(database.url);
  url.port = String(wire.port);
  listen({ url: url.toString(), silentForMs: 0 });
  const place = await watch();
  wire.swallow();
  expect(await watch()).toBeNull();
  await place?.over;
  place?.leave();
  expect(news.waiting()).toBe(0);
  wire.close();
});

async function closedPort(): Promise<number> {
  const wire = await startWire(1);
  wire.close();
  return wire.port;
}

/** A wire to a port of this machine that can be told to carry nothing any more, and to say nothing about it. */
async function startWire(to: number) {
  const sockets: net.Socket[] = [];
  let dead = false;
  const server = net.createServer((near) => {
    const far = net.connect(to, '127.0.0.1');
    sockets.push(near, far);
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => dead || into.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => dead || into.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    swallow: () => (dead = true),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
