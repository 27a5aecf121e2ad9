import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Tables that belong to no shop, each with the reason. Everything else in `public` must be a tenant table. */
const NOT_OF_A_SHOP: Record<string, string> = {
  _prisma_migrations: 'which migrations were applied; the app has no right to it',
};

let testDatabase: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  client = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await testDatabase.drop();
});

async function names(text: string): Promise<string[]> {
  return (await client.query<{ name: string }>(text)).rows.map((row) => row.name);
}

const TABLES = `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`;
const OF_A_SHOP = `${TABLES} AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'shop_id' AND a.attnotnull)`;
const POLICY_OF_SHOP = `SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*' AND p.polpermissive
  AND pg_get_expr(p.polqual, p.polrelid) = '(shop_id = current_shop())'
  AND pg_get_expr(p.polwithcheck, p.polrelid) = '(shop_id = current_shop())'`;

describe('every table', () => {
  it('carries the shop, unless it is listed with a reason', async () => {
    const all = await names(TABLES);
    const tenant = await names(OF_A_SHOP);
    expect(all.filter((name) => !tenant.includes(name)).sort()).toEqual(Object.keys(NOT_OF_A_SHOP).sort());
    expect(tenant.length).toBeGreaterThan(10);
  });

  it('of a shop has row level security on, with the policy for its own shop and no other', async () => {
    expect(await names(`${OF_A_SHOP} AND NOT c.relrowsecurity`)).toEqual([]);
    expect(await names(`${OF_A_SHOP} AND NOT EXISTS (${POLICY_OF_SHOP})`)).toEqual([]);
    expect(await names(`${OF_A_SHOP} AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) <> 1`)).toEqual(
      [],
    );
  });

  it('of a shop leads its primary key and every unique index with the shop', async () => {
    const leading = `(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = i.indkey[0])`;
    expect(
      await names(`SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        WHERE c.oid IN (SELECT c.oid FROM (${OF_A_SHOP.replace('c.relname AS name', 'c.oid')}) AS c)
          AND i.indisunique AND ${leading} IS DISTINCT FROM 'shop_id'`),
    ).toEqual([]);
    expect(
      await names(`${OF_A_SHOP} AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)`),
    ).toEqual([]);
  });

  it('that is not of a shop gives the app no right at all', async () => {
    const listed = Object.keys(NOT_OF_A_SHOP).map((name) => client.escapeLiteral(name));
    const rights = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'];
    expect(
      await names(`${TABLES} AND c.relname IN (${listed.join(', ')})
        AND has_table_privilege('amends_app', c.oid, '${rights.join(', ')}')`),
    ).toEqual([]);
  });
});

describe('the role of the app', () => {
  it('may not bypass row level security, log in by itself, or make roles and databases', async () => {
    const { rows } = await client.query(
      `SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'amends_app'`,
    );
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, rolcreatedb: false },
    ]);
  });

  it('is a member of no other role, owns nothing and may create nothing', async () => {
    expect(
      await names(`SELECT roleid::regrole::text AS name FROM pg_auth_members WHERE member = 'amends_app'::regrole`),
    ).toEqual([]);
    expect(
      await names(`SELECT c.relname AS name FROM pg_class c WHERE c.relowner = 'amends_app'::regrole
        UNION ALL SELECT p.proname FROM pg_proc p WHERE p.proowner = 'amends_app'::regrole
        UNION ALL SELECT n.nspname FROM pg_namespace n WHERE n.nspowner = 'amends_app'::regrole
        UNION ALL SELECT t.typname FROM pg_type t WHERE t.typowner = 'amends_app'::regrole`),
    ).toEqual([]);
    expect(
      await names(`SELECT n.nspname AS name FROM pg_namespace n WHERE n.nspname IN ('public', 'pgboss')
        AND has_schema_privilege('amends_app', n.oid, 'CREATE')`),
    ).toEqual([]);
  });

  it('reaches across shops only through functions that fix their search path', async () => {
    expect(
      await names(`SELECT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
        AND NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) setting WHERE setting LIKE 'search_path=%pg_temp')`),
    ).toEqual([]);
  });

  it.each([
    ['the ledger', 'ledger_entries'],
    ['what people have done', 'remedy_steps'],
  ])('may add to %s, and change or remove nothing in it', async (_name, table) => {
    const { rows } = await client.query(
      `SELECT has_table_privilege('amends_app', $1, 'INSERT') AS "add",
        has_any_column_privilege('amends_app', $1, 'UPDATE') AS change,
        has_table_privilege('amends_app', $1, 'DELETE, TRUNCATE') AS remove`,
      [table],
    );
    expect(rows).toEqual([{ add: true, change: false, remove: false }]);
  });
});
