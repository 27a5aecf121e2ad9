import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashOf, ledgerColumns, type LedgerColumn, type LedgerRow } from '#app/ledger/chain.server.ts';
import { release, reverse, settle } from '#app/ledger/ledger.server.ts';
import { exportShop, shopsWithLedger, verifyShop } from '#app/ledger/read-ledger.server.ts';
import { verifyLedger } from '#app/ledger/verify.server.ts';
import { createLedgerCase, hold, holding } from '#tests/factories/ledger-case.ts';
import type { LedgerCase, Shop } from '#tests/factories/ledger-case.ts';
import { seeded, type Random } from '#dev-store/random.ts';

let ledger: LedgerCase;
let shop: Shop;
/** The ledger as it was written: what every test starts from, and leaves. */
let written: LedgerRow[];
let owner: pg.Client;

/** What people type, and what is made to look like two fields. */
const reasons = [
  'Broken',
  'Příliš žluťoučký kůň 🐎',
  'two\nlines\r\n',
  '","',
  '"',
  '',
  "it's \\ a \t tab",
  '\u0001\u2028\u007f',
];

beforeAll(async () => {
  ledger = await createLedgerCase();
  shop = await ledger.addShop('proved', 'Europe/Prague');
  const { shopId } = shop;
  const random = seeded(2611);
  for (let index = 0; index < 80; index += 1) {
    const at = new Date(Date.parse('2026-11-20T20:00:00Z') + index * 3_600_123);
    const why = random.pick(reasons);
    const one = holding(shop, {
      ...{ minor: random.int(0, 99_999), cost: random.int(0, 99_999), userId: random.pick(['1', '22', 'a"b']), at },
      ...{ customerKey: random.pick([null, '7', 'guest:ß']) },
    });
    await ledger.db.atomically(shopId, async (tx) => {
      await hold(tx, shop, one, why);
      const end = random.pick([settle, release, null, reverse] as const);
      if (end === reverse) await settle(tx, shopId, one, why, at);
      if (end) await end(tx, shopId, one, random.pick(reasons), at);
    });
  }
  written = await rowsOf(shop);
  owner = new pg.Client({ connectionString: ledger.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await ledger.close();
});
beforeEach(async () => {
  expect(await problems()).toEqual([]);
});

const isEnded = (row: LedgerRow) => written.some((each) => each !== row && each.remedy_id === row.remedy_id);

async function rowsOf({ shopId }: Shop): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  await exportShop(ledger.db, shopId, {}, (row) => {
    rows.push(row);
  });
  return rows;
}

const now = new Date('2026-11-26T12:00:00Z');
const problems = async () => (await verifyShop(ledger.db, shop.shopId, now)).problems;

/** A copy of the ledger, taken as it was exported. */
async function problemsOfCopy(rows: readonly LedgerRow[]) {
  const last = written.at(-1);
  const head = { seq: last?.seq ?? '', hash: last?.hash ?? '' };
  const copy = { shopId: shop.shopId, inOrder: rows, byRemedy: () => [], head, usage: [], forgottenBefore: 0n };
  return (await verifyLedger(copy)).problems;
}

/** The same text with one byte changed, still text. */
function changeOneByte(value: string, random: Random): string {
  for (;;) {
    const bytes = Buffer.from(value, 'utf8');
    bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
    const changed = bytes.toString('utf8');
    if (changed !== value && Buffer.from(changed, 'utf8').equals(bytes)) return changed;
  }
}

describe('a change to an exported ledger', () => {
  it('of one byte anywhere is found, and its entry named: 1,000 of 1,000', { timeout: 60_000 }, async () => {
    const random = seeded(1);
    const touched = new Set<LedgerColumn>();
    let found = 0;
    while (found < 1_000) {
      const index = random.int(0, written.length - 1);
      const column = random.pick(ledgerColumns);
      const row = written[index];
      const value = row?.[column];
      if (!row || value === null || value === undefined || value === '') continue;
      const changed = { ...row, [column]: changeOneByte(value, random) };
      const [problem, ...more] = await problemsOfCopy(written.with(index, changed));
      expect({ problem, more }, `${column}: ${value} → ${String(changed[column])}`).toEqual({
        problem: { seq: row.seq, id: changed.id, what: expect.any(String) as string },
        more: [],
      });
      touched.add(column);
      found += 1;
    }
    expect([...touched].sort()).toEqual([...ledgerColumns].sort());
  });

  it('by which nothing becomes empty, or the other way round, is found', async () => {
    for (const [from, to] of [
      [null, ''],
      ['', null],
    ] as const) {
      const index = written.findIndex((row) => row.customer_key === from || row.why === from);
      const row = written[index];
      if (!row) throw new Error('no such entry');
      const column = row.why === from ? 'why' : 'customer_key';
      expect(await problemsOfCopy(written.with(index, { ...row, [column]: to }))).toMatchObject([{ seq: row.seq }]);
    }
  });

  it('that swaps, leaves out, adds or cuts off entries is found at the first of them', async () => {
    const random = seeded(2);
    for (let round = 0; round < 100; round += 1) {
      const first = random.int(0, written.length - 2 - 1);
      const second = first + 1 + random.int(0, written.length - first - 1 - 1);
      const [a, b] = [written[first], written[second]];
      if (!a || !b) throw new Error('no such entry');
      const swapped = written.with(first, b).with(second, a);
      const renumbered = written.with(first, { ...b, seq: a.seq }).with(second, { ...a, seq: b.seq });
      const inserted = written.toSpliced(second, 0, a);
      // Made by somebody who knows how: it follows on the one before it, and its hash is right.
      const forged = { ...b, amount_minor: '1', prev_hash: written[second - 1]?.hash ?? '' };
      forged.hash = hashOf(forged);
      expect(await problemsOfCopy(swapped)).toMatchObject([{ seq: a.seq }]);
      expect(await problemsOfCopy(renumbered)).toMatchObject([{ seq: a.seq }]);
      expect(await problemsOfCopy(written.toSpliced(first, 1))).toMatchObject([{ seq: a.seq }]);
      expect(await problemsOfCopy(inserted)).toMatchObject([{ seq: b.seq }]);
      expect(await problemsOfCopy(written.slice(0, second))).toMatchObject([{ seq: String(second) }]);
      const after = second + 1 === written.length ? second : second + 1;
      expect(await problemsOfCopy(written.with(second, forged))).toMatchObject([{ seq: String(after + 1) }]);
    }
  });
});

/** Changes rows behind the triggers' back, as a superuser can; answers whether the database let it. */
async function behindTriggers(text: string, values: unknown[] = []): Promise<boolean> {
  await owner.query('BEGIN');
  try {
    await owner.query('SET LOCAL session_replication_role = replica');
    await owner.query(text, values);
    await owner.query('COMMIT');
    return true;
  } catch {
    await owner.query('ROLLBACK');
    return false;
  }
}

const types: Partial<Record<LedgerColumn, string>> = {
  ...{ seq: 'bigint', amount_minor: 'bigint', shop_amount_minor: 'bigint', shop_cost_minor: 'bigint', slot: 'bigint' },
  ...{ id: 'uuid', remedy_id: 'uuid', resolution_id: 'uuid', complaint_id: 'uuid', at: 'timestamptz' },
};
const set = (column: LedgerColumn, id: string | null, value: string | null) =>
  behindTriggers(`UPDATE ledger_entries SET ${column} = $1::${types[column] ?? 'text'} WHERE id = $2`, [value, id]);

describe('a change in the database by somebody who may do anything', () => {
  it('of one byte of any column is found, and its entry named', { timeout: 60_000 }, async () => {
    const random = seeded(3);
    const touched = new Set<LedgerColumn>();
    let found = 0;
    while (found < 60) {
      const row = random.pick(written);
      const column = random.pick(ledgerColumns.filter((each) => found < 40 || !touched.has(each) || touched.size > 20));
      const value = row[column];
      if (value === null || value === '') continue;
      const changed = changeOneByte(value, random);
      // What is no number, no id, no kind … is refused by the database itself.
      if (!(await set(column, row.id, changed))) continue;
      const id = column === 'id' ? changed : row.id;
      const stored = (await rowsOf(shop)).find((each) => each.id === id)?.[column];
      // A space more, or another spelling of the same number, is no change.
      if (stored !== undefined && stored !== value) {
        const [problem] = column === 'shop_id' ? [] : await problems();
        const seq = column === 'seq' && Number(stored) < Number(value) ? stored : row.seq;
        expect(problem, `${column}: ${value} → ${changed}`).toMatchObject({ seq });
        touched.add(column);
        found += 1;
      }
      expect(await set(column, id, value)).toBe(true);
    }
    // Of the kinds no other is one byte away.
    expect([...touched].sort()).toEqual(ledgerColumns.filter((each) => !['kind', 'shop_id'].includes(each)).sort());
  });

  it('that moves an entry to another shop or makes it another kind is found', async () => {
    const other = await ledger.addShop('robber', 'Europe/Prague');
    const row = written[4];
    if (!row) throw new Error('no such entry');
    await set('shop_id', row.id, other.shopId);
    expect(await problems()).toMatchObject([{ seq: row.seq }]);
    expect((await verifyShop(ledger.db, other.shopId, now)).problems).toHaveLength(1);
    await set('shop_id', row.id, shop.shopId);
    const open = written.find((each) => each.kind === 'reserved' && !isEnded(each));
    await set('kind', open?.id ?? null, 'released');
    expect(await problems()).toMatchObject([{ seq: open?.seq }]);
    await set('kind', open?.id ?? null, 'reserved');
  });

  it('that deletes an entry or the last ones is found, and so is one to the head and to the counters', async () => {
    const save = 'CREATE TEMP TABLE saved AS SELECT * FROM ledger_entries';
    const restore = 'INSERT INTO ledger_entries SELECT * FROM saved ON CONFLICT DO NOTHING';
    await owner.query(save);
    const last = written.length;
    await behindTriggers('DELETE FROM ledger_entries WHERE shop_id = $1 AND seq = 30', [shop.shopId]);
    expect(await problems()).toMatchObject([{ seq: '30', what: expect.stringContaining('missing') as string }]);
    await behindTriggers(restore);
    await behindTriggers('DELETE FROM ledger_entries WHERE shop_id = $1 AND seq > $2', [shop.shopId, last - 5]);
    expect(await problems()).toMatchObject([
      { seq: String(last - 5), what: expect.stringContaining('ends here') as string },
    ]);
    await behindTriggers(restore);
    await behindTriggers('UPDATE ledger_heads SET seq = seq + 1 WHERE shop_id = $1', [shop.shopId]);
    expect(await problems()).toHaveLength(1);
    await behindTriggers('UPDATE ledger_heads SET seq = seq - 1 WHERE shop_id = $1', [shop.shopId]);
    const counters = await owner.query<{ counter: string; period: string }>(
      'SELECT counter, period FROM limit_usage WHERE shop_id = $1 AND face_minor > 0 ORDER BY counter, period',
      [shop.shopId],
    );
    for (const { counter, period } of counters.rows.slice(0, 12)) {
      const by = (minor: number) =>
        behindTriggers(
          'UPDATE limit_usage SET face_minor = face_minor + $4 WHERE shop_id = $1 AND counter = $2 AND period = $3',
          [shop.shopId, counter, period, minor],
        );
      await by(-1);
      expect(await problems()).toMatchObject([{ what: expect.stringContaining(`${counter}, ${period}`) as string }]);
      await by(1);
    }
    await behindTriggers('UPDATE ledger_heads SET held_cost_minor = held_cost_minor - 1 WHERE shop_id = $1', [
      shop.shopId,
    ]);
    expect(await problems()).toMatchObject([{ what: expect.stringContaining('shop, ever') as string }]);
    await behindTriggers('UPDATE ledger_heads SET held_cost_minor = held_cost_minor + 1 WHERE shop_id = $1', [
      shop.shopId,
    ]);
    await owner.query('DROP TABLE saved');
  });

  it('and is written anew from there on is found by a head that was noted before', async () => {
    const noted = { seq: '50', hash: written[49]?.hash ?? '' };
    const last = written.length;
    const { problems: none } = await verifyShop(ledger.db, shop.shopId, now, noted);
    expect(none).toEqual([]);
    await owner.query('CREATE TEMP TABLE saved AS SELECT * FROM ledger_entries WHERE seq > 40');
    const rechain = `DO $$ DECLARE e ledger_entries; before text := (SELECT hash FROM ledger_entries WHERE seq = 40 AND shop_id = '${shop.shopId}');
      BEGIN FOR e IN SELECT * FROM ledger_entries WHERE seq > 40 AND shop_id = '${shop.shopId}' ORDER BY seq LOOP
        e.prev_hash := before; e.why := 'otherwise'; e.hash := ledger_hash(e); before := e.hash;
        UPDATE ledger_entries SET prev_hash = e.prev_hash, hash = e.hash, why = e.why WHERE id = e.id;
      END LOOP; UPDATE ledger_heads SET hash = before WHERE shop_id = '${shop.shopId}'; END $$`;
    expect(await behindTriggers(rechain)).toBe(true);
    expect(await problems()).toEqual([]);
    const { problems: found } = await verifyShop(ledger.db, shop.shopId, now, noted);
    expect(found).toMatchObject([{ seq: '50', what: expect.stringContaining('noted') as string }]);
    const tooFar = { seq: String(last + 1), hash: noted.hash };
    expect((await verifyShop(ledger.db, shop.shopId, now, tooFar)).problems).toHaveLength(1);
    await behindTriggers(
      'UPDATE ledger_entries l SET prev_hash = s.prev_hash, hash = s.hash, why = s.why FROM saved s WHERE s.id = l.id',
    );
    await behindTriggers('UPDATE ledger_heads SET hash = $2 WHERE shop_id = $1', [shop.shopId, written.at(-1)?.hash]);
    await owner.query('DROP TABLE saved');
  });
});

describe('nobody', () => {
  it('changes or removes an entry: neither the app nor the owner of the table', async () => {
    const sql = ledger.db.statements(shop.shopId);
    await expect(sql.$executeRaw`UPDATE ledger_entries SET why = ''`).rejects.toThrow('permission denied');
    await expect(sql.$executeRaw`DELETE FROM ledger_entries`).rejects.toThrow('permission denied');
    await expect(sql.$executeRaw`TRUNCATE ledger_entries`).rejects.toThrow('permission denied');
    for (const text of [
      `UPDATE ledger_entries SET why = '' WHERE seq = 1`,
      'UPDATE ledger_entries SET id = id',
      'DELETE FROM ledger_entries WHERE seq = 1',
      'TRUNCATE ledger_entries',
      'TRUNCATE remedies CASCADE',
    ])
      await expect(owner.query(text), text).rejects.toThrow('can only be added to');
    expect(await rowsOf(shop)).toEqual(written);
  });

  it('says of an entry that is added which place it has, what came before it, or what its hash is', async () => {
    const one = holding(shop);
    await ledger.db.atomically(shop.shopId, (tx) => hold(tx, shop, one));
    await ledger.db.statements(shop.shopId).$executeRaw`
      INSERT INTO ledger_entries (shop_id, id, kind, remedy_id, resolution_id, complaint_id, order_id, user_id, role, amount_minor, currency,
        shop_amount_minor, shop_cost_minor, shop_currency, why, at, day, month, slot, seq, prev_hash, hash)
      SELECT shop_id, gen_random_uuid(), 'released', remedy_id, resolution_id, complaint_id, order_id, user_id, role, amount_minor, currency,
        shop_amount_minor, shop_cost_minor, shop_currency, why, at, '', '', 0, 1, 'x', 'y'
      FROM ledger_entries WHERE shop_id = ${shop.shopId} AND remedy_id = ${one.id}::uuid`;
    expect(await problems()).toEqual([]);
    expect((await rowsOf(shop)).length).toBe(written.length + 2);
  });

  it('leaves a gap by a transaction that comes to nothing', async () => {
    const failing = ledger.db.atomically(shop.shopId, async (tx) => {
      await hold(tx, shop, holding(shop));
      throw new Error('the rest failed');
    });
    await expect(failing).rejects.toThrow('the rest failed');
    await ledger.db.atomically(shop.shopId, (tx) => hold(tx, shop, holding(shop)));
    expect(await problems()).toEqual([]);
  });
});

it('every shop is known whose ledger can be verified, those that have left too', async () => {
  const left = await ledger.addShop('left', 'UTC');
  await ledger.sql('UPDATE shops SET uninstalled_at = now() WHERE shop_id = $1', [left.shopId]);
  const shops = await shopsWithLedger(ledger.db);
  expect(shops).toEqual(expect.arrayContaining([left.shopId, shop.shopId]));
});
