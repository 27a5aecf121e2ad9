import { createDatabase, type Database } from '#app/db/database.server.ts';
import { OutsideOfShopError } from '#app/db/tenant-pool.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const now = new Date('2026-01-05T10:00:00Z');
const shopIds = Array.from({ length: 20 }, (_, index) => `shop-${String(index)}.myshopify.com`);
const [mugs, paper] = ['shop-0.myshopify.com', 'shop-1.myshopify.com'] as const;

let testDatabase: TestDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = createDatabase({ url: testDatabase.url, maxConnections: 8 });
  for (const shopId of shopIds) {
    await db.asShop(shopId, (client) => client.shop.create({ data: shopRow(shopId) }));
  }
});

afterAll(async () => {
  await db.close();
  await testDatabase.drop();
});

function shopRow(shopId: string) {
  return { shopId, name: shopId, currency: 'EUR', timeZone: 'Europe/Prague', installedAt: now, refreshedAt: now };
}

describe('a query without a shop', () => {
  it('is refused before it reaches the database', async () => {
    const asked = db.asShop(mugs, (client) => Promise.resolve(client));
    const kept = await asked;
    await expect(kept.shop.findMany()).rejects.toThrow('query outside of a shop');
    await expect(db.pool.query('SELECT 1')).rejects.toThrow(OutsideOfShopError);
    await expect(db.pool.connect()).rejects.toThrow(OutsideOfShopError);
  });

  it('is refused by the database itself for tenant tables, also as the system', async () => {
    await expect(db.asSystem((client) => client.shop.findMany())).rejects.toThrow('query outside of a shop');
    await expect(db.asSystem((client) => client.$queryRaw`SELECT 1 AS one`)).resolves.toEqual([{ one: 1 }]);
  });

  it('is refused by the database when the app connects without any label', async () => {
    const client = new pg.Client({ connectionString: testDatabase.url, options: '-c role=amends_app' });
    await client.connect();
    await expect(client.query('SELECT * FROM shops')).rejects.toThrow('query outside of a shop');
    await client.end();
  });

  it('is refused for an empty shop id', async () => {
    await expect(db.asShop('', (client) => client.shop.findMany())).rejects.toThrow(OutsideOfShopError);
    await expect(db.query('', { text: 'SELECT 1' })).rejects.toThrow(OutsideOfShopError);
  });
});

describe('one shop', () => {
  it('sees only its own rows, through the typed client, raw SQL and named statements', async () => {
    const typed = await db.asShop(mugs, (client) => client.shop.findMany({ select: { shopId: true } }));
    const raw = await db.asShop(mugs, (client) => client.$queryRaw`SELECT shop_id AS "shopId" FROM shops`);
    const named = await db.query(mugs, { name: 'all_shops', text: 'SELECT shop_id AS "shopId" FROM shops' });
    expect([typed, raw, named]).toEqual([[{ shopId: mugs }], [{ shopId: mugs }], [{ shopId: mugs }]]);
  });

  it('cannot write a row for another shop', async () => {
    const foreign = { ...shopRow('stolen.myshopify.com') };
    await expect(db.asShop(mugs, (client) => client.shop.create({ data: foreign }))).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      db.query(mugs, { text: "UPDATE shops SET shop_id = 'stolen.myshopify.com' WHERE shop_id = $1", values: [mugs] }),
    ).rejects.toThrow(/row-level security/);
  });

  it('cannot change or delete a row of another shop', async () => {
    const changed = await db.asShop(mugs, (client) =>
      client.shop.updateMany({ where: { shopId: paper }, data: { name: 'taken over' } }),
    );
    const deleted = await db.asShop(mugs, (client) => client.shop.deleteMany({ where: { shopId: paper } }));
    expect([changed.count, deleted.count]).toEqual([0, 0]);
  });
});

describe('a transaction', () => {
  it('is undone as a whole when its work throws', async () => {
    const attempt = db.transaction(mugs, async (tx) => {
      await tx.shop.updateMany({ data: { name: 'half done' } });
      throw new Error('the rest failed');
    });
    await expect(attempt).rejects.toThrow('the rest failed');
    const rows = await db.asShop(mugs, (client) => client.shop.findMany({ select: { name: true } }));
    expect(rows).toEqual([{ name: mugs }]);
  });

  it('refuses other database work beside it, which could wait for the transaction for ever', async () => {
    await db.transaction(mugs, async (tx) => {
      await expect(db.transaction(mugs, () => Promise.resolve())).rejects.toThrow('beside an open transaction');
      await expect(db.asShop(paper, () => Promise.resolve())).rejects.toThrow('beside an open transaction');
      await expect(db.query(mugs, { text: 'SELECT 1' })).rejects.toThrow('beside an open transaction');
      await expect(tx.shop.count()).resolves.toBe(1);
    });
    await db.asShop(mugs, (outer) =>
      db.transaction(mugs, async () => {
        await expect(outer.shop.count()).rejects.toThrow('beside an open transaction');
      }),
    );
  });
});

describe('connections shared by many shops', () => {
  it('never show one shop a row of another in 10,000 interleaved requests', async () => {
    const foreign: unknown[] = [];
    let seen = 0;
    const request = async (index: number): Promise<void> => {
      const shopId = shopIds[(index * 7) % shopIds.length] ?? mugs;
      const rows = await ask(index, shopId);
      seen += rows.length;
      foreign.push(...rows.filter((row) => row.shop_id !== shopId));
    };
    const client = Array.from({ length: 24 }, async (_, lane) => {
      for (let index = lane; index < 10_000; index += 24) await request(index);
    });
    await Promise.all(client);
    expect({ foreign, seen }).toEqual({ foreign: [], seen: 10_000 });
  }, 180_000);

  it('survive the loss of every connection, idle or at work', async () => {
    const killOthers =
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
    const owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
    await owner.connect();
    const working = db.transaction(mugs, async (tx) => {
      await tx.shop.count();
      await owner.query(killOthers);
      return tx.shop.count();
    });
    await expect(working).rejects.toThrow();
    await owner.end();
    // The server's word about an idle connection may still be on its way: whoever takes it then hears it as an error.
    await expect.poll(() => db.pool.totalCount).toBe(0);
    await expect(db.asShop(mugs, (client) => client.shop.count())).resolves.toBe(1);
    expect(db.pool.totalCount - db.pool.idleCount, 'connections that nobody gave back').toBe(0);
  });
});

/** The same question in each of the ways that the app has. */
async function ask(index: number, shopId: string): Promise<{ shop_id: string }[]> {
  const text = 'SELECT shop_id FROM shops';
  switch (index % 4) {
    case 0:
      return db.query<{ shop_id: string }>(shopId, { name: 'ids', text });
    case 1:
      return db.asShop(shopId, (client) => client.$queryRaw<{ shop_id: string }[]>`SELECT shop_id FROM shops`);
    case 2:
      return db.transaction(shopId, (tx) => tx.$queryRaw<{ shop_id: string }[]>`SELECT shop_id FROM shops`);
    default: {
      const rows = await db.asShop(shopId, (client) => client.shop.findMany({ select: { shopId: true } }));
      return rows.map((row) => ({ shop_id: row.shopId }));
    }
  }
}
