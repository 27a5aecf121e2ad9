import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import pg, { type QueryResultRow } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDatabase } from '#app/db/database.server.ts';
import { migrateDeploy, PRISMA_FOLDER } from '#app/db/migrate.server.ts';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import { verifyShop } from '#app/ledger/read-ledger.server.ts';
import { usageDifferences } from '#tests/factories/ledger-case.ts';
import { administer, urlOf } from '#tests/setup/private-postgres.ts';

const { adminUrl } = inject('testServer');
const name = `amends_test_${randomBytes(4).toString('hex')}`;
const url = urlOf(adminUrl, name);
const shopId = trusted(parseShopId, 'before.myshopify.com');
const owner = new pg.Client({ connectionString: url });
const sql = async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
  (await owner.query<Row>(text, values)).rows;

/** The migrations as they were when nothing was counted. */
function formerMigrations(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-former-'));
  fs.cpSync(PRISMA_FOLDER, folder, { recursive: true });
  for (const each of fs.readdirSync(path.join(folder, 'migrations')))
    if (/^\d/.test(each) && each >= '20261126220000')
      fs.rmSync(path.join(folder, 'migrations', each), { recursive: true });
  return folder;
}

const remedy = (index: number) => `00000000-0000-7000-8000-00000000000${String(index)}`;

beforeAll(async () => {
  await administer(adminUrl, `CREATE DATABASE "${name}"`);
  const folder = formerMigrations();
  await migrateDeploy(url, folder);
  fs.rmSync(folder, { recursive: true, force: true });
  await owner.connect();
  await sql(
    `INSERT INTO shops (shop_id, name, currency, time_zone, installed_at, refreshed_at) VALUES ($1, '', 'EUR', 'Pacific/Auckland', now(), now())`,
    [shopId],
  );
  await sql(
    `INSERT INTO complaints (shop_id, id, number, request_id, order_id, order_name, customer_id, reason, severity, channel,
       wanted_outcome, words, state, created_by, created_at, updated_at)
     VALUES ($1, $2, 1, gen_random_uuid(), '1', '#1', '77', 'damaged', 'high', 'email', 'refund', '', 'resolved', '1', now(), now())`,
    [shopId, remedy(0)],
  );
  await sql(
    `INSERT INTO resolutions (shop_id, id, complaint_id, request_id, input_hash, verdict, decision, reason, decided_by, decided_role, decided_at)
     VALUES ($1, $2, $2, $2, '', 'allowed', '{}', '', '1', 'owner', now())`,
    [shopId, remedy(0)],
  );
  // Held before midnight in Auckland; one arrives, one is released and one taken back after it, one is still held.
  const ends = [[], ['settled'], ['released'], ['settled', 'reversed']];
  for (const [index, kinds] of ends.entries()) {
    await sql(
      `INSERT INTO remedies (shop_id, id, resolution_id, complaint_id, order_id, kind, state, amount_minor, currency, shop_amount_minor,
         shop_currency, plan, idempotency_key, created_at, updated_at)
       VALUES ($1, $2, $3, $3, '1', 'custom', 'issued', 10, 'EUR', 10, 'EUR', '{}', 'amends-' || $4, now(), now())`,
      [shopId, remedy(index + 1), remedy(0), String(index)],
    );
    for (const [step, kind] of ['reserved', ...kinds].entries())
      await sql(
        `INSERT INTO ledger_entries (shop_id, id, kind, remedy_id, resolution_id, complaint_id, order_id, user_id, role, amount_minor,
           currency, shop_amount_minor, shop_cost_minor, shop_currency, why, at)
         VALUES ($1, gen_random_uuid(), $2, $3, $4, $4, '1', '5', 'owner', 10, 'EUR', 10, 4, 'EUR', '', $5)`,
        [shopId, kind, remedy(index + 1), remedy(0), step === 0 ? '2026-11-30T10:58:00Z' : '2026-11-30T11:02:00Z'],
      );
  }
  await migrateDeploy(url);
});
afterAll(async () => {
  await owner.end();
  await administer(adminUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
});

describe('a ledger from before anything was counted', () => {
  it('is counted as if it had been from its first entry on', async () => {
    expect(
      await sql('SELECT DISTINCT day, month, customer_key AS "who" FROM ledger_entries WHERE shop_id = $1', [shopId]),
    ).toEqual([{ day: '2026-11-30', month: '2026-11', who: '77' }]);
    expect(await usageDifferences(sql, shopId)).toEqual([]);
    expect(
      await sql(
        `SELECT face_minor AS face, cost_minor AS cost, remedies FROM limit_usage WHERE counter = 'customer:77'`,
      ),
    ).toEqual([{ face: '20', cost: '8', remedies: '2' }]);
  });

  it('is a whole chain, each remedy held before it ended', async () => {
    const db = createDatabase({ url, maxConnections: 1 });
    const { entries, problems } = await verifyShop(db, shopId, new Date('2026-11-30T12:00:00Z'));
    await db.close();
    expect({ entries, problems }).toEqual({ entries: 8, problems: [] });
  });
});
