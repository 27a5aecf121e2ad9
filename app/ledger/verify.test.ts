import { describe, expect, it } from 'vitest';
import { emptyHead, hashOf, recordOf, type LedgerRow } from './chain.server.ts';
import type { UsageRow } from './check-usage.ts';
import { verifyLedger } from './verify.server.ts';

const shopId = 'shop.myshopify.com';
const at = '2026-11-26T12:00:00.000Z';
const unchained: LedgerRow = {
  ...{ shop_id: shopId, seq: '', id: '', kind: 'reserved', remedy_id: 'a', resolution_id: 'r', complaint_id: 'c' },
  ...{ order_id: '1', user_id: '5', role: 'agent', customer_key: null, amount_minor: '10', currency: 'EUR' },
  ...{ shop_amount_minor: '10', shop_cost_minor: '4', shop_currency: 'EUR', day: '2026-11-26', month: '2026-11' },
  ...{ slot: String(Date.parse(at) / 300_000), why: 'Broken', at, prev_hash: '', hash: '' },
};

/** Entries as a ledger that says of each what it is told to, its chain whole. */
function chained(...changes: Partial<LedgerRow>[]): LedgerRow[] {
  const rows: LedgerRow[] = [];
  for (const [index, change] of changes.entries()) {
    const row = { ...unchained, ...change, seq: String(index + 1), id: `entry-${String(index + 1)}` };
    row.prev_hash = rows.at(-1)?.hash ?? '';
    row.hash = hashOf(row);
    rows.push(row);
  }
  return rows;
}

const headOf = (rows: readonly LedgerRow[]) => {
  const last = rows.at(-1);
  return last ? { seq: last.seq ?? '', hash: last.hash ?? '' } : null;
};

const shopDay = (face: bigint, remedies: bigint): UsageRow[] =>
  [
    ['shop', 'day:2026-11-26'],
    ['shop', 'month:2026-11'],
    ['shop', `slot:${String(unchained.slot).padStart(9, '0')}`],
    ['person:5', 'day:2026-11-26'],
  ].map(([counter = '', period = '']) => ({ counter, period, face, cost: (face / 10n) * 4n, remedies }));

/** What was ever held: that many times the same. */
const ever = (times: bigint): UsageRow => ({
  ...{ counter: 'shop', period: 'ever', face: 10n * times, cost: 4n * times, remedies: times },
});

async function problemsOf(
  rows: readonly LedgerRow[],
  usage: UsageRow[] = [...shopDay(10n, 1n), ever(1n)],
  head = headOf(rows),
) {
  const byRemedy = () => rows.toSorted((a, b) => (String(a.remedy_id) < String(b.remedy_id) ? -1 : 1));
  const { problems } = await verifyLedger({ shopId, inOrder: rows, byRemedy, head, usage, forgottenBefore: 0n });
  return problems.map(({ seq, what }) => `${seq ?? '-'}: ${what}`);
}

describe('a ledger', () => {
  it('that is what was written has no problem, and neither has one without an entry', async () => {
    expect(await problemsOf(chained({}, { kind: 'settled' }))).toEqual([]);
    expect(await problemsOf([], [])).toEqual([]);
    expect(await problemsOf([], [], emptyHead)).toEqual([]);
  });

  it.each<[string, Partial<LedgerRow>[], string]>([
    ['holds a remedy twice', [{}, {}], '2: remedy a: it is held a second time'],
    ['ends what was never held', [{ kind: 'settled' }], '1: remedy a: it is settled before anything was held'],
    [
      'ends twice',
      [{}, { kind: 'settled' }, { kind: 'released' }],
      '3: remedy a: it is released, and had ended before',
    ],
    [
      'takes back what was released',
      [{}, { kind: 'released' }, { kind: 'reversed' }],
      '3: remedy a: it is taken back without having arrived',
    ],
    [
      'takes back what has not arrived',
      [{}, { kind: 'reversed' }],
      '2: remedy a: it is taken back without having arrived',
    ],
    [
      'takes back twice',
      [{}, { kind: 'settled' }, { kind: 'reversed' }, { kind: 'reversed' }],
      '4: remedy a: it is reversed, and had ended before',
    ],
    [
      'ends with another amount',
      [{}, { kind: 'released', shop_amount_minor: '9' }],
      '2: remedy a: it ends with shop_amount_minor 9, and began with 10',
    ],
    [
      'ends for another customer',
      [{}, { kind: 'released', customer_key: '7' }],
      '2: remedy a: it ends with customer_key 7, and began with null',
    ],
    ['holds less than nothing', [{ amount_minor: '-1' }], '1: remedy a: an amount is below nothing'],
    ['counts in other five minutes', [{ slot: '1' }], `1: remedy a: its five minutes are 1, and not those of ${at}`],
    ['counts on another day', [{ day: '2026-11-28' }], `1: remedy a: its day is 2026-11-28, and not one of ${at}`],
    [
      'counts in another month',
      [{ month: '2026-12' }],
      '1: remedy a: its month is 2026-12, and not that of 2026-11-26',
    ],
  ])('that %s is found out, though its chain is whole', async (_what, changes, problem) => {
    expect(await problemsOf(chained(...changes))).toContain(problem);
  });

  it('whose counters are not its sum is found out, each counter by its name', async () => {
    const entries = chained({}, { remedy_id: 'b' }, { remedy_id: 'b', kind: 'released' }, { remedy_id: 'c' });
    const right = [...shopDay(20n, 2n), ever(3n)];
    expect(await problemsOf(entries, right)).toEqual([]);
    const [first, ...others] = right;
    const wrong = [{ ...(first as UsageRow), face: 30n }, ...others];
    expect(await problemsOf(entries, wrong)).toEqual([
      '-: the counter shop, day:2026-11-26 says 30 at face value, 8 at cost, 2 remedies; the ledger: 20 at face value, 8 at cost, 2 remedies',
    ]);
    expect(await problemsOf(entries, others)).toHaveLength(1);
    const more = { counter: 'shop', period: 'day:2026-11-27', face: 1n, cost: 0n, remedies: 0n };
    expect(await problemsOf(entries, [...right, more])).toHaveLength(1);
    expect(await problemsOf(entries, [...shopDay(20n, 2n), ever(2n)])).toEqual([
      '-: the counter shop, ever says 20 at face value, 8 at cost, 2 remedies; the ledger: 30 at face value, 12 at cost, 3 remedies',
    ]);
  });
});

describe('the record that is hashed', () => {
  it('lets nothing move from one field to the next', () => {
    const rows = [
      { user_id: '5', role: 'agent' },
      { user_id: '5","agent', role: '' },
      { user_id: '5"', role: '"agent' },
      { user_id: '', role: '5agent' },
      { user_id: '5', role: null },
      { user_id: '5', role: '' },
    ].map((change) => recordOf({ ...unchained, ...change }));
    expect(new Set(rows).size).toBe(rows.length);
  });
});
