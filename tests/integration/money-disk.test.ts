import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '#app/db/database.server.ts';
import { embeddedPostgres } from '#app/db/embedded-postgres.server.ts';
import { migrate } from '#app/db/migrate.server.ts';

const shopId = 'amends-mug-house.myshopify.com';
let folder: string;
let db: Database;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-disk-'));
  fs.chmodSync(folder, 0o755);
  const server = await embeddedPostgres(path.join(folder, 'postgres'), { durable: true });
  await migrate(server.url, []);
  db = createDatabase({ url: server.url, maxConnections: 4 });
});
afterAll(async () => {
  await db.close();
  await (await embeddedPostgres(path.join(folder, 'postgres'))).stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Every process of the server ends as if the machine had: nothing more is written. */
function pullThePlug(): void {
  const [postmaster] = fs.readFileSync(path.join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(postmaster), 'SIGQUIT');
}

it('what was committed in one breath is on the disk when it is said to be kept', async () => {
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(
      ['anna', 'lukas', 'olga'].map((name) =>
        db.atomically(shopId, (sql) =>
          sql.commitWith(
            () => sql.$executeRaw`
              INSERT INTO staff_members (shop_id, user_id, name, first_seen_at, last_seen_at)
              VALUES (${shopId}, ${name}, ${String(round)}, now(), now())
              ON CONFLICT (shop_id, user_id) DO UPDATE SET name = ${String(round)}`,
          ),
        ),
      ),
    );
    pullThePlug();
    await db.close();
    const { url } = await embeddedPostgres(path.join(folder, 'postgres'), { durable: true });
    db = createDatabase({ url, maxConnections: 4 });
    const rows = await db.statements(shopId).$queryRaw<{ name: string }[]>`SELECT name FROM staff_members`;
    expect(rows.map(({ name }) => name)).toEqual(Array.from({ length: 3 }, () => String(round)));
  }
}, 60_000);
