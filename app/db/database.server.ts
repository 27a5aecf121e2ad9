/** The app's way to its data: as a role that owns nothing, for one shop at a time. */
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient, type Prisma } from '@prisma/client';
import pg, { type QueryResultRow } from 'pg';
import { GatheringSocket } from './gathering-socket.server.ts';
import { statementsOn, type Statements } from './statements.server.ts';
import { OutsideOfShopError, SYSTEM, TenantPool, type Tenant } from './tenant-pool.server.ts';

/** What work inside a shop gets. It answers only inside the function that it was handed to. */
export type Client = Omit<PrismaClient, '$transaction' | '$connect' | '$disconnect' | '$extends' | '$on'>;

/** What work inside a transaction gets. Useless once the transaction has ended. */
export type Tx = Prisma.TransactionClient;

/** One SQL statement; with a name PostgreSQL keeps its plan on each connection. */
export type Statement = { readonly name?: string; readonly text: string; readonly values?: readonly unknown[] };

/** What work inside `atomically` gets. */
export type Transaction = Statements & {
  /**
   * Runs `ask`, and commits in the same breath: what it asks for reaches the database together with the commit, so that
   * what it locks is locked for no round trip. For what many wait for; ask for it last. Nothing can be asked for after it,
   * nor inside it after something was awaited. When anything in `ask` fails, nothing is kept.
   *
   * Others see what was written a moment before it is on the disk, and whoever asked goes on when it is there. Nobody can
   * act on what might still get lost: what others commit comes after it in the same log, and is not on the disk before it.
   */
  readonly commitWith: <T>(ask: () => Promise<T>) => Promise<T>;
};

export type DatabaseLog = { readonly warn: (fields: Record<string, unknown>, message: string) => void };

export type DatabaseOptions = {
  /** Connection string of the owner, as for the migrations; the app's role is taken on connect. */
  readonly url: string;
  /** Connections held at most; about twice the processor cores. pg-boss holds its own. */
  readonly maxConnections?: number;
  /** How long a statement waits for somebody else's lock before it fails, in ms. */
  readonly lockTimeoutMs?: number;
  readonly log?: DatabaseLog;
};

export type Database = {
  /** Runs `work` for one shop. Each statement commits on its own. Nothing of another shop can be seen or written. */
  readonly asShop: <T>(shopId: string, work: (client: Client) => Promise<T>) => Promise<T>;
  /**
   * Runs `work` for one shop in one transaction (read committed): it commits when `work` resolves and rolls back when
   * it throws. Waits at most 5 s for a connection, and is rolled back after 10 s. Cannot be nested.
   */
  readonly transaction: <T>(
    shopId: string,
    work: (tx: Tx) => Promise<T>,
    options?: { readonly name?: string },
  ) => Promise<T>;
  /** Plain SQL for one shop, each statement on its own: a fraction of what the typed client costs. */
  readonly statements: (shopId: string) => Statements;
  /**
   * Plain SQL for one shop in one transaction (read committed): for what is asked for often, money above all. It commits
   * when `work` resolves and rolls back when it throws. Cannot be nested.
   *
   * Statements that do not need each other's answers are best asked for in one `Promise.all`: they reach the database
   * in one go and run there one after the other, in the order written. When one fails, those after it do not run, and
   * it is the one that failed whose error is thrown.
   */
  readonly atomically: <T>(
    shopId: string,
    work: (sql: Transaction) => Promise<T>,
    options?: { readonly name?: string },
  ) => Promise<T>;
  /** For work that belongs to no shop: the system_… functions and catalogue queries. Tenant tables answer an error. */
  readonly asSystem: <T>(work: (client: Client) => Promise<T>) => Promise<T>;
  /** One statement straight to the driver, for hot paths: a fifth to a third of what the typed client costs. */
  readonly query: <Row extends QueryResultRow>(shopId: string, statement: Statement) => Promise<Row[]>;
  readonly pool: TenantPool;
  /** Waits for running work, then closes all connections. */
  readonly close: () => Promise<void>;
};

const APP_ROLE = 'amends_app';
/** PostgreSQL's int8, which the driver would hand over as text. */
const BIGINT = 20;
const DEFAULT_CONNECTIONS = 10;
const TRANSACTION_LIMITS = { maxWait: 5_000, timeout: 10_000 };
const SLOW_TRANSACTION_MS = 1_000;
/** A process that froze inside a transaction must not hold its locks for ever. */
const IDLE_IN_TRANSACTION_MS = 60_000;
/** Longer than any honest transaction; shorter than a person's patience. */
const LOCK_TIMEOUT_MS = 8_000;

function parserFor(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === BIGINT) return BigInt;
  return pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown;
}

/** Connects lazily: nothing is opened until the first query. */
export function createDatabase(options: DatabaseOptions): Database {
  const { url, maxConnections = DEFAULT_CONNECTIONS, lockTimeoutMs = LOCK_TIMEOUT_MS, log } = options;
  const limits = { idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS, lock_timeout: lockTimeoutMs };
  const pool = new TenantPool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: TRANSACTION_LIMITS.maxWait,
    // Statements asked for together travel together; each still runs on its own, in the order asked.
    pipeline: true,
    stream: () => new GatheringSocket(),
    types: { getTypeParser: parserFor },
    options: [`-c role=${APP_ROLE} -c app.shop_id=`]
      .concat(Object.entries(limits).map(([name, ms]) => `-c ${name}=${String(ms)}`))
      .join(' '),
  });
  pool.on('error', (error) => log?.warn({ problem: error.message }, 'a database connection was lost'));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: TRANSACTION_LIMITS });

  const runAs = async <T>(tenant: Tenant, work: () => Promise<T>): Promise<T> => {
    refuseNesting(pool);
    return pool.runAs(tenant, work);
  };

  const timed = async <T>(name: string | undefined, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    try {
      return await work();
    } finally {
      const ms = Math.round(performance.now() - started);
      if (ms > SLOW_TRANSACTION_MS) log?.warn({ transaction: name, ms }, 'slow transaction');
    }
  };
  const inside = <T>(shopId: string, work: () => Promise<T>) => pool.runAs({ shopId, inTransaction: true }, work);

  return {
    asShop: async (shopId, work) => runAs(shop(shopId), () => work(prisma)),
    transaction: (shopId, work, { name } = {}) =>
      timed(name, () => runAs(shop(shopId), () => prisma.$transaction((tx) => inside(shopId, () => work(tx))))),
    statements: (shopId) => statementsOn((statement) => runAs(shop(shopId), () => pool.query(statement))),
    atomically: (shopId, work, { name } = {}) =>
      timed(name, () => runAs(shop(shopId), () => inOneTransaction(pool, (sql) => inside(shopId, () => work(sql))))),
    asSystem: (work) => runAs(SYSTEM, () => work(prisma)),
    query: async <Row extends QueryResultRow>(shopId: string, { values, ...statement }: Statement) =>
      runAs(shop(shopId), async () => {
        const result = await pool.query<Row>({ ...statement, values: [...(values ?? [])] });
        return result.rows;
      }),
    pool,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function inOneTransaction<T>(pool: TenantPool, work: (sql: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  let open = true;
  let committed = false;
  let firstFailure: unknown;
  const statements = statementsOn(async (statement) => {
    // Of statements asked for together one may fail while another is about to go on: alone, it would commit.
    if (!open) throw new Error('a statement after the end of its transaction');
    try {
      return await client.query(statement);
    } catch (error) {
      firstFailure ??= error;
      throw error;
    }
  });
  const commit = async (text = 'COMMIT'): Promise<void> => {
    open = false;
    // Of several statements, one result each.
    const ends = [await client.query(text)].flat();
    // After an error that nobody passed on, PostgreSQL answers a commit by rolling back, and calls that no error.
    if (ends.at(-1)?.command !== 'COMMIT') throw new Error('a statement had failed: the transaction was rolled back');
    committed = true;
  };
  const sql: Transaction = {
    ...statements,
    commitWith: async (ask) => {
      const asked = ask();
      // What fails before it has reached the database is heard of before the commit is on its way.
      await Promise.race([asked, new Promise<void>((resolve) => process.nextTick(resolve))]);
      const ended = Promise.all([commit(NOT_WAITING_FOR_THE_DISK), client.query(ON_THE_DISK)]);
      // Of both, what was asked for says why.
      const [first] = await Promise.allSettled([asked, ended]);
      if (first.status === 'rejected') throw first.reason;
      await ended;
      return first.value;
    },
  };
  try {
    // BEGIN travels with the first statements of the work; when it fails, so do they.
    const [, result] = await Promise.all([client.query('BEGIN'), work(sql)]);
    if (!committed) await commit();
    return result;
  } catch (error) {
    open = false;
    // Without a rollback the connection is not fit for the next one who gets it.
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    // Those asked for together with it were turned away because of it; whichever was heard of first, it is the reason.
    throw isTurnedAway(error) ? firstFailure : error;
  } finally {
    client.release(broken);
  }
}

/** The locks of this transaction are given back when it is in the log, and not when the log is on the disk. */
const NOT_WAITING_FOR_THE_DISK = 'SET LOCAL synchronous_commit TO off; COMMIT';
/** A transaction of its own that writes nothing but itself: waits, together with everybody's, until the log is there. */
const ON_THE_DISK = { name: 'amends_on_the_disk', text: `SELECT pg_logical_emit_message(true, 'amends', '')` };

/** PostgreSQL's in_failed_sql_transaction: a statement before it had failed. */
const isTurnedAway = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '25P02';

function shop(shopId: string): Tenant {
  if (shopId === '') throw new OutsideOfShopError('an empty shop id: work for no shop is asSystem()');
  return { shopId, inTransaction: false };
}

/** A second connection asked for while the first holds locks: at best slow, at worst everybody waits for everybody. */
function refuseNesting(pool: TenantPool): void {
  if (pool.current()?.inTransaction === true) {
    throw new Error('database work beside an open transaction: pass the client of the transaction down');
  }
}
