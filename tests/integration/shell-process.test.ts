import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { expect, it } from 'vitest';
import { API_KEY, API_SECRET, bearer, runShell, sessionToken } from '#tests/setup/running-shell.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';

it('asked to stop, the server finishes the request that it has begun and takes no other', async () => {
  const shell = await runShell();
  const owner = new pg.Client({ connectionString: shell.owner });
  await owner.connect();
  try {
    await shell.ask('/app.data', bearer(sessionToken()));
    // The request waits for the sessions as long as somebody else holds the table.
    await owner.query('BEGIN; LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE');
    const begun = shell.ask('/app.data', bearer(sessionToken()));
    await expect
      .poll(
        async () =>
          (await owner.query("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'sessions'::regclass")).rowCount,
      )
      .toBe(1);
    const stopped = shell.web.stop();
    await expect(shell.ask('/healthz')).rejects.toThrow('fetch failed');
    await owner.query('ROLLBACK');
    const answer = await begun;
    expect(answer.status).toBe(200);
    expect(answer.headers.get('connection')).toBe('close');
    expect(await answer.text()).toContain('Mug House');
    await stopped;
  } finally {
    await owner.end();
    await shell.store.close();
  }
});

const web = (env: Record<string, string>, file = 'app/main/web.server.ts'): ChildProcess =>
  spawn(process.execPath, [file], { env: { NODE_ENV: 'production', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });

const settings = (databaseUrl: string) => ({
  SHOPIFY_API_KEY: API_KEY,
  SHOPIFY_API_SECRET: API_SECRET,
  SHOPIFY_APP_URL: 'https://amends.example.com',
  DATABASE_URL: databaseUrl,
  HOST: '127.0.0.1',
  PORT: '0',
});

it.each(['app/main/web.server.ts', 'app/main/worker.server.ts'])(
  '%s starts as a process and ends in order on SIGTERM',
  async (file) => {
    const database = await createTestDatabase();
    const child = web(settings(database.url), file);
    const [first] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/"msg":"(Amends listens|the worker runs)"/);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await database.drop();
  },
);

it('with a fault in its configuration the process names every fault, shows no value and ends with 1', async () => {
  const child = web({
    SHOPIFY_API_KEY: 'the-key',
    SHOPIFY_APP_URL: 'https://amends.example.com/path',
    PORT: 'eighty',
    DEV_ADMIN_ORIGIN: 'http://localhost:4000',
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await once(child, 'exit')).toEqual([1, null]);
  for (const name of ['SHOPIFY_API_SECRET', 'SHOPIFY_APP_URL', 'PORT']) expect(said).toContain(name);
  expect(said).not.toMatch(/the-key|eighty|node_modules/);
});

it('lets nobody frame the app or lend it scripts on a real address', async () => {
  for (const extra of [
    { DEV_ADMIN_ORIGIN: 'http://localhost:4000' },
    { APP_BRIDGE_URL: 'https://evil.example/x.js' },
  ]) {
    const child = web({ ...settings('postgresql://nobody@localhost/x'), ...extra });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said).toContain(Object.keys(extra)[0]);
  }
});
