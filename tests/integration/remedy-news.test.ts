import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChild } from '#scripts/children.ts';
import { decideRefund, haruka, olga, type DecidedRefund, type Person } from '#tests/factories/shell-refund.ts';
import { API_KEY, API_SECRET, bearer, runShell, sessionToken, type RunningShell } from '#tests/setup/running-shell.ts';

/** Waits of one shop in one process, at most. */
const PLACES = 50;
const LINE = `FROM pg_stat_activity WHERE application_name = 'amends-listener' AND datname = current_database()`;

let shell: RunningShell;

beforeAll(async () => {
  shell = await runShell({ DATABASE_CONNECTIONS: '3' });
});
afterAll(() => shell.close());

const waiting = () => shell.web.amends.news.waiting();
const waits = (count: number) => expect.poll(waiting, { timeout: 10_000 }).toBe(count);

type Asked = { known?: string; who?: Person; signal?: AbortSignal };

/** Asks as the page does; with `known`, the answer may take a while. */
function states(complaintId: string, { known, who = olga, signal }: Asked = {}): Promise<Response> {
  const query = known === undefined ? '' : `?${new URLSearchParams({ known }).toString()}`;
  return shell.ask(`/app/complaints/${complaintId}/remedies${query}`, {
    ...bearer(sessionToken(who)),
    ...(signal && { signal }),
  });
}

async function read(answer: Promise<Response>): Promise<string> {
  const body = (await (await answer).json()) as { states: string };
  return body.states;
}

async function turn({ remedyId }: DecidedRefund, state: string): Promise<void> {
  await shell.sql('UPDATE remedies SET state = $2 WHERE id = $1', [remedyId, state]);
}

describe('a page that asks where its refund stands', () => {
  it('and says nothing of what it shows is answered at once', async () => {
    const refund = await decideRefund(shell);
    expect(await read(states(refund.complaintId))).toBe(`${refund.remedyId}:approved`);
  });

  it('and shows something else is answered at once', async () => {
    const refund = await decideRefund(shell);
    expect(await read(states(refund.complaintId, { known: '' }))).toBe(`${refund.remedyId}:approved`);
    await turn(refund, 'unknown');
    expect(await read(states(refund.complaintId, refund))).toBe(`${refund.remedyId}:unknown`);
    expect(waiting()).toBe(0);
  });

  it('is answered when the refund turns, and not when it is merely being sent', async () => {
    const refund = await decideRefund(shell);
    const answer = read(states(refund.complaintId, refund));
    await waits(1);
    await turn(refund, 'sending');
    const whileSending = read(states(refund.complaintId, refund));
    await waits(2);
    await turn(refund, 'settled');
    expect(await answer).toBe(`${refund.remedyId}:settled`);
    expect(await whileSending).toBe(`${refund.remedyId}:settled`);
    expect(waiting()).toBe(0);
  });

  it('hears within a second what a worker in another process did', async () => {
    const refund = await decideRefund(shell);
    const answer = read(states(refund.complaintId, refund));
    await waits(1);
    const worker = startWorker(shell);
    try {
      expect(await answer).toBe(`${refund.remedyId}:settled`);
      const heardAt = Date.now();
      const [row] = await shell.sql<{ updated_at: Date }>('SELECT updated_at FROM remedies WHERE id = $1', [
        refund.remedyId,
      ]);
      expect(heardAt - (row?.updated_at.getTime() ?? 0)).toBeLessThan(1_000);
    } finally {
      await worker.stop();
      fs.rmSync(path.dirname(worker.logFile), { recursive: true, force: true });
    }
  });
});

describe('a page that waits', () => {
  it('is not woken by another complaint or another shop, and gets nothing of them', async () => {
    const [mine, other, theirs] = [
      await decideRefund(shell),
      await decideRefund(shell),
      await decideRefund(shell, haruka),
    ];
    const ofMine = read(states(mine.complaintId, mine));
    const ofOther = read(states(other.complaintId, other));
    const ofTheirs = read(states(theirs.complaintId, { ...theirs, who: haruka }));
    await waits(3);
    await turn(mine, 'settled');
    expect(await ofMine).toBe(`${mine.remedyId}:settled`);
    expect(waiting()).toBe(2);
    await turn(theirs, 'refused');
    expect(await ofTheirs).toBe(`${theirs.remedyId}:refused`);
    expect(waiting()).toBe(1);
    await turn(other, 'settled');
    expect(await ofOther).toBe(`${other.remedyId}:settled`);
  });

  it('for a complaint of another shop is told at once that there is none', async () => {
    const theirs = await decideRefund(shell, haruka);
    const answer = await states(theirs.complaintId, { ...theirs, who: olga });
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain(theirs.remedyId);
    expect(waiting()).toBe(0);
  });

  it('gives its place back when it leaves; one too many is answered at once; and nobody holds a connection', async () => {
    const refund = await decideRefund(shell);
    const pages = Array.from({ length: PLACES }, () => new AbortController());
    const answers = pages.map(({ signal }) => states(refund.complaintId, { ...refund, signal }));
    await waits(PLACES);
    // More wait than there are connections to the database, and this is answered all the same.
    expect(await read(states(refund.complaintId, refund))).toBe(refund.known);
    expect(waiting()).toBe(PLACES);
    const theirs = await decideRefund(shell, haruka);
    const ofTheirs = read(states(theirs.complaintId, { ...theirs, who: haruka }));
    await waits(PLACES + 1);

    // A wait is long enough for the garbage collector to come by; it must not take what hears of the leaving.
    collectGarbage();
    const [left, ...staying] = answers;
    pages[0]?.abort();
    await expect(left).rejects.toThrow('aborted');
    await waits(PLACES);
    const next = read(states(refund.complaintId, refund));
    await waits(PLACES + 1);

    await turn(refund, 'settled');
    await turn(theirs, 'settled');
    for (const answer of [...staying.map(read), next]) expect(await answer).toBe(`${refund.remedyId}:settled`);
    expect(await ofTheirs).toBe(`${theirs.remedyId}:settled`);
    expect(waiting()).toBe(0);
    expect(shell.log.filter((line) => line.includes('a request failed'))).toEqual([]);
  });
});

it('when the line breaks on which the database announces, nobody is left waiting, and the next wait works again', async () => {
  const refund = await decideRefund(shell);
  const answer = read(states(refund.complaintId, refund));
  await expect.poll(() => shell.sql(`SELECT 1 ${LINE} AND query LIKE 'LISTEN%'`)).toHaveLength(1);
  await waits(1);
  await shell.sql(`SELECT pg_terminate_backend(pid) ${LINE}`);
  expect(await answer).toBe(refund.known);
  expect(waiting()).toBe(0);

  // For a moment nobody can wait: what is asked then is answered at once.
  const next: Promise<string>[] = [];
  await expect
    .poll(
      () => {
        if (waiting() === 0) next.push(read(states(refund.complaintId, refund)));
        return waiting();
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
  await turn(refund, 'settled');
  expect(await next.at(-1)).toBe(`${refund.remedyId}:settled`);
  for (const early of next) expect(await early).toMatch(/:(approved|settled)$/);
});

function collectGarbage(): void {
  v8.setFlagsFromString('--expose-gc');
  const collect: unknown = vm.runInNewContext('gc');
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
  v8.setFlagsFromString('--no-expose-gc');
}

function startWorker({ owner, store }: RunningShell) {
  const address = store.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return startChild({
    name: 'worker',
    args: ['--import', './dev-store/preload.ts', 'app/main/worker.server.ts'],
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: owner,
      SHOPIFY_API_KEY: API_KEY,
      SHOPIFY_API_SECRET: API_SECRET,
      SHOPIFY_APP_URL: 'http://localhost:3000',
      DEV_STORE_URL: `http://127.0.0.1:${String(port)}`,
    },
    logFolder: fs.mkdtempSync(path.join(os.tmpdir(), 'amends-worker-')),
  });
}
