/**
 * `npm run --silent ledger:export -- --shop mug-house.myshopify.com --format csv > ledger.csv`: every entry of a shop's
 * ledger, in the order of its chain; `--from 2026-11-01 --to 2026-12-01` those of a time (UTC; `to` is not part of it).
 * The records of the CSV are what the hashes are taken of (docs/ledger.md).
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { openDatabase } from '#app/db/database-url.server.ts';
import { createDatabase } from '#app/db/database.server.ts';
import { parseShopId } from '#app/domain/ids.ts';
import { csvField, ledgerColumns, type LedgerRow } from '#app/ledger/chain.server.ts';
import { exportShop } from '#app/ledger/read-ledger.server.ts';

const { values } = parseArgs({
  options: {
    shop: { type: 'string' },
    format: { type: 'string', default: 'csv' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
});
const shopId = parseShopId(values.shop);
const [from, to] = [readTime(values.from), readTime(values.to)];
const format = values.format === 'csv' || values.format === 'json' ? values.format : null;
if (shopId === null || format === null || from === undefined || to === undefined) {
  console.error('npm run ledger:export -- --shop NAME.myshopify.com [--format csv|json] [--from TIME] [--to TIME]');
  process.exit(2);
}

const { url, release } = await openDatabase(process.env['DATABASE_URL']);
const db = createDatabase({ url, maxConnections: 1 });
let written = 0;
try {
  await write(format === 'csv' ? `${ledgerColumns.join(',')}\n` : '[');
  await exportShop(db, shopId, { from, to }, (row) => write(format === 'csv' ? csvOf(row) : jsonOf(row)));
  if (format === 'json') await write(written === 0 ? ']\n' : '\n]\n');
} finally {
  await db.close();
  await release();
}

function csvOf(row: LedgerRow): string {
  return `${ledgerColumns.map((column) => csvField(row[column])).join(',')}\n`;
}

function jsonOf(row: LedgerRow): string {
  const comma = written++ === 0 ? '' : ',';
  return `${comma}\n${JSON.stringify(Object.fromEntries(ledgerColumns.map((column) => [column, row[column]])))}`;
}

/** Waits for whoever reads when it is slower. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Null when none was given, undefined when it is none. */
function readTime(text: string | undefined): Date | null | undefined {
  if (text === undefined) return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
