/** A ledger of its own, without complaints on screens or a Shopify: for what the database promises of it. */
import pg, { type QueryResultRow } from 'pg';
import { createDatabase, type Database } from '#app/db/database.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId, OrderId, RemedyId, ResolutionId, ShopId } from '#app/domain/ids.ts';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import { money } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import { sumOfUsage, type CountedEntry, type UsageDifference, type UsageRow } from '#app/ledger/check-usage.ts';
import { reserve } from '#app/ledger/ledger.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';

export type Holding = {
  id: RemedyId;
  resolutionId: ResolutionId;
  complaintId: ComplaintId;
  orderId: OrderId;
  amount: Money;
  shopAmount: Money;
  shopCost: Money;
  customerKey: string | null;
  userId: string;
  at: Date;
};

export type LedgerCase = {
  readonly database: TestDatabase;
  readonly db: Database;
  /** One statement as the database's owner, who sees the rows of every shop. */
  readonly sql: <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** A shop, with the complaint that everything is given on. */
  readonly addShop: (name: string, timeZone: string, currency?: string) => Promise<Shop>;
  readonly close: () => Promise<void>;
};

export type Shop = { shopId: ShopId; currency: string; complaintId: ComplaintId; resolutionId: ResolutionId };

export async function createLedgerCase({ connections = 10 } = {}): Promise<LedgerCase> {
  const database = await createTestDatabase();
  const db = createDatabase({ url: database.url, maxConnections: connections });
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  const sql: LedgerCase['sql'] = async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
    (await owner.query<Row>(text, values)).rows;
  return {
    database,
    db,
    sql,
    addShop: (name, timeZone, currency = 'EUR') => addShop(sql, name, timeZone, currency),
    close: async () => {
      await db.close();
      await owner.end();
      await database.drop();
    },
  };
}

async function addShop(sql: LedgerCase['sql'], name: string, timeZone: string, currency: string): Promise<Shop> {
  const shopId = trusted(parseShopId, `${name}.myshopify.com`);
  const complaintId = newId<ComplaintId>();
  const resolutionId = newId<ResolutionId>();
  await sql(
    `INSERT INTO shops (shop_id, name, currency, time_zone, installed_at, refreshed_at) VALUES ($1, $1, $2, $3, now(), now())`,
    [shopId, currency, timeZone],
  );
  await sql(
    `INSERT INTO complaints (shop_id, id, number, request_id, order_id, order_name, reason, severity, channel, wanted_outcome, words,
       state, assignee_user_id, created_by, created_at, updated_at)
     VALUES ($1, $2, 1001, $3, '1', '#1', 'damaged', 'high', 'email', 'refund', '', 'resolved', '1', '1', now(), now())`,
    [shopId, complaintId, newId()],
  );
  await sql(
    `INSERT INTO resolutions (shop_id, id, complaint_id, request_id, input_hash, verdict, decision, reason, decided_by, decided_role, decided_at)
     VALUES ($1, $2, $3, $4, '', 'allowed', '{}', '', '1', 'owner', now())`,
    [shopId, resolutionId, complaintId, newId()],
  );
  return { shopId, currency, complaintId, resolutionId };
}

type Give = { minor?: number; cost?: number; userId?: string; customerKey?: string | null; at?: Date };

/** Something about to be held: 10.00 given by person 1 to nobody known, unless it is said otherwise. */
export function holding(shop: Shop, give: Give = {}): Holding {
  const { minor = 1000, cost = minor, userId = '1', customerKey = null } = give;
  const { complaintId, resolutionId, currency } = shop;
  return {
    id: newId<RemedyId>(),
    complaintId,
    resolutionId,
    orderId: '1' as OrderId,
    amount: money(minor, currency),
    shopAmount: money(minor, currency),
    shopCost: money(cost, currency),
    customerKey,
    userId,
    at: give.at ?? new Date('2026-11-26T12:00:00Z'),
  };
}

/** The remedy and its reservation, as a decision writes them. */
export async function hold(tx: Statements, { shopId }: Shop, held: Holding, why = 'tried'): Promise<void> {
  const { amount, shopAmount, shopCost, at } = held;
  await Promise.all([
    tx.$executeRaw`
      INSERT INTO remedies (shop_id, id, resolution_id, complaint_id, order_id, kind, state, amount_minor, currency, shop_amount_minor,
        shop_cost_minor, shop_currency, plan, idempotency_key, created_at, updated_at)
      VALUES (${shopId}, ${held.id}::uuid, ${held.resolutionId}::uuid, ${held.complaintId}::uuid, ${held.orderId}, 'custom', 'issued',
        ${amount.minor}::bigint, ${amount.currency}, ${shopAmount.minor}::bigint, ${shopCost.minor}::bigint, ${shopAmount.currency},
        '{}'::jsonb, ${held.id}::text, ${at}, ${at})`,
    reserve(tx, shopId, held, { userId: held.userId, role: 'owner' }, why, at),
  ]);
}

type UsageOfDatabase = { counter: string; period: string; face: string; cost: string; remedies: string };

/** What the counters say otherwise than the ledger; nothing of five minutes may be missing. */
export async function usageDifferences(
  sql: LedgerCase['sql'],
  shopId: ShopId,
  forgottenBefore = 0n,
): Promise<UsageDifference[]> {
  const entries = await sql<Record<'kind' | 'user' | 'key' | 'day' | 'month' | 'slot' | 'face' | 'cost', string>>(
    `SELECT kind, user_id AS "user", customer_key AS key, day, month, slot, shop_amount_minor AS face, shop_cost_minor AS cost
     FROM ledger_entries WHERE shop_id = $1`,
    [shopId],
  );
  const rows = await sql<UsageOfDatabase>(
    `SELECT counter, period, face_minor AS face, cost_minor AS cost, remedies FROM limit_usage WHERE shop_id = $1
     UNION ALL SELECT 'shop', 'ever', held_face_minor, held_cost_minor, held_remedies FROM ledger_heads WHERE shop_id = $1`,
    [shopId],
  );
  const summed = sumOfUsage();
  for (const { kind, user, key, day, month, slot, face, cost } of entries)
    summed.add({
      ...{ kind: kind as CountedEntry['kind'], userId: user, customerKey: key, day, month },
      ...{ slot: BigInt(slot), face: BigInt(face), cost: BigInt(cost) },
    });
  return summed.differences(rows.map(readUsageRow), forgottenBefore);
}

const readUsageRow = ({ counter, period, face, cost, remedies }: UsageOfDatabase): UsageRow => ({
  ...{ counter, period },
  ...{ face: BigInt(face), cost: BigInt(cost), remedies: BigInt(remedies) },
});
