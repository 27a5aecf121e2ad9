import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statements } from '#app/db/statements.server.ts';
import { release } from '#app/ledger/ledger.server.ts';
import { guard, limitReached, lockShop, readUsage, type Cap } from '#app/ledger/usage.server.ts';
import { createLedgerCase, hold, holding, usageDifferences } from '#tests/factories/ledger-case.ts';
import type { Holding, LedgerCase, Shop } from '#tests/factories/ledger-case.ts';

let ledger: LedgerCase;
beforeAll(async () => {
  ledger = await createLedgerCase();
});
afterAll(() => ledger.close());

const at = new Date('2026-11-26T12:00:00Z');
const cap = (change: Partial<Cap> = {}): Cap => ({
  ...{ counter: 'shop', key: null, window: 'day', measure: 'face', most: 2500, adding: 1000 },
  ...change,
});

/** Holds behind a guard, in one go, with another statement after it. */
const give = (tx: Statements, shop: Shop, one: Holding, caps: readonly Cap[]) =>
  Promise.all([
    guard(tx, shop.shopId, one.at, caps),
    hold(tx, shop, one),
    tx.$executeRaw`UPDATE complaints SET updated_at = ${one.at} WHERE shop_id = ${shop.shopId}`,
  ]);

const tryToGive = async (shop: Shop, caps: readonly Cap[], one = holding(shop, { at })) => {
  try {
    await ledger.db.atomically(shop.shopId, (tx) => give(tx, shop, one, caps));
    return null;
  } catch (error) {
    const reached = limitReached(error);
    if (reached === null) throw error;
    return reached;
  }
};
const entries = ({ shopId }: Shop) => ledger.sql('SELECT 1 FROM ledger_entries WHERE shop_id = $1', [shopId]);

describe('a guard', () => {
  it('lets through up to the limit and nothing past it, and names the cap with what was used', async () => {
    const shop = await ledger.addShop('guarded', 'Europe/Prague');
    expect(await tryToGive(shop, [cap()])).toBeNull();
    expect(await tryToGive(shop, [cap()])).toBeNull();
    expect(await tryToGive(shop, [cap({ measure: 'remedies', most: 9, adding: 1 }), cap()])).toEqual({
      cap: cap(),
      used: 2000,
    });
    expect(await entries(shop)).toHaveLength(2);
    expect(await tryToGive(shop, [cap({ adding: 500 })], holding(shop, { at, minor: 500 }))).toBeNull();
  });

  it('counts every counter, window and measure', async () => {
    const shop = await ledger.addShop('counted', 'Europe/Prague');
    const one = holding(shop, { at, minor: 30, cost: 20, userId: '7', customerKey: 'guest:q' });
    await ledger.db.atomically(shop.shopId, (tx) => hold(tx, shop, one));
    const windows = {
      shop: ['hour', 'hours24', 'day', 'month'],
      person: ['day'],
      customer: ['days30', 'days90', 'days365'],
    } as const;
    const keys = { shop: null, person: '7', customer: 'guest:q' } as const;
    const used = { face: 30, cost: 20, remedies: 1 };
    for (const counter of ['shop', 'person', 'customer'] as const)
      for (const window of windows[counter])
        for (const measure of ['face', 'cost', 'remedies'] as const) {
          const what = { counter, key: keys[counter], window, measure };
          const tight = cap({ ...what, most: used[measure], adding: 1 });
          expect(await tryToGive(shop, [tight])).toEqual({ cap: tight, used: used[measure] });
          const free = cap({ ...what, most: used[measure], adding: 0 });
          await ledger.db.atomically(shop.shopId, (tx) => guard(tx, shop.shopId, at, [free]));
        }
    expect(await tryToGive(shop, [cap({ counter: 'person', key: '8', window: 'day', most: 1000 })])).toBeNull();
  });

  it('refuses what it cannot compare rather than letting it through', async () => {
    const shop = await ledger.addShop('nonsense', 'Europe/Prague');
    const nonsense = (change: object) => tryToGive(shop, [{ ...cap(), ...change }]);
    expect(await nonsense({ window: 'year' })).not.toBeNull();
    expect(await nonsense({ window: 'days30' })).not.toBeNull();
    await expect(nonsense({ counter: 'planet', key: '7' })).rejects.toThrow('no counter is called planet:7');
    expect(await nonsense({ measure: 'weight' })).not.toBeNull();
    expect(await nonsense({ most: null })).not.toBeNull();
    await expect(nonsense({ counter: 'person', key: null })).rejects.toThrow('without saying of whom');
    await expect(
      ledger.db.atomically(
        shop.shopId,
        (tx) => tx.$executeRaw`SELECT guard_limits('other.myshopify.com', ${at}, '[]')`,
      ),
    ).rejects.toThrow('another shop');
    await expect(
      ledger.db.statements(shop.shopId).$queryRaw`SELECT counters_used('other.myshopify.com', ARRAY['shop'], ${at})`,
    ).rejects.toThrow('another shop');
    await expect(
      ledger.db.statements(shop.shopId)
        .$queryRaw`SELECT counter_numbers(${shop.shopId}, 'shop', ${at}, now()::timestamp)`,
    ).rejects.toThrow('permission denied');
    expect(await entries(shop)).toHaveLength(0);
  });

  it('lets exactly as many through as there is room for, when many come at the same moment', async () => {
    const shop = await ledger.addShop('crowd', 'Europe/Prague');
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => tryToGive(shop, [cap({ most: 13_000 })], holding(shop, { at }))),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(13);
    expect(new Set(answers.map((answer) => answer?.used))).toEqual(new Set([undefined, 13_000]));
    expect(await usageDifferences(ledger.sql, shop.shopId)).toEqual([]);
  });

  it('sees what is freed meanwhile', async () => {
    const shop = await ledger.addShop('freed', 'Europe/Prague');
    const one = holding(shop, { at });
    expect(await tryToGive(shop, [cap({ most: 1000 })], one)).toBeNull();
    expect(await tryToGive(shop, [cap({ most: 1000 })])).not.toBeNull();
    await ledger.db.atomically(shop.shopId, (tx) => release(tx, shop.shopId, one, 'not given', at));
    expect(await tryToGive(shop, [cap({ most: 1000 })])).toBeNull();
  });

  it('keeps no other shop waiting', async () => {
    const [one, other] = [await ledger.addShop('one', 'UTC'), await ledger.addShop('other', 'UTC')];
    for (const shop of [one, other]) expect(await tryToGive(shop, [cap()])).toBeNull();
    await ledger.db.atomically(one.shopId, async (tx) => {
      await lockShop(tx, one.shopId);
      // As another request would: beside this transaction, not inside it.
      const beside = ledger.sql('SELECT 1 FROM ledger_heads WHERE shop_id = $1 FOR UPDATE NOWAIT', [other.shopId]);
      await expect(beside).resolves.toHaveLength(1);
      const same = ledger.sql('SELECT 1 FROM ledger_heads WHERE shop_id = $1 FOR UPDATE NOWAIT', [one.shopId]);
      await expect(same).rejects.toThrow('could not obtain lock');
    });
  });
});

describe('under the lock of the shop', () => {
  it('what is read stays exact until the transaction ends, also in a shop without an entry', async () => {
    const shop = await ledger.addShop('locked', 'Europe/Prague');
    // Each reads, and then adds what it has read plus one: no number comes twice.
    const read: number[] = [];
    const readAndAdd = () =>
      ledger.db.atomically(shop.shopId, async (tx) => {
        const [, usage] = await Promise.all([
          lockShop(tx, shop.shopId),
          readUsage(tx, shop.shopId, { userId: '1', customerKey: null, at }),
        ]);
        read.push(usage.shop.day.remedies);
        await hold(tx, shop, holding(shop, { at }));
      });
    await Promise.all(Array.from({ length: 12 }, readAndAdd));
    expect(read.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index));
  });
});
