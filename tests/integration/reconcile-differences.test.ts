import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#app/db/new-id.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import {
  lookAtDifference,
  resolveDifference,
  takeDifference,
} from '#app/services/reconciliation/change-difference.server.ts';
import { listDifferences } from '#app/services/reconciliation/list-differences.server.ts';
import { reconcileShop } from '#app/services/reconciliation/reconcile-shop.server.ts';
import { refreshRemedy } from '#app/services/resolutions/refresh-remedy.server.ts';
import { getHome } from '#app/services/home/get-home.server.ts';
import { insertRemedies } from '#tests/reconcile/plant.ts';
import { things, type Thing } from '#tests/reconcile/things.ts';
import { atStore } from '#tests/factories/replacement-case.ts';
import { fault, makeOrder } from '#tests/factories/cases.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  world.store.store.state.faults = [];
  // What other tests have given: without its remedies its marks would be unknown ones.
  for (const order of world.store.store.state.orders) order.refunds = [];
  await world.sql('DELETE FROM reconciliation_breaks');
  // Nobody takes an entry out of the ledger, unless he switches off what it is guarded by.
  await world.sql(
    `DO $$ BEGIN SET LOCAL session_replication_role = replica;
     DELETE FROM ledger_entries; DELETE FROM ledger_heads; DELETE FROM limit_usage; END $$`,
  );
  await world.sql('DELETE FROM remedies');
});

async function given(kind: RemedyKind): Promise<{ id: RemedyId; thing: Thing }> {
  const id = newId<RemedyId>();
  const make = things[kind];
  if (!make) throw new Error(`no ${kind} at the store`);
  const thing = make(world, id);
  const { externalId } = thing;
  await insertRemedies(world.sql, world.clock.now(), [{ ...thing, id, kind, state: 'settled', externalId }]);
  return { id, thing };
}

const open = async (who = people.olga) => (await listDifferences(world.as(who), { view: 'open' })).rows;
const compared = async () => {
  await reconcileShop(world.system());
  return open();
};
const hourMs = 3_600_000;

async function oneOpen() {
  const { thing } = await given('refund');
  thing.change?.();
  const [difference] = await compared();
  if (!difference) throw new Error('no difference');
  return { difference, thing };
}

describe('a difference', () => {
  it('is taken by one, taken over by another, and resolved with a note', async () => {
    const { difference } = await oneOpen();
    expect(difference).toMatchObject({ kind: 'amount_differs', state: 'open', owner: null });
    expect((await takeDifference(world.as(people.lukas), difference.id)).ok).toBe(true);
    expect(await open()).toMatchObject([{ state: 'taken', owner: { name: 'Lukas Meier' } }]);
    expect((await takeDifference(world.as(people.olga), difference.id)).ok).toBe(true);
    expect(await open()).toMatchObject([{ owner: { userId: people.olga.userId } }]);
    expect(await resolveDifference(world.as(people.olga), difference.id, '  ')).toEqual({
      ok: false,
      error: { kind: 'no_note' },
    });
    expect((await resolveDifference(world.as(people.olga), difference.id, 'Paid the rest by bank.')).ok).toBe(true);
    expect(await open()).toEqual([]);
    const { rows } = await listDifferences(world.as(people.anna), { view: 'resolved' });
    expect(rows).toMatchObject([{ note: 'Paid the rest by bank.', resolvedBy: { userId: people.olga.userId } }]);
    expect(await takeDifference(world.as(people.olga), difference.id)).toEqual({
      ok: false,
      error: { kind: 'already_resolved' },
    });
  });

  it('that a person resolved is not told again, until its numbers are other ones', async () => {
    const { difference, thing } = await oneOpen();
    await resolveDifference(world.as(people.lukas), difference.id, 'Agreed with her.');
    expect(await compared()).toEqual([]);
    const order = world.store.store.orderById(Number(thing.orderId));
    const transaction = order?.transactions.find((one) => one.kind === 'REFUND');
    if (transaction) transaction.amount = { shop: 8_00, presentment: 8_00 };
    expect(await compared()).toMatchObject([{ id: difference.id, state: 'open', note: null, owner: null }]);
  });

  it('that is gone closes itself, and is open again when it comes back', async () => {
    const { difference, thing } = await oneOpen();
    await takeDifference(world.as(people.lukas), difference.id);
    const order = world.store.store.orderById(Number(thing.orderId));
    const transaction = order?.transactions.find((one) => one.kind === 'REFUND');
    if (transaction) transaction.amount = { shop: 10_00, presentment: 10_00 };
    expect(await lookAtDifference(world.as(people.lukas), difference.id)).toEqual({ ok: true, value: 'gone' });
    expect((await listDifferences(world.as(), { view: 'resolved' })).rows).toMatchObject([
      { id: difference.id, resolvedBy: null, note: null },
    ]);
    thing.change?.();
    expect(await compared()).toMatchObject([{ id: difference.id, state: 'open', owner: null }]);
  });

  it('says so when Shopify cannot be asked, and stays as it is', async () => {
    const { difference } = await oneOpen();
    expect(await lookAtDifference(world.as(), difference.id)).toEqual({ ok: true, value: 'still' });
    fault(world, '5xx-before', { match: 'CompareRefunds', times: null });
    expect(await lookAtDifference(world.as(), difference.id)).toEqual({ ok: true, value: 'unread' });
    expect(await open()).toHaveLength(1);
  });

  it('is nothing that an agent can act on, nor another shop can see', async () => {
    const { difference } = await oneOpen();
    const agent = world.as(people.anna);
    expect(await open(people.anna)).toHaveLength(1);
    for (const answer of [
      await takeDifference(agent, difference.id),
      await resolveDifference(agent, difference.id, 'x'),
      await lookAtDifference(agent, difference.id),
    ])
      expect(answer).toEqual({ ok: false, error: { kind: 'not_allowed' } });
    const elsewhere = world.as(people.haruka, TOKYO_PAPER);
    expect((await listDifferences(elsewhere, { view: 'open' })).rows).toEqual([]);
    expect(await takeDifference(elsewhere, difference.id)).toEqual({ ok: false, error: { kind: 'not_found' } });
    expect((await getHome(elsewhere)).differences).toBe(0);
    expect((await getHome(world.as())).differences).toBe(1);
  });

  it('is listed found last first, page by page, both ways', async () => {
    for (let nth = 0; nth < 5; nth += 1) {
      (await given('refund')).thing.change?.();
      await world.clock.advance(hourMs);
      await reconcileShop(world.system(), 'hourly');
    }
    const all = (await open()).map(({ id }) => id);
    expect(all).toHaveLength(5);
    const page = (more: object) => listDifferences(world.as(), { view: 'open', pageSize: 2, ...more });
    const first = await page({});
    const second = await page({ after: first.next });
    const third = await page({ after: second.next });
    expect([first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(all);
    expect(third.next).toBeNull();
    expect((await page({ before: third.previous })).rows.map(({ id }) => id)).toEqual(all.slice(2, 4));
  });
});

describe('without a single webhook', () => {
  it('a code that a customer used is found by the hourly comparison, and says where', async () => {
    const { id, thing } = await given('discount_code');
    const code = (thing.proof as { code: string }).code;
    await atStore(world, 'checkout', {
      shop: 'amends-mug-house.myshopify.com',
      customer: makeOrder(world).customerId,
      amount: '50.00',
      discountCodes: [code],
    });
    const woken: string[] = [];
    const ctx = world.system();
    const jobs = {
      enqueue: (_tx: unknown, job: { name: string }) => Promise.resolve(void woken.push(job.name)),
    };
    await reconcileShop({ ...ctx, jobs }, 'hourly');
    expect(woken).toEqual(['refresh-remedy']);
    await refreshRemedy(ctx, id, null);
    const name = world.store.store.state.orders.at(-1)?.name;
    const [row] = await world.sql<{ proof: object; state: string }>('SELECT proof, state FROM remedies WHERE id = $1', [
      id,
    ]);
    expect(row).toMatchObject({ state: 'settled', proof: { uses: 1, usedOn: { orderName: name } } });
    woken.length = 0;
    await reconcileShop({ ...ctx, jobs }, 'hourly');
    expect(woken, 'once').toEqual([]);
    expect(await open(), 'used is no difference').toEqual([]);
  });

  it('what moved longer ago than two days is the night’s', async () => {
    (await given('refund')).thing.change?.();
    await world.clock.advance(49 * hourMs);
    expect((await reconcileShop(world.system(), 'hourly')).breaks).toEqual([]);
    expect((await reconcileShop(world.system(), 'nightly')).breaks).toHaveLength(1);
  });
});
