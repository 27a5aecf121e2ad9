import { readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { PRISMA_FOLDER } from '#app/db/migrate.server.ts';
import type { Worker } from '#app/jobs/worker.server.ts';
import type { Amends } from './compose.server.ts';

export type Readiness = {
  readonly ready: boolean;
  readonly checks: {
    readonly database: boolean;
    readonly migrations: boolean;
    /** `off`: the worker is a process of its own. */
    readonly worker: boolean | 'off';
    readonly stopping: boolean;
  };
};

/** What `/readyz` answers: whether this process can do its work now. */
export function createReadiness(
  amends: Pick<Amends, 'db' | 'databaseUrl' | 'log'>,
  worker: Pick<Worker, 'healthy'> | null,
  isStopping: () => boolean,
): () => Promise<Readiness> {
  let migrated = false;
  const attempt = async (what: string, check: () => Promise<boolean>) => {
    try {
      return await check();
    } catch (error) {
      amends.log.warn({ check: what, err: error }, 'not ready');
      return false;
    }
  };
  return async () => {
    const database = await attempt('database', async () => {
      await amends.db.asSystem((client) => client.$queryRaw`SELECT 1`);
      return true;
    });
    // Migrations are never taken back, so one yes is enough.
    migrated ||= database && (await attempt('migrations', () => allApplied(amends.databaseUrl)));
    const works = worker === null ? ('off' as const) : worker.healthy();
    const stopping = isStopping();
    return {
      ready: database && migrated && works !== false && !stopping,
      checks: { database, migrations: migrated, worker: works, stopping },
    };
  };
}

/** Asked as the owner: the app's role cannot see what belongs to Prisma. */
async function allApplied(ownerUrl: string): Promise<boolean> {
  const wanted = (await readdir(path.join(PRISMA_FOLDER, 'migrations'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ migration_name: string }>(
      'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const applied = new Set(rows.map((row) => row.migration_name));
    return wanted.every((name) => applied.has(name));
  } finally {
    await client.end();
  }
}
