/**
 * `npm run ledger:verify`, of every shop or with `--shop mug-house.myshopify.com`: reads the ledger and says whether it is
 * what was written: chain, end, balances, counters. `--noted 1234:<hash>` (with --shop) holds it against a head that was
 * written down earlier. Exits 1 when something is wrong. docs/ledger.md says what each of it means.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from '#app/db/database-url.server.ts';
import { createDatabase } from '#app/db/database.server.ts';
import { parseShopId } from '#app/domain/ids.ts';
import type { Head, LedgerProblem } from '#app/ledger/chain.server.ts';
import { shopsWithLedger, verifyShop } from '#app/ledger/read-ledger.server.ts';

const { values } = parseArgs({ options: { shop: { type: 'string' }, noted: { type: 'string' } } });
const only = values.shop === undefined ? null : parseShopId(values.shop);
const noted = readHead(values.noted);
if ((values.shop !== undefined && only === null) || noted === undefined || (noted && only === null)) {
  console.error('npm run ledger:verify -- [--shop NAME.myshopify.com [--noted NUMBER:HASH]]');
  process.exit(2);
}

const { url, release } = await openDatabase(process.env['DATABASE_URL']);
const db = createDatabase({ url, maxConnections: 1 });
try {
  for (const shopId of only === null ? await shopsWithLedger(db) : [only]) {
    const { entries, head, problems } = await verifyShop(db, shopId, new Date(), noted);
    const whole = problems.length === 0;
    console.log(
      `${shopId}: ${String(entries)} entries, ${whole ? `whole; its head is ${head.seq}:${head.hash}` : 'NOT AS WRITTEN'}`,
    );
    for (const problem of problems) console.log(`  ${say(problem)}`);
    if (!whole) process.exitCode = 1;
  }
} finally {
  await db.close();
  await release();
}

function say({ seq, id, what }: LedgerProblem): string {
  if (seq === null) return what;
  return `entry ${seq}${id === null ? '' : ` (${id})`}: ${what}`;
}

/** Null when none was given, undefined when it is none. */
function readHead(text: string | undefined): Head | null | undefined {
  if (text === undefined) return null;
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq !== undefined && hash !== undefined ? { seq, hash } : undefined;
}
