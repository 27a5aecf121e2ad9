import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { migrateDeploy, PRISMA_FOLDER } from '#app/db/migrate.server.ts';
import { administer, urlOf } from '#tests/setup/private-postgres.ts';

const { adminUrl } = inject('testServer');
const name = `amends_test_${randomBytes(4).toString('hex')}`;
const url = urlOf(adminUrl, name);
const owner = new pg.Client({ connectionString: url });
const before = '20261127110000';

/** The migrations as they were when a complaint could be with nobody. */
function formerMigrations(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-former-'));
  fs.cpSync(PRISMA_FOLDER, folder, { recursive: true });
  for (const each of fs.readdirSync(path.join(folder, 'migrations')))
    if (/^\d/.test(each) && each >= before) fs.rmSync(path.join(folder, 'migrations', each), { recursive: true });
  return folder;
}

async function hasComplaint(shopId: string, number: number, state: string, assignee: string | null) {
  await owner.query(
    `INSERT INTO complaints (shop_id, id, number, request_id, order_id, order_name, reason, severity, channel, wanted_outcome, words,
       state, assignee_user_id, next_action, next_action_due_at, created_by, created_at, updated_at)
     VALUES ($1, gen_random_uuid(), $2, gen_random_uuid(), '1', '#1', 'damaged', 'high', 'email', 'refund', '', $3, $4,
       CASE $3 WHEN 'open' THEN 'decide_remedy' WHEN 'waiting_for_customer' THEN 'wait_for_customer' END, now(), 'Olga', now(), now())`,
    [shopId, number, state, assignee],
  );
}

beforeAll(async () => {
  await administer(adminUrl, `CREATE DATABASE "${name}"`);
  const folder = formerMigrations();
  await migrateDeploy(url, folder);
  fs.rmSync(folder, { recursive: true, force: true });
  await owner.connect();
  for (const shopId of ['old.myshopify.com', 'empty.myshopify.com'])
    await owner.query(
      `INSERT INTO shops (shop_id, name, currency, time_zone, installed_at, refreshed_at) VALUES ($1, '', 'EUR', 'Europe/Prague', now(), now())`,
      [shopId],
    );
  for (const [userId, role, accountOwner] of [
    ['7', 'lead', false],
    ['8', 'owner', true],
    ['9', 'agent', false],
  ])
    await owner.query(
      `INSERT INTO staff_members (shop_id, user_id, name, role, account_owner, first_seen_at, last_seen_at)
       VALUES ('old.myshopify.com', $1, '', $2, $3, now(), now())`,
      [userId, role, accountOwner],
    );
  await hasComplaint('old.myshopify.com', 1, 'open', null);
  await hasComplaint('old.myshopify.com', 2, 'waiting_for_customer', '9');
  await hasComplaint('old.myshopify.com', 3, 'closed', null);
  await hasComplaint('empty.myshopify.com', 1, 'open', null);
  await migrateDeploy(url, PRISMA_FOLDER);
});

afterAll(async () => {
  await owner.end();
  await administer(adminUrl, `DROP DATABASE "${name}" WITH (FORCE)`);
});

it('what was with nobody is given to the account owner', async () => {
  const { rows } = await owner.query(
    `SELECT number, state, assignee_user_id AS who, next_action AS next FROM complaints
     WHERE shop_id = 'old.myshopify.com' ORDER BY number`,
  );
  expect(rows).toEqual([
    { number: 1, state: 'open', who: '8', next: 'decide_remedy' },
    { number: 2, state: 'waiting_for_customer', who: '9', next: 'wait_for_customer' },
    { number: 3, state: 'closed', who: '8', next: null },
  ]);
});

it('in a shop in which nobody is known it waits for the first who comes', async () => {
  const { rows } = await owner.query(
    `SELECT assignee_user_id AS who, next_action AS next FROM complaints WHERE shop_id = 'empty.myshopify.com'`,
  );
  expect(rows).toEqual([{ who: '0', next: 'decide_remedy' }]);
});
