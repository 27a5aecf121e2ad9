/** Reads whole ledgers, page by page, so that memory stays flat however long they are. */
import type { Database } from '#app/db/database.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { parseShopId, trusted } from '#app/domain/ids.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Head, LedgerRow } from './chain.server.ts';
import type { UsageRow } from './check-usage.ts';
import { verifyLedger, type Verified } from './verify.server.ts';

/** Entries at or after `from` and before `to`, in the order of the chain; without them all. */
export type Span = { from?: Date | null; to?: Date | null };

/** Verifies a shop's ledger as it is at one moment, while others go on adding to it. */
export function verifyShop(db: Database, shopId: ShopId, now: Date, noted: Head | null = null): Promise<Verified> {
  return atOneMoment(db, shopId, async (tx) => {
    const [head] = await tx.$queryRaw<
      Head[]
    >`SELECT seq::text AS seq, hash FROM ledger_heads WHERE shop_id = ${shopId}`;
    const usage = await tx.$queryRaw<UsageRow[]>`
      SELECT counter, period, face_minor AS face, cost_minor AS cost, remedies FROM limit_usage WHERE shop_id = ${shopId}
      UNION ALL SELECT 'shop', 'ever', held_face_minor, held_cost_minor, held_remedies FROM ledger_heads WHERE shop_id = ${shopId}`;
    return verifyLedger({
      shopId,
      inOrder: entriesInOrder(tx, shopId),
      byRemedy: () => entriesByRemedy(tx, shopId),
      head: head ?? null,
      usage,
      forgottenBefore: BigInt(Math.floor((now.getTime() - forgottenAfterMs) / slotMs)),
      noted,
    });
  });
}

const slotMs = 300_000;
/** The earliest that the database lets the counters of five minutes be forgotten (system_forget_slots). */
const forgottenAfterMs = 2 * 24 * 60 * 60 * 1000;

/** Hands every entry to `take`, one after the other, waiting for it each time. */
export function exportShop(
  db: Database,
  shopId: ShopId,
  span: Span,
  take: (row: LedgerRow) => Promise<void> | void,
): Promise<void> {
  return atOneMoment(db, shopId, async (tx) => {
    for await (const row of entriesInOrder(tx, shopId, span)) await take(row);
  });
}

/** Every shop that has or had a ledger, installed or not. */
export async function shopsWithLedger(db: Database): Promise<ShopId[]> {
  const shops: ShopId[] = [];
  for (;;) {
    const after = shops.at(-1) ?? '';
    const rows = await db.asSystem(
      (client) => client.$queryRaw<{ shop: string }[]>`SELECT system_shops_with_ledger(${after}, 1000) AS shop`,
    );
    if (rows.length === 0) return shops;
    shops.push(...rows.map(({ shop }) => trusted(parseShopId, shop)));
  }
}

const atOneMoment = <T>(db: Database, shopId: ShopId, work: (tx: Statements) => Promise<T>): Promise<T> =>
  db.atomically(shopId, async (tx) => {
    await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`;
    return work(tx);
  });

// Each value is taken as text, so by the names of the columns themselves is sorted: as text 10 comes before 2.
async function* entriesInOrder(tx: Statements, shopId: ShopId, { from = null, to = null }: Span = {}) {
  await tx.$executeRaw`
    DECLARE ledger_in_order NO SCROLL CURSOR FOR
    SELECT shop_id, seq::text, id::text, kind, remedy_id::text, resolution_id::text, complaint_id::text, order_id, user_id, role,
      customer_key, amount_minor::text, currency, shop_amount_minor::text, shop_cost_minor::text, shop_currency, day, month, slot::text,
      why, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, prev_hash, hash
    FROM ledger_entries l WHERE shop_id = ${shopId}
      AND (${from}::timestamptz IS NULL OR l.at >= ${from}) AND (${to}::timestamptz IS NULL OR l.at < ${to})
    ORDER BY l.seq`;
  yield* fetched(() => tx.$queryRaw<LedgerRow[]>`FETCH 1000 FROM ledger_in_order`);
}

async function* entriesByRemedy(tx: Statements, shopId: ShopId) {
  await tx.$executeRaw`
    DECLARE ledger_by_remedy NO SCROLL CURSOR FOR
    SELECT shop_id, seq::text, id::text, kind, remedy_id::text, resolution_id::text, complaint_id::text, order_id, user_id, role,
      customer_key, amount_minor::text, currency, shop_amount_minor::text, shop_cost_minor::text, shop_currency, day, month, slot::text,
      why, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, prev_hash, hash
    FROM ledger_entries l WHERE shop_id = ${shopId} ORDER BY l.remedy_id, l.seq`;
  yield* fetched(() => tx.$queryRaw<LedgerRow[]>`FETCH 1000 FROM ledger_by_remedy`);
}

async function* fetched(page: () => Promise<LedgerRow[]>): AsyncGenerator<LedgerRow> {
  for (;;) {
    const rows = await page();
    if (rows.length === 0) return;
    yield* rows;
  }
}
