import path from 'node:path';
import { embeddedPostgres } from './embedded-postgres.server.ts';

/** schema.prisma wants DATABASE_URL to exist; this value says that the embedded server is meant. */
export const EMBEDDED_URL = 'postgresql://embedded';

/** Where the embedded server keeps its data, unless told otherwise. */
export const EMBEDDED_FOLDER = '.data/postgres';

export type DatabaseAddress = {
  /** Connection string of the database's owner. */
  readonly url: string;
  /** Stops an embedded server that this call started; does nothing for any other. */
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
  return { url: server.url, release: server.started ? server.stop : () => Promise.resolve() };
}
