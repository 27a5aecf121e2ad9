import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { release, reverse, settle } from '#app/ledger/ledger.server.ts';
import { forgetOldSlots, readUsage } from '#app/ledger/usage.server.ts';
import { createLedgerCase, hold, holding, usageDifferences } from '#tests/factories/ledger-case.ts';
import type { Holding, LedgerCase, Shop } from '#tests/factories/ledger-case.ts';

let ledger: LedgerCase;
beforeAll(async () => {
  ledger = await createLedgerCase();
});
afterAll(() => ledger.close());

const held = async (shop: Shop, give: Parameters<typeof holding>[1] = {}): Promise<Holding> => {
  const one = holding(shop, give);
  await ledger.db.atomically(shop.shopId, (tx) => hold(tx, shop, one));
  return one;
};
const settled = ({ shopId }: Shop, one: Holding, at = one.at) =>
  ledger.db.atomically(shopId, (tx) => settle(tx, shopId, one, 'arrived', at));
const released = ({ shopId }: Shop, one: Holding, at = one.at) =>
  ledger.db.atomically(shopId, (tx) => release(tx, shopId, one, 'not given', at));
const reversed = ({ shopId }: Shop, one: Holding, at = one.at) =>
  ledger.db.atomically(shopId, (tx) => reverse(tx, shopId, one, 'taken back', at));

const usageAt = async ({ shopId }: Shop, at: Date, userId = '1', customerKey: string | null = null) =>
  (await readUsage(ledger.db.statements(shopId), shopId, { userId, customerKey, at })).usage;

const periodsOf = async (one: Holding) => {
  const rows = await ledger.sql<{ day: string; month: string; slot: string }>(
    'SELECT DISTINCT day, month, slot FROM ledger_entries WHERE remedy_id = $1',
    [one.id],
  );
  expect(rows).toHaveLength(1);
  return rows[0];
};

describe('what has been used', () => {
  it('is the sum over the ledger after every step of any story', { timeout: 60_000 }, async () => {
    const step = fc.record({
      end: fc.constantFrom('reserve', 'settle', 'release', 'reverse'),
      minor: fc.integer({ min: 0, max: 1_000_000 }),
      cost: fc.integer({ min: 0, max: 1_000_000 }),
      user: fc.constantFrom('1', '2'),
      customer: fc.constantFrom(null, 'gid://shopify/Customer/7', 'guest:ab'),
      hours: fc.integer({ min: 0, max: 30 }),
      which: fc.nat(20),
    });
    let shops = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const shop = await ledger.addShop(`story-${String(++shops)}`, 'Europe/Prague');
        const open: Holding[] = [];
        const arrived: Holding[] = [];
        let at = new Date('2026-02-27T20:00:00Z');
        for (const { end, which, hours, ...give } of steps) {
          at = new Date(at.getTime() + hours * 3_600_000);
          const [one] = end === 'reverse' ? arrived.splice(which, 1) : end === 'reserve' ? [] : open.splice(which, 1);
          if (end === 'reserve')
            open.push(await held(shop, { ...give, userId: give.user, customerKey: give.customer, at }));
          if (one && end === 'settle') arrived.push(one);
          if (one && end === 'settle') await settled(shop, one, at);
          if (one && end === 'release') await released(shop, one, at);
          if (one && end === 'reverse') await reversed(shop, one, at);
          expect(await usageDifferences(ledger.sql, shop.shopId)).toEqual([]);
        }
      }),
      { numRuns: 25, seed: 26 },
    );
  });

  it('counts what is held and given, for the person, the customer and the shop, each at face value and at cost', async () => {
    const shop = await ledger.addShop('counts', 'Europe/Prague');
    const give = { minor: 1000, cost: 400, customerKey: 'gid://shopify/Customer/7' };
    const [first, second] = [await held(shop, give), await held(shop, { ...give, userId: '2' })];
    await settled(shop, first);
    const both = { face: 2000, cost: 800, remedies: 2 };
    const at = first.at;
    expect(await usageAt(shop, at, '1', 'gid://shopify/Customer/7')).toEqual({
      person: { day: { face: 1000, cost: 400, remedies: 1 } },
      customer: { days30: both, days90: both, days365: both },
      shop: { hour: both, hours24: both, day: both, month: both },
    });
    await reversed(shop, first);
    await released(shop, second);
    const nothing = { face: 0, cost: 0, remedies: 0 };
    expect(await usageAt(shop, at)).toEqual({
      person: { day: nothing },
      customer: null,
      shop: { hour: nothing, hours24: nothing, day: nothing, month: nothing },
    });
  });

  it('rolls in five minutes and in days, and never counts too little', async () => {
    const shop = await ledger.addShop('rolls', 'Europe/Prague');
    const at = new Date('2026-11-26T12:03:20Z');
    const ago = (ms: number) => new Date(at.getTime() - ms);
    const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
    const gives: [number, Date][] = [
      ...([
        [1, ago(hour)],
        [10, ago(hour + 3 * minute)],
        [100, ago(hour + 4 * minute)],
      ] as [number, Date][]),
      ...([
        [1e3, ago(day)],
        [1e4, ago(day + 4 * minute)],
        [1e5, ago(30 * day)],
        [1e6, ago(31 * day)],
      ] as [number, Date][]),
      ...([
        [1e7, ago(90 * day)],
        [1e8, ago(365 * day)],
        [1e9, ago(366 * day)],
      ] as [number, Date][]),
    ];
    for (const [minor, when] of gives) await held(shop, { minor, at: when, customerKey: 'guest:a' });
    const { customer, shop: all } = await usageAt(shop, at, '1', 'guest:a');
    // The slot of an hour ago began at 11:00:00; 11:03:20 − 3 min lies in it, 10:59:20 before it.
    expect([all.hour.face, all.hours24.face]).toEqual([11, 1111]);
    expect([customer?.days30.face, customer?.days90.face, customer?.days365.face]).toEqual([
      111_111, 11_111_111, 111_111_111,
    ]);
    expect([all.day.face, all.month.face]).toEqual([111, 11_111]);
  });

  it('belongs to the day and the month of the shop, also where clocks are put forward or back', async () => {
    const cases: [zone: string, at: string, day: string][] = [
      ['Europe/Prague', '2026-03-28T22:59:59.999Z', '2026-03-28'],
      ['Europe/Prague', '2026-03-28T23:00:00.000Z', '2026-03-29'],
      // 23 hours long, then 25.
      ['Europe/Prague', '2026-03-29T21:59:59.999Z', '2026-03-29'],
      ['Europe/Prague', '2026-03-29T22:00:00.000Z', '2026-03-30'],
      ['Europe/Prague', '2026-10-24T22:00:00.000Z', '2026-10-25'],
      ['Europe/Prague', '2026-10-25T22:59:59.999Z', '2026-10-25'],
      ['Europe/Prague', '2026-10-25T23:00:00.000Z', '2026-10-26'],
      ['Pacific/Auckland', '2026-11-30T10:59:59.999Z', '2026-11-30'],
      ['Pacific/Auckland', '2026-11-30T11:00:00.000Z', '2026-12-01'],
      ['Pacific/Auckland', '2026-12-31T11:00:00.000Z', '2027-01-01'],
      // Midnight itself was put forward there: 4 November 2018 began at 01:00.
      ['America/Sao_Paulo', '2018-11-04T02:59:59.999Z', '2018-11-03'],
      ['America/Sao_Paulo', '2018-11-04T03:00:00.000Z', '2018-11-04'],
      ['America/Sao_Paulo', '2026-12-01T02:59:59.999Z', '2026-11-30'],
      ['America/Sao_Paulo', '2026-12-01T03:00:00.000Z', '2026-12-01'],
      ['Europe/Prague', '2028-02-28T23:00:00.000Z', '2028-02-29'],
      ['Europe/Prague', '2028-02-29T23:00:00.000Z', '2028-03-01'],
      ['Asia/Kathmandu', '2026-06-30T18:14:59.999Z', '2026-06-30'],
      ['Asia/Kathmandu', '2026-06-30T18:15:00.000Z', '2026-07-01'],
      ['Mars/Olympus', '2026-06-30T23:59:59.999Z', '2026-06-30'],
    ];
    for (const [index, [zone, text, day]] of cases.entries()) {
      const at = new Date(text);
      const shop = await ledger.addShop(`zone-${String(index)}`, zone);
      const one = await held(shop, { at });
      const slot = String(Math.floor(at.getTime() / 300_000));
      expect(await periodsOf(one), `${zone} ${text}`).toEqual({ day, month: day.slice(0, 7), slot });
      const { shop: all } = await usageAt(shop, at);
      expect([all.day.remedies, all.month.remedies]).toEqual([1, 1]);
    }
  });

  it('of yesterday is what a release after midnight frees, and so is what is taken back next month', async () => {
    const shop = await ledger.addShop('midnight', 'Pacific/Auckland');
    const before = new Date('2026-11-30T10:58:00Z');
    const after = new Date('2026-11-30T11:02:00Z');
    const [one, two] = [await held(shop, { at: before }), await held(shop, { at: before })];
    await held(shop, { at: after });
    await ledger.sql('UPDATE shops SET time_zone = $2 WHERE shop_id = $1', [shop.shopId, 'Asia/Tokyo']);
    await released(shop, one, after);
    await settled(shop, two, after);
    await reversed(shop, two, new Date('2026-12-24T12:00:00Z'));
    for (const each of [one, two]) expect(await periodsOf(each)).toMatchObject({ day: '2026-11-30', month: '2026-11' });
    const used = await ledger.sql(
      'SELECT period FROM limit_usage WHERE shop_id = $1 AND counter = $2 AND remedies <> 0',
      [shop.shopId, 'person:1'],
    );
    expect(used).toEqual([{ period: 'day:2026-12-01' }]);
    expect(await usageDifferences(ledger.sql, shop.shopId)).toEqual([]);
  });
});

describe('the counters', () => {
  it('cannot be written by the app, and neither can the end of the ledger', async () => {
    const shop = await ledger.addShop('written', 'Europe/Prague');
    await held(shop);
    const sql = ledger.db.statements(shop.shopId);
    await expect(sql.$executeRaw`UPDATE limit_usage SET face_minor = 0`).rejects.toThrow('permission denied');
    await expect(sql.$executeRaw`DELETE FROM limit_usage`).rejects.toThrow('permission denied');
    await expect(
      sql.$executeRaw`INSERT INTO limit_usage VALUES (${shop.shopId}, 'shop', 'day:2026-01-01', 0, 0, 0)`,
    ).rejects.toThrow('permission denied');
    await expect(sql.$executeRaw`UPDATE ledger_heads SET seq = 0`).rejects.toThrow('permission denied');
    await expect(sql.$executeRaw`DELETE FROM ledger_heads`).rejects.toThrow('permission denied');
  });

  it('take no word of the app for the periods of an entry, nor an end that is not that of its beginning', async () => {
    const shop = await ledger.addShop('forged', 'Europe/Prague');
    const one = await held(shop, { customerKey: 'guest:a' });
    const forge = (kind: string, minor: number, userId: string) =>
      ledger.db.statements(shop.shopId).$executeRaw`
        INSERT INTO ledger_entries (shop_id, id, kind, remedy_id, resolution_id, complaint_id, order_id, user_id, role, amount_minor,
          currency, shop_amount_minor, shop_cost_minor, shop_currency, why, at, customer_key, day, month, slot)
        SELECT shop_id, gen_random_uuid(), ${kind}, remedy_id, resolution_id, complaint_id, order_id, ${userId}, role, ${minor}::bigint,
          currency, ${minor}::bigint, shop_cost_minor, shop_currency, why, at, 'guest:b', '1999-01-01', '1999-01', 1
        FROM ledger_entries WHERE shop_id = ${shop.shopId} AND remedy_id = ${one.id}::uuid`;
    await expect(forge('released', 999, '1')).rejects.toThrow('something else than was held');
    await expect(forge('released', 1000, '2')).rejects.toThrow('something else than was held');
    await expect(forge('reversed', 1000, '1')).rejects.toThrow('was not settled');
    await forge('released', 1000, '1');
    expect(await periodsOf(one)).toMatchObject({ day: '2026-11-26', month: '2026-11' });
    expect(await usageDifferences(ledger.sql, shop.shopId)).toEqual([]);
  });

  it('forget the five minutes of days ago, and stay right when what was held then is released', async () => {
    const shop = await ledger.addShop('forgets', 'Europe/Prague');
    const now = new Date();
    const [old, fresh] = [new Date(now.getTime() - 4 * 86_400_000), new Date(now.getTime() - 86_400_000)];
    const one = await held(shop, { at: old });
    for (const at of [old, fresh]) await held(shop, { at });
    const slots = () =>
      ledger.sql(`SELECT 1 FROM limit_usage WHERE shop_id = $1 AND period LIKE 'slot:%'`, [shop.shopId]);
    expect(await slots()).toHaveLength(2);
    await ledger.db.asSystem((client) => forgetOldSlots(client, now));
    expect(await slots()).toHaveLength(1);
    await released(shop, one);
    expect(await usageDifferences(ledger.sql, shop.shopId)).not.toEqual([]);
    expect(await usageDifferences(ledger.sql, shop.shopId, BigInt(Math.floor(fresh.getTime() / 300_000)))).toEqual([]);
    // A clock that runs years ahead forgets nothing that is still asked for.
    await ledger.db.asSystem((client) => forgetOldSlots(client, new Date('2100-01-01')));
    expect(await slots()).toHaveLength(1);
  });
});

it('an erased shop leaves no row in any table', async () => {
  const shop = await ledger.addShop('erased', 'Europe/Prague');
  await held(shop);
  await ledger.sql('UPDATE shops SET uninstalled_at = now() WHERE shop_id = $1', [shop.shopId]);
  const tables = await ledger.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'shop_id'`,
  );
  const left = async () => {
    const counts = tables.map(async ({ name }) => {
      const rows = await ledger.sql(`SELECT 1 FROM ${name} WHERE shop_id = $1`, [shop.shopId]);
      return rows.length > 0 ? [name] : [];
    });
    return (await Promise.all(counts)).flat();
  };
  expect(await left()).toEqual(expect.arrayContaining(['ledger_entries', 'ledger_heads', 'limit_usage', 'shops']));
  await ledger.db.atomically(shop.shopId, (tx) => tx.$executeRaw`SELECT erase_current_shop()`);
  expect(await left()).toEqual([]);
});
