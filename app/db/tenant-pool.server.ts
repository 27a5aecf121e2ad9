import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** For whom the current work asks the database. A shop's id is never empty; the system has no shop and sees no row. */
export type Tenant = { readonly shopId: string; readonly inTransaction: boolean };

/** The tenant of work that belongs to no shop: the policies answer every query on a tenant table with an error. */
export const SYSTEM: Tenant = { shopId: '', inTransaction: false };

export class OutsideOfShopError extends Error {
  override name = 'OutsideOfShopError';
}

type ConnectCallback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/**
 * A pool of connections that work for one shop at a time. Who asks for a connection gets it labelled with the shop of
 * the work that asks (`app.shop_id`, which the row level security policies read); work without a shop gets an error
 * before anything reaches the database.
 *
 * The label belongs to the session, so a pooler between app and database must not share sessions between transactions.
 */
export class TenantPool extends pg.Pool {
  // One per pool, not per module: the web server and the bundle that it serves each load this file.
  readonly #work = new AsyncLocalStorage<Tenant>();
  readonly #labels = new WeakMap<pg.ClientBase, string>();

  constructor(config: pg.PoolConfig) {
    super(config);
    // A connection that dies while it is checked out says so on the client; unheard, that would end the process.
    this.on('connect', (client) => client.on('error', () => undefined));
  }

  /** Runs `work` for a tenant; everything that it awaits asks the database as that tenant. */
  runAs<T>(tenant: Tenant, work: () => Promise<T>): Promise<T> {
    // Prisma's promises start only when awaited, so awaiting has to happen inside.
    return this.#work.run(tenant, async () => await work());
  }

  current(): Tenant | undefined {
    return this.#work.getStore();
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | undefined {
    // Who asks is known only now: the callback below may run in the context of whoever gives a connection back.
    const checkout = this.#checkout(this.current());
    if (callback === undefined) return checkout;
    checkout.then(
      (client) => {
        callback(undefined, client, client.release.bind(client));
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), undefined, () => undefined);
      },
    );
    return undefined;
  }

  async #checkout(tenant: Tenant | undefined): Promise<pg.PoolClient> {
    if (tenant === undefined) {
      throw new OutsideOfShopError('query outside of a shop: run it inside asShop(), transaction() or asSystem()');
    }
    if (tenant.inTransaction) {
      throw new Error('query beside an open transaction: use the client that the transaction was given');
    }
    const client = await super.connect();
    releaseWhenLost(client);
    try {
      await this.#label(client, tenant.shopId);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async #label(client: pg.PoolClient, shopId: string): Promise<void> {
    if (this.#labels.get(client) === shopId) return;
    this.#labels.delete(client);
    await client.query({
      name: 'amends_tenant',
      text: "SELECT set_config('app.shop_id', $1, false)",
      values: [shopId],
    });
    this.#labels.set(client, shopId);
  }
}

/**
 * Gives a connection back as soon as the server has dropped it. Prisma forgets a connection that dies inside a
 * transaction, and each one forgotten would be a place less in the pool, until none is left.
 */
function releaseWhenLost(client: pg.PoolClient): void {
  const giveBack = client.release.bind(client);
  let released = false;
  const lost = () => {
    client.release(true);
  };
  client.release = (error) => {
    if (released) return;
    released = true;
    client.off('end', lost);
    giveBack(error);
  };
  client.once('end', lost);
}
