import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { expect, inject, it } from 'vitest';
import { bossOptions, createQueues } from '#app/db/job-schema.server.ts';
import { migrate, migrateDeploy, PRISMA_FOLDER } from '#app/db/migrate.server.ts';
import { queues } from '#app/jobs/queues.ts';
import { administer, urlOf } from '#tests/setup/private-postgres.ts';

const { adminUrl } = inject('testServer');
const first = '20261122000000_first';

/** The migrations as they were when each delivery still had a job. */
function formerMigrations(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-former-'));
  for (const name of ['schema.prisma', 'migrations/migration_lock.toml', `migrations/${first}`])
    fs.cpSync(path.join(PRISMA_FOLDER, name), path.join(folder, name), { recursive: true });
  return folder;
}

it('a database in which deliveries still had jobs keeps every delivery, and loses the queue', async () => {
  const name = `amends_test_${randomBytes(4).toString('hex')}`;
  const url = urlOf(adminUrl, name);
  const folder = formerMigrations();
  await administer(adminUrl, `CREATE DATABASE "${name}"`);
  const owner = new pg.Client({ connectionString: url });
  try {
    expect(await migrateDeploy(url, folder)).toEqual([first]);
    await createQueues(url, [...queues, { name: 'handle-webhook', options: { deadLetter: 'dead' } }]);
    const boss = new PgBoss(bossOptions(url));
    await boss.start();
    await boss.send('handle-webhook', { shopId: 'shop.myshopify.com', webhookId: 'first' });
    await boss.stop({ graceful: false });
    await owner.connect();
    await owner.query(
      `INSERT INTO webhook_deliveries (shop_id, webhook_id, event_id, topic, received_at, subject) VALUES
        ('shop.myshopify.com', 'first', 'event', 'orders/updated', '2026-11-22T12:00:00Z', '{}'),
        ('shop.myshopify.com', 'same', 'event', 'orders/updated', '2026-11-22T12:00:00Z', '{}'),
        ('shop.myshopify.com', 'other-topic', 'event', 'refunds/create', '2026-11-22T12:00:00Z', '{}'),
        ('shop.myshopify.com', 'nameless-1', NULL, 'orders/updated', '2026-11-22T12:00:00Z', '{}'),
        ('shop.myshopify.com', 'nameless-2', NULL, 'orders/updated', '2026-11-22T12:00:00Z', '{}')`,
    );
    expect(await migrate(url, queues)).toContain('20261122120000_webhook_inbox');
    const rows = async (text: string) => (await owner.query<{ name: string }>(text)).rows.map((row) => row.name);
    expect(await rows('SELECT webhook_id AS name FROM webhook_deliveries ORDER BY webhook_id')).toEqual([
      'first',
      'nameless-1',
      'nameless-2',
      'other-topic',
    ]);
    expect(await rows(`SELECT system_shops_with_deliveries('2026-11-22T12:00:00Z', '', 10) AS name`)).toEqual([
      'shop.myshopify.com',
    ]);
    expect(await rows(`SELECT name FROM pgboss.queue WHERE name = 'handle-webhook'`)).toEqual([]);
    expect(await rows(`SELECT name FROM pgboss.job WHERE name = 'handle-webhook'`)).toEqual([]);
    expect(await migrate(url, queues)).toEqual([]);
  } finally {
    await owner.end();
    await administer(adminUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
