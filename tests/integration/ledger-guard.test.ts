import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Room } from '#app/domain/limits/room.ts';
import type { Amounts } from '#app/domain/limits/usage.ts';
import { release } from '#app/ledger/ledger.server.ts';
import { guard, limitReached, lockShop, readUsage } from '#app/ledger/usage.server.ts';
import { createLedgerCase, hold, holding, usageDifferences } from '#tests/factories/ledger-case.ts';
import type { Holding, LedgerCase, Shop } from '#tests/factories/ledger-case.ts';

let ledger: LedgerCase;
beforeAll(async () => {
  ledger = await createLedgerCase();
});
afterAll(() => ledger.close());

const at = new Date('2026-11-26T12:00:00Z');
const unlimited: Room = { face: null, cost: null, remedies: null };

const read = ({ shopId }: Shop) =>
  readUsage(ledger.db.statements(shopId), shopId, { userId: '1', customerKey: null, at });
const everHeld = async (shop: Shop): Promise<Amounts> => (await read(shop)).everHeld;
const gives = (shop: Shop, one: Holding) => ledger.db.atomically(shop.shopId, (tx) => hold(tx, shop, one));

/** Holds behind a guard, in one go, with another statement after it. Answers whether the guard let it. */
const tryToGive = async (shop: Shop, seen: Amounts, room: Room, one = holding(shop, { at })): Promise<boolean> => {
  try {
    await ledger.db.atomically(shop.shopId, (tx) =>
      Promise.all([
        guard(tx, shop.shopId, seen, room),
        hold(tx, shop, one),
        tx.$executeRaw`UPDATE complaints SET updated_at = ${one.at} WHERE shop_id = ${shop.shopId}`,
      ]),
    );
    return true;
  } catch (error) {
    if (!limitReached(error)) throw error;
    return false;
  }
};
const entries = ({ shopId }: Shop) => ledger.sql('SELECT 1 FROM ledger_entries WHERE shop_id = $1', [shopId]);

describe('a guard', () => {
  it('lets through while others gave no more since than there was room for, and writes nothing else', async () => {
    const shop = await ledger.addShop('guarded', 'Europe/Prague');
    const seen = await everHeld(shop);
    expect(seen).toEqual({ face: 0, cost: 0, remedies: 0 });
    await gives(shop, holding(shop, { at, minor: 30, cost: 20 }));
    await gives(shop, holding(shop, { at, minor: 30, cost: 20, userId: '7', customerKey: 'guest:q' }));
    const since = { face: 60, cost: 40, remedies: 2 };
    expect(await everHeld(shop)).toEqual(since);
    for (const measure of ['face', 'cost', 'remedies'] as const) {
      expect(await tryToGive(shop, seen, { ...unlimited, [measure]: since[measure] - 1 })).toBe(false);
      const just = { ...unlimited, [measure]: since[measure] };
      await ledger.db.atomically(shop.shopId, (tx) => guard(tx, shop.shopId, seen, just));
    }
    expect(await entries(shop)).toHaveLength(2);
    expect(await tryToGive(shop, seen, since)).toBe(true);
    expect(await tryToGive(shop, seen, since)).toBe(false);
    expect(await tryToGive(shop, seen, unlimited)).toBe(true);
    expect(await entries(shop)).toHaveLength(4);
  });

  it('refuses what it cannot compare rather than letting it through', async () => {
    const shop = await ledger.addShop('nonsense', 'Europe/Prague');
    const none = await everHeld(shop);
    expect(await tryToGive(shop, { ...none, face: null as unknown as number }, { ...unlimited, face: 9 })).toBe(false);
    expect(await tryToGive(shop, none, { ...unlimited, cost: -1 })).toBe(false);
    await expect(tryToGive(shop, none, { ...unlimited, face: NaN })).rejects.toThrow('NaN');
    await expect(
      ledger.db.atomically(
        shop.shopId,
        (tx) => tx.$executeRaw`SELECT guard_limits('other.myshopify.com', '{0,0,0}', '{1,1,1}')`,
      ),
    ).rejects.toThrow('another shop');
    await expect(
      ledger.db.statements(shop.shopId).$queryRaw`SELECT counters_used('other.myshopify.com', ARRAY['shop'], ${at})`,
    ).rejects.toThrow('another shop');
    await expect(
      ledger.db.statements(shop.shopId).$queryRaw`SELECT counters_used(${shop.shopId}, ARRAY['planet'], ${at})`,
    ).rejects.toThrow('no counter is called planet');
    await expect(
      readUsage(ledger.db.statements(shop.shopId), shop.shopId, { userId: '', customerKey: null, at }),
    ).rejects.toThrow('without saying of whom');
    await expect(
      ledger.db.statements(shop.shopId)
        .$queryRaw`SELECT counter_numbers(${shop.shopId}, 'shop', ${at}, now()::timestamp)`,
    ).rejects.toThrow('permission denied');
    expect(await entries(shop)).toHaveLength(0);
  });

  it('lets exactly as many through as there is room for, when many come at the same moment', async () => {
    const shop = await ledger.addShop('crowd', 'Europe/Prague');
    const seen = await everHeld(shop);
    // Each asks for 1,000 of 13,000 that all of them saw as left.
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => tryToGive(shop, seen, { ...unlimited, face: 12_000 })),
    );
    expect(answers.filter(Boolean)).toHaveLength(13);
    expect(await usageDifferences(ledger.sql, shop.shopId)).toEqual([]);
  });

  it('does not count on what is freed meanwhile: the next reading does', async () => {
    const shop = await ledger.addShop('freed', 'Europe/Prague');
    const before = await everHeld(shop);
    const one = holding(shop, { at });
    await gives(shop, one);
    await ledger.db.atomically(shop.shopId, (tx) => release(tx, shop.shopId, one, 'not given', at));
    expect(await tryToGive(shop, before, { ...unlimited, face: 0 })).toBe(false);
    const { usage, everHeld: now } = await read(shop);
    expect(usage.shop.day.face).toBe(0);
    expect(await tryToGive(shop, now, { ...unlimited, face: 0 })).toBe(true);
  });

  it('keeps no other shop waiting', async () => {
    const [one, other] = [await ledger.addShop('one', 'UTC'), await ledger.addShop('other', 'UTC')];
    for (const shop of [one, other]) await gives(shop, holding(shop, { at }));
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
        const [, { usage }] = await Promise.all([
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
