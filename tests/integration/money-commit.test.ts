import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database, type Transaction } from '#app/db/database.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';

const shopId = 'amends-mug-house.myshopify.com';
let testDatabase: TestDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  db = createDatabase({ url: testDatabase.url, maxConnections: 2 });
});
afterAll(async () => {
  await db.close();
  await testDatabase.drop();
});

const insert = (sql: Transaction, name: string, role = 'agent') =>
  sql.$executeRaw`
    INSERT INTO staff_members (shop_id, user_id, name, role, first_seen_at, last_seen_at)
    VALUES (${shopId}, ${name}, ${name}, ${role}, now(), now())`;
/** The database knows no such role. */
const refused = (sql: Transaction) => insert(sql, 'nobody', 'tsar');
const removeAll = (sql: Transaction) => sql.$executeRaw`DELETE FROM staff_members`;

const stored = async () =>
  (await db.statements(shopId).$queryRaw<{ name: string }[]>`SELECT name FROM staff_members ORDER BY name`).map(
    ({ name }) => name,
  );

describe('what is asked for with the commit', () => {
  it('is kept together with what came before it, and nothing can follow', async () => {
    const answer = await db.atomically(shopId, async (sql) => {
      await removeAll(sql);
      const rows = await sql.commitWith(() => Promise.all([insert(sql, 'anna'), insert(sql, 'lukas')]));
      await expect(insert(sql, 'olga')).rejects.toThrow('after the end of its transaction');
      return rows;
    });
    expect(answer).toEqual([1, 1]);
    expect(await stored()).toEqual(['anna', 'lukas']);
  });

  it.each<[string, (sql: Transaction) => Promise<unknown>, string]>([
    ['the database refuses', refused, 'staff_members_role'],
    ['fails before it is asked for', () => Promise.reject(new Error('of whom?')), 'of whom?'],
    [
      'fails a few steps before it is asked for',
      async () => {
        for (let step = 0; step < 20; step += 1) await Promise.resolve();
        throw new Error('of whom?');
      },
      'of whom?',
    ],
  ])('is not kept, nor anything before it, when one of it %s', async (_what, fails, why) => {
    const kept = (sql: Transaction) => insert(sql, 'olga');
    for (const both of [
      [fails, kept],
      [kept, fails],
    ]) {
      const failing = db.atomically(shopId, async (sql) => {
        await removeAll(sql);
        return sql.commitWith(() => Promise.all(both.map((one) => one(sql))));
      });
      await expect(failing).rejects.toThrow(why);
      expect(await stored()).toEqual(['anna', 'lukas']);
    }
    // The connection is as good as before.
    await db.atomically(shopId, (sql) => sql.commitWith(() => sql.$executeRaw`UPDATE staff_members SET locale = 'de'`));
  });

  it('is not kept when something before it had failed', async () => {
    const failing = db.atomically(shopId, async (sql) => {
      await Promise.all([refused(sql), sql.commitWith(() => insert(sql, 'olga'))]);
    });
    await expect(failing).rejects.toThrow('staff_members_role');
    expect(await stored()).toEqual(['anna', 'lukas']);
  });

  it('changes for the transactions after it nothing of how they wait for the disk', async () => {
    const waits = `current_setting('synchronous_commit')`;
    const before = await db.query(shopId, { text: `SELECT ${waits}` });
    await db.atomically(shopId, (sql) => sql.commitWith(() => sql.$executeRaw`UPDATE staff_members SET locale = 'cs'`));
    expect(await db.query(shopId, { text: `SELECT ${waits}` })).toEqual(before);
  });
});
