import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '#app/db/database.server.ts';
import { embeddedPostgres } from '#app/db/embedded-postgres.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { findBinaries } from '#app/db/postgres-binaries.server.ts';
import { reachablePlace, serverUser } from '#app/db/postgres-user.server.ts';

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

/** Every process of the server ends as if the machine had: nothing more is written. Answers when the last one is gone. */
async function pullThePlug(): Promise<void> {
  const data = path.join(folder, 'postgres/data');
  const [postmaster] = fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(postmaster), 'SIGQUIT');
  const user = await serverUser();
  const { binaries } = await reachablePlace(path.join(folder, 'postgres'), findBinaries(undefined), user);
  const stopping = promisify(execFile)(binaries.pgCtl, ['-D', data, '-m', 'immediate', '-w', 'stop'], {
    ...user,
    cwd: folder,
  });
  // When it is gone already, there is nothing to wait for.
  await stopping.catch(() => undefined);
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
    await pullThePlug();
    await db.close();
    const { url } = await embeddedPostgres(path.join(folder, 'postgres'), { durable: true });
    db = createDatabase({ url, maxConnections: 4 });
    const rows = await db.statements(shopId).$queryRaw<{ name: string }[]>`SELECT name FROM staff_members`;
    expect(rows.map(({ name }) => name)).toEqual(Array.from({ length: 3 }, () => String(round)));
  }
}, 60_000);
