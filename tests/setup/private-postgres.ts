import type { EmbeddedOptions } from '#app/db/embedded-postgres.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { queues } from '#app/jobs/queues.ts';
import { postgresOfThisProcess } from '#scripts/postgres-of-this-process.ts';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** A PostgreSQL server for one run of tests, with one migrated database that every test database is a copy of. */
export type TestServer = {
  /** Where databases are made and dropped. */
  readonly adminUrl: string;
  readonly template: string;
};

export type StartedTestServer = TestServer & { readonly stop: () => Promise<void> };

/**
 * The server in DATABASE_URL, else a private one in a temporary folder that keeps nothing and that ends with this
 * process. `how` is for the private one.
 */
export async function startTestServer(
  databaseUrl = process.env['DATABASE_URL'],
  how: Pick<EmbeddedOptions, 'settings'> = {},
): Promise<StartedTestServer> {
  const server = databaseUrl === undefined || databaseUrl === '' ? await privateServer(how) : givenServer(databaseUrl);
  const template = `amends_test_${randomBytes(4).toString('hex')}`;
  try {
    await administer(server.adminUrl, `CREATE DATABASE "${template}"`);
    await migrate(urlOf(server.adminUrl, template), queues);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    adminUrl: server.adminUrl,
    template,
    stop: async () => {
      await administer(server.adminUrl, `DROP DATABASE "${template}" WITH (FORCE)`);
      await server.stop();
    },
  };
}

export type TestDatabase = {
  /** Connection string to give to the app. It names the owner: the app takes its own role on connect. */
  readonly url: string;
  /** The same database as its owner, who sees the rows of every shop: for arranging and for looking afterwards. */
  readonly ownerUrl: string;
  /** Drops the database, also under connections that are still open. */
  readonly drop: () => Promise<void>;
};

/** A fresh, migrated and empty database (20–30 ms). */
export async function copyTemplate({ adminUrl, template }: TestServer): Promise<TestDatabase> {
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await administer(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const url = urlOf(adminUrl, name);
  return { url, ownerUrl: url, drop: () => dropDatabase(adminUrl, name) };
}

/**
 * A pool that has ended may still be closing its sockets, and a connection that is cut off then is an error that
 * nobody listens to any more. So they get a second; what is open after that was forgotten, and is cut off.
 */
async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (let look = 0; look < 20; look++) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [name]);
      if (rowCount === 0) break;
      await client.query('SELECT pg_sleep(0.05)');
    }
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

export function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

/** One statement on a connection of its own. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function privateServer(how: EmbeddedOptions) {
  const folder = path.join(os.tmpdir(), `amends-test-${randomBytes(4).toString('hex')}`);
  const { url, stop } = await postgresOfThisProcess(folder, { durable: false, maxConnections: 200, ...how });
  return { adminUrl: url, stop };
}

function givenServer(adminUrl: string) {
  return { adminUrl, stop: () => Promise.resolve() };
}
