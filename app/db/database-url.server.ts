import path from 'node:path';
import pg from 'pg';
import { embeddedPostgres } from './embedded-postgres.server.ts';

/** schema.prisma wants DATABASE_URL to exist; this value says that the embedded server is meant. */
export const EMBEDDED_URL = 'postgresql://embedded';

/** Where the embedded server keeps its data, unless told otherwise. */
export const EMBEDDED_FOLDER = '.data/postgres';

export type DatabaseAddress = {
  /** Connection string of the database's owner. */
  readonly url: string;
  /** Stops the embedded server when nobody else is connected to it; does nothing for any other. */
  readonly release: () => Promise<void>;
};

/** The database in DATABASE_URL; without it the embedded one, started or joined. */
export async function openDatabase(
  databaseUrl: string | undefined,
  embeddedFolder: string = EMBEDDED_FOLDER,
): Promise<DatabaseAddress> {
  if (databaseUrl !== undefined && databaseUrl !== '' && databaseUrl !== EMBEDDED_URL) {
    return { url: databaseUrl, release: () => Promise.resolve() };
  }
  const server = await embeddedPostgres(path.resolve(embeddedFolder));
  return {
    url: server.url,
    release: async () => {
      if (!(await usedByOthers(server.url))) await server.stop();
    },
  };
}

/** Several processes share the embedded server, and whoever started it may have been killed: the last one stops it. */
async function usedByOthers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    // A connection that was just closed is still listed for a moment.
    for (let look = 0; look < 5; look++) {
      const { rowCount } = await client.query(
        "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
      );
      if (rowCount === 0) return false;
      await client.query('SELECT pg_sleep(0.1)');
    }
    return true;
  } catch {
    // It does not answer: there is nobody to disturb.
    return false;
  } finally {
    await client.end();
  }
}
