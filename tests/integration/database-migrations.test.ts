import { migrate, schemaDrift } from '#app/db/migrate.server.ts';
import { queues } from '#app/jobs/queues.ts';
import { administer, urlOf } from '#tests/setup/private-postgres.ts';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

const run = promisify(execFile);
const { adminUrl } = inject('testServer');
let name: string;
let url: string;

beforeEach(async () => {
  name = `amends_test_${randomBytes(4).toString('hex')}`;
  url = urlOf(adminUrl, name);
  await administer(adminUrl, `CREATE DATABASE "${name}"`);
});

afterEach(() => administer(adminUrl, `DROP DATABASE "${name}" WITH (FORCE)`));

async function rows(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('migrate', () => {
  it('may be run by three processes at once on an empty database: one applies, the others find it done', async () => {
    const script = `
      import { migrate } from '#app/db/migrate.server.ts';
      import { queues } from '#app/jobs/queues.ts';
      console.log(JSON.stringify(await migrate(${JSON.stringify(url)}, queues)));`;
    const outputs = await Promise.all(
      [1, 2, 3].map(() => run(process.execPath, ['--input-type=module', '--eval', script])),
    );
    const applied = outputs.map(({ stdout }) => JSON.parse(stdout) as string[]);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    expect(await rows('SELECT name FROM pgboss.queue ORDER BY name')).toEqual(
      queues.map((queue) => ({ name: queue.name })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });

  it('changes nothing when it is repeated, and leaves no connection open', async () => {
    expect(await migrate(url, queues)).not.toEqual([]);
    expect(await migrate(url, queues)).toEqual([]);
    expect(
      await rows(
        "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
      ),
    ).toEqual([]);
  });

  it('brings the options of an existing queue up to date', async () => {
    await migrate(url, [{ name: 'changing', options: { retryLimit: 1 } }]);
    await migrate(url, [{ name: 'changing', options: { retryLimit: 7 } }]);
    expect(await rows("SELECT retry_limit FROM pgboss.queue WHERE name = 'changing'")).toEqual([{ retry_limit: 7 }]);
  });

  it('works for an owner that is no superuser', async () => {
    const owner = `amends_owner_${randomBytes(4).toString('hex')}`;
    await administer(adminUrl, `CREATE ROLE ${owner} LOGIN CREATEROLE CREATEDB PASSWORD 'owner'`);
    await administer(adminUrl, `ALTER DATABASE "${name}" OWNER TO ${owner}`);
    // What an operator grants once where the role exists already, made by somebody else.
    await administer(adminUrl, `GRANT amends_app TO ${owner}`);
    const ownerUrl = new URL(url);
    ownerUrl.username = owner;
    ownerUrl.password = 'owner';
    try {
      await migrate(ownerUrl.toString(), queues);
      const client = new pg.Client({ connectionString: ownerUrl.toString(), options: '-c role=amends_app' });
      await client.connect();
      expect((await client.query('SELECT current_user::text AS me')).rows).toEqual([{ me: 'amends_app' }]);
      await client.end();
    } finally {
      await administer(adminUrl, `ALTER DATABASE "${name}" OWNER TO CURRENT_USER`);
      await administer(url, `REASSIGN OWNED BY ${owner} TO CURRENT_USER`);
      await administer(url, `DROP OWNED BY ${owner}`);
      await administer(adminUrl, `DROP ROLE ${owner}`);
    }
  });
});

describe('schema.prisma', () => {
  it('describes exactly what the migrations make', async () => {
    expect(await schemaDrift(url)).toBe('');
  });
});
