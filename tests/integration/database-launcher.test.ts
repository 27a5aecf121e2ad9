import { openDatabase } from '#app/db/database-url.server.ts';
import { embeddedPostgres, stopEmbeddedPostgres } from '#app/db/embedded-postgres.server.ts';
import { administer } from '#tests/setup/private-postgres.ts';
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
/** Makes the command the first process of a process table of its own, as in a container; for root on Linux. */
const ownPids = ['--pid', '--fork', '--mount-proc'];
const mayUnshare = process.platform === 'linux' && spawnSync('unshare', [...ownPids, 'true']).status === 0;
let folder: string;

beforeEach(() => {
  folder = path.join(os.tmpdir(), `amends-launcher-${randomBytes(4).toString('hex')}`);
});

afterEach(async () => {
  await stopEmbeddedPostgres(folder);
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Starts or joins from a process of its own; answers the port that it got, and whether it was the one to start. */
async function startElsewhere(): Promise<{ port: string; started: boolean }> {
  const script = `
    import { embeddedPostgres } from '#app/db/embedded-postgres.server.ts';
    const { url, started } = await embeddedPostgres(${JSON.stringify(folder)}, { durable: false });
    console.log(JSON.stringify({ port: new URL(url).port, started }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return JSON.parse(stdout) as { port: string; started: boolean };
}

async function firstRow(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows[0];
  } finally {
    await client.end();
  }
}

describe('the private PostgreSQL', () => {
  it('is one server for two processes that start it on an empty folder at once', async () => {
    const [one, other] = await Promise.all([startElsewhere(), startElsewhere()]);
    expect(one.port).toBe(other.port);
    expect([one.started, other.started].filter(Boolean)).toHaveLength(1);
    const joined = await embeddedPostgres(folder, { durable: false });
    expect({ port: new URL(joined.url).port, started: joined.started }).toEqual({ port: one.port, started: false });
  });

  it('is found dead after kill -9, and serves again with everything that was committed', async () => {
    const first = await embeddedPostgres(folder);
    await administer(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = Number(fs.readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    const second = await embeddedPostgres(folder);
    expect(second.started).toBe(true);
    expect(await firstRow(second.url, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
  });

  it('is stopped by the last process that lets go of it, and by no earlier one', async () => {
    const database = await openDatabase(undefined, folder);
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await database.release();
    expect((await other.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await other.end();
    await (await openDatabase(undefined, folder)).release();
    await expect(firstRow(database.url, 'SELECT 1 AS one')).rejects.toThrow(/ECONNREFUSED|ENOENT/);
  });

  it('ignores a pid file that a dead server left behind', async () => {
    const first = await embeddedPostgres(folder, { durable: false });
    const pidFile = path.join(folder, 'data', 'postmaster.pid');
    const left = fs.readFileSync(pidFile);
    await first.stop();
    fs.writeFileSync(pidFile, left);
    if (process.getuid?.() === 0) {
      const { uid, gid } = fs.statSync(path.join(folder, 'data'));
      fs.chownSync(pidFile, uid, gid);
    }
    const second = await embeddedPostgres(folder, { durable: false });
    expect(second.started).toBe(true);
  });

  it.runIf(mayUnshare)(
    'serves again in a container whose first process never cleans up the killed server',
    async () => {
      const script = `
      import { embeddedPostgres } from '#app/db/embedded-postgres.server.ts';
      import fs from 'node:fs';
      const folder = ${JSON.stringify(folder)};
      await embeddedPostgres(folder, { durable: false });
      const pid = Number(fs.readFileSync(folder + '/data/postmaster.pid', 'utf8').split('\\n')[0]);
      process.kill(pid, 'SIGKILL');
      while (!fs.readFileSync('/proc/' + pid + '/stat', 'utf8').includes(') Z ')) await new Promise(setImmediate);
      const { started } = await embeddedPostgres(folder, { durable: false });
      console.log(started);
      process.exit(0);`;
      const { stdout } = await run('unshare', [...ownPids, process.execPath, '--input-type=module', '--eval', script]);
      expect(stdout).toBe('true\n');
    },
  );

  it('folds the case of letters beyond ASCII, which search relies on', async () => {
    const server = await embeddedPostgres(folder, { durable: false });
    expect(await firstRow(server.url, `SELECT lower('NOVÁKOVÁ') AS name`)).toEqual({ name: 'nováková' });
  });

  it.runIf(process.getuid?.() === 0)('also works for root in a folder that nobody else may enter', async () => {
    const closed = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-closed-'));
    const server = await embeddedPostgres(path.join(closed, 'data', 'postgres'), { durable: false });
    const where = await firstRow(server.url, 'SHOW data_directory');
    expect(where).toEqual({ data_directory: expect.stringMatching(/^\/var\/lib\/amends\//) as string });
    await server.stop();
    fs.rmSync(closed, { recursive: true });
    if (isDataDirectory(where)) fs.rmSync(path.dirname(path.dirname(where.data_directory)), { recursive: true });
  });
});

function isDataDirectory(row: unknown): row is { data_directory: string } {
  return typeof row === 'object' && row !== null && 'data_directory' in row && typeof row.data_directory === 'string';
}

describe('prisma generate', () => {
  it('starts no database', async () => {
    const place = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-generate-'));
    try {
      // Its own working folder: an embedded server would put its data below it.
      for (const name of ['app', 'prisma', 'package.json', 'prisma.config.ts', 'node_modules']) {
        fs.symlinkSync(path.resolve(name), path.join(place, name));
      }
      const { DATABASE_URL: _unset, ...env } = process.env;
      const generator = `generator client {\n  provider = "prisma-client-js"\n  engineType = "client"\n  output = "${place}/client"\n}\n`;
      const schema = fs.readFileSync('prisma/schema.prisma', 'utf8').replace(/generator client \{[^}]*\}\n/, generator);
      fs.writeFileSync(path.join(place, 'schema.prisma'), schema);
      const args = [path.resolve('node_modules/prisma/build/index.js'), 'generate', '--schema', 'schema.prisma'];
      await run(process.execPath, args, { cwd: place, env });
      expect(fs.existsSync(path.join(place, 'client', 'index.d.ts'))).toBe(true);
      expect(fs.existsSync(path.join(place, '.data'))).toBe(false);
    } finally {
      fs.rmSync(place, { recursive: true, force: true });
    }
  });
});
