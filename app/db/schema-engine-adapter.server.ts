/**
 * Lets Prisma's schema engine, in its WebAssembly form, talk to PostgreSQL through node-postgres, so that no native
 * engine has to be downloaded. `@prisma/adapter-pg` 6.19 alone is not enough for it: it refuses the catalogue types
 * `name` and `"char"`, and cuts scripts at every semicolon, also inside function bodies.
 */
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Type numbers of PostgreSQL's catalogue (pg_type.oid). */
const oid = { char: 18, name: 19, text: 25, charArray: 1002, nameArray: 1003, textArray: 1009 } as const;

const SHOWN_AS = new Map<number, number>([
  [oid.char, oid.text],
  [oid.name, oid.text],
  [oid.charArray, oid.textArray],
  [oid.nameArray, oid.textArray],
]);

/**
 * @param url resolved only on connect: `prisma generate` makes the factory too, and must not start a database.
 */
export function schemaEngineAdapter(url: () => Promise<string>): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => connect(await url()),
    connectToShadowDb: async () => connectToShadow(await url()),
  };
}

async function connect(url: string): Promise<SqlDriverAdapter> {
  // One connection that is never dropped: the engine's advisory lock belongs to the session.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true });
  const charColumns = new WeakMap<object, number[]>();
  const adapter = await new PrismaPg(withCatalogueTypes(pool, charColumns), { disposeExternalPool: true }).connect();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: async (query) => {
      const result = await adapter.queryRaw(query);
      // The engine reads "char" columns only as characters; as text it stumbles over the first CHECK constraint.
      for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    },
    executeRaw: (query) => adapter.executeRaw(query),
    // Without parameters PostgreSQL takes the script whole, and runs it as one transaction.
    executeScript: async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    },
    startTransaction: (isolation) => adapter.startTransaction(isolation),
    getConnectionInfo: () => adapter.getConnectionInfo(),
    dispose: () => adapter.dispose(),
  };
}

async function connectToShadow(url: string): Promise<SqlDriverAdapter> {
  const owner = await connect(url);
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  await owner.executeScript(`CREATE DATABASE "${name}"`);
  const shadowUrl = new URL(url);
  shadowUrl.pathname = `/${name}`;
  const shadow = await connect(shadowUrl.toString());
  return {
    ...shadow,
    dispose: async () => {
      await shadow.dispose();
      await owner.executeScript(`DROP DATABASE "${name}"`);
      await owner.dispose();
    },
  };
}

/** The pool, with catalogue types renamed to ones that the adapter knows, and "char" columns remembered by their rows. */
function withCatalogueTypes(pool: pg.Pool, charColumns: WeakMap<object, number[]>): pg.Pool {
  const query = async (config: pg.QueryArrayConfig, values?: unknown[]): Promise<pg.QueryArrayResult> => {
    const result = await pool.query(config, values);
    // A script of several statements answers an array of results, without fields of its own.
    const fields = Array.isArray(result) ? [] : result.fields;
    charColumns.set(
      result.rows ?? result,
      fields.flatMap((field, index) => (field.dataTypeID === oid.char ? [index] : [])),
    );
    for (const field of fields) field.dataTypeID = SHOWN_AS.get(field.dataTypeID) ?? field.dataTypeID;
    return result;
  };
  return new Proxy(pool, {
    get: (target, key): unknown => {
      if (key === 'query') return query;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
