/** `prisma migrate deploy` inside the process: the same engine, table and lock, without the command line's two seconds. */
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createQueues, type QueueDefinition } from './job-schema.server.ts';
import { schemaEngineAdapter } from './schema-engine-adapter.server.ts';

/** Any number will do as long as nobody else takes it: our lock around a whole migration. */
const MIGRATION_LOCK = 4_207_261_153;

export const PRISMA_FOLDER = fileURLToPath(new URL('../../prisma', import.meta.url));

/**
 * Brings a database up to date: tables, policies and roles from prisma/migrations, then the job queues.
 * Safe to repeat, and to call from several processes at once: the others wait, and find nothing to do.
 *
 * @param ownerUrl connection string of the owner of the database (may create tables and roles).
 * @returns names of the migrations that were applied now.
 */
export async function migrate(ownerUrl: string, queues: readonly QueueDefinition[]): Promise<string[]> {
  return alone(ownerUrl, async () => {
    const applied = await migrateDeploy(ownerUrl);
    await createQueues(ownerUrl, queues);
    return applied;
  });
}

/** Applies what is missing of prisma/migrations. Throws Prisma's own message when a migration fails. */
export async function migrateDeploy(ownerUrl: string, prismaFolder: string = PRISMA_FOLDER): Promise<string[]> {
  return withSchemaEngine(ownerUrl, prismaFolder, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      filters: { externalTables: [], externalEnums: [] },
      migrationsList: readMigrations(prismaFolder),
    });
    return appliedMigrationNames;
  });
}

/** What a database made by the migrations lacks, or has too much of, against schema.prisma; '' when they agree. */
export async function schemaDrift(ownerUrl: string, prismaFolder: string = PRISMA_FOLDER): Promise<string> {
  return withSchemaEngine(ownerUrl, prismaFolder, async (engine) => {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'migrations', ...readMigrations(prismaFolder) },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: readSchema(prismaFolder) }] },
      filters: { externalTables: [], externalEnums: [] },
      shadowDatabaseUrl: null,
      script: false,
      exitCode: true,
    });
    return exitCode === 0 ? '' : (stdout ?? 'the schema differs');
  });
}

async function withSchemaEngine<T>(
  ownerUrl: string,
  prismaFolder: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadEngine();
  const adapter = schemaEngineAdapter(() => Promise.resolve(ownerUrl));
  const connections: SqlDriverAdapter[] = [];
  const factory = bindMigrationAwareSqlAdapterFactory({
    ...adapter,
    connect: async () => {
      const connection = await adapter.connect();
      connections.push(connection);
      return connection;
    },
  });
  const datamodels: [string, string][] = [['schema.prisma', readSchema(prismaFolder)]];
  try {
    return await work(await SchemaEngine.new({ datamodels }, () => undefined, factory));
  } finally {
    // The engine leaves its connections open, and a database in use can be neither dropped nor copied.
    await Promise.all(connections.map((connection) => connection.dispose()));
  }
}

let engineModule: ReturnType<typeof instantiateEngine> | undefined;

function loadEngine() {
  return (engineModule ??= instantiateEngine());
}

/** The package's own entry imports the .wasm file as a module, which Node does not do; so it is put together here. */
async function instantiateEngine() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const module = await WebAssembly.compile(fs.readFileSync(path.join(folder, 'schema_engine_bg.wasm')));
  const functions = { ...glue, ...timersThatHoldNobody(glue) };
  const imports = Object.fromEntries(WebAssembly.Module.imports(module).map((wanted) => [wanted.module, functions]));
  const { exports } = await WebAssembly.instantiate(module, imports);
  const setWasm: unknown = Reflect.get(glue, '__wbg_set_wasm');
  const start = exports['__wbindgen_start'];
  if (typeof setWasm !== 'function' || typeof start !== 'function') {
    throw new Error('@prisma/schema-engine-wasm is put together differently in this version');
  }
  Reflect.apply(setWasm, undefined, [exports]);
  Reflect.apply(start, undefined, []);
  return glue;
}

/** The engine leaves its lock timers (10 s and 60 s) armed; they must not keep a process open after its work. */
function timersThatHoldNobody(glue: object): Record<string, (callback: () => void, ms: number) => unknown> {
  const names = Object.keys(glue).filter((name) => name.startsWith('__wbg_setTimeout_'));
  return Object.fromEntries(names.map((name) => [name, (callback, ms) => setTimeout(callback, ms).unref()]));
}

function readSchema(prismaFolder: string): string {
  return fs.readFileSync(path.join(prismaFolder, 'schema.prisma'), 'utf8');
}

function readMigrations(prismaFolder: string): MigrationList {
  const baseDir = path.join(prismaFolder, 'migrations');
  const names = fs
    .readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: fs.readFileSync(path.join(baseDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: fs.readFileSync(path.join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/** Prisma's own lock gives up after 10 s and covers only its part; this one waits as long as it takes. */
async function alone<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work();
  } finally {
    // Ending the session gives the lock back.
    await client.end();
  }
}
