import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '#app/db/database.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';

const shopId = 'amends-mug-house.myshopify.com';
/** Somebody of the staff, known by the role. */
const person = (role: string) => [shopId, role] as const;
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

type Sql = Parameters<Parameters<Database['atomically']>[1]>[0];

const insert = (sql: Sql, [shop, role]: ReturnType<typeof person>) =>
  sql.$executeRaw`
    INSERT INTO staff_members (shop_id, user_id, name, role, first_seen_at, last_seen_at)
    VALUES (${shop}, ${role}, ${role}, ${role}, now(), now())`;

const stored = async () =>
  (await db.statements(shopId).$queryRaw<{ role: string }[]>`SELECT role FROM staff_members ORDER BY role`).map(
    ({ role }) => role,
  );

describe('what belongs together', () => {
  it('is kept as a whole or not at all', async () => {
    const failing = db.atomically(shopId, async (sql) => {
      await insert(sql, person('agent'));
      await insert(sql, person('nobody'));
    });
    await expect(failing).rejects.toThrow('staff_members_role');
    expect(await stored()).toEqual([]);
    await db.atomically(shopId, (sql) => insert(sql, person('lead')));
    expect(await stored()).toEqual(['lead']);
  });

  it('is not said to be kept when a failure inside it was overlooked', async () => {
    const overlooking = db.atomically(shopId, async (sql) => {
      await insert(sql, person('agent'));
      await insert(sql, person('agent')).catch(() => 0);
      return 'kept';
    });
    await expect(overlooking).rejects.toThrow('rolled back');
    expect(await stored()).toEqual(['lead']);
  });

  it('is asked for together and runs in the order written', async () => {
    const [, before, , after] = await db.atomically(shopId, (sql) => {
      const count = () => sql.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM staff_members`;
      return Promise.all([sql.$executeRaw`DELETE FROM staff_members`, count(), insert(sql, person('lead')), count()]);
    });
    expect([before, after]).toEqual([[{ count: 0 }], [{ count: 1 }]]);
  });

  it('says why it failed, whichever of the statements asked for together is heard of first', async () => {
    const failing = db.atomically(shopId, (sql) => {
      const failed = insert(sql, person('nobody'));
      const turnedAway = insert(sql, person('agent'));
      const heardLater = failed.catch(async (error: unknown) => {
        await turnedAway.catch(() => 0);
        throw error;
      });
      return Promise.all([heardLater, turnedAway]);
    });
    await expect(failing).rejects.toThrow('staff_members_role');
    expect(await stored()).toEqual(['lead']);
  });

  it('keeps nothing of a part that goes on after another part has failed', async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const straggling = { end: Promise.resolve<unknown>(null) };
    const failing = db.atomically(shopId, (sql) => {
      straggling.end = (async () => {
        await insert(sql, person('agent'));
        await held;
        return insert(sql, person('owner'));
      })();
      return Promise.all([straggling.end, insert(sql, person('nobody'))]);
    });
    await expect(failing).rejects.toThrow('staff_members_role');
    goOn();
    await expect(straggling.end).rejects.toThrow('after the end of its transaction');
    expect(await stored()).toEqual(['lead']);
  });

  it('fails rather than waits for ever when somebody else keeps a lock', async () => {
    const impatient = createDatabase({ url: testDatabase.url, maxConnections: 2, lockTimeoutMs: 200 });
    const waiting = db.atomically(shopId, async (sql) => {
      await sql.$executeRaw`UPDATE staff_members SET name = 'Mia'`;
      return impatient.atomically(shopId, (other) => other.$executeRaw`UPDATE staff_members SET name = 'Ida'`);
    });
    await expect(waiting).rejects.toThrow('lock timeout');
    await impatient.close();
  });
});
