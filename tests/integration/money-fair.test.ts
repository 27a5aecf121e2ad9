import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueRemedies } from '#app/db/remedies.server.ts';
import { money } from '#app/domain/money.ts';
import { amountOf, complain, eur, fault, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { remedyFacts } from '#tests/factories/facts.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER } from '#tests/setup/world.ts';
import type { World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, jobs: 'real', shopifyTimeoutMs: 20_000 });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

const inMugHouse = async () => {
  const complaintId = await complain(world, makeOrder(world));
  return mustAsk(world, { complaintId, request: amountOf(eur(5_00)) });
};
const inTokyo = async () => {
  const order = makeOrder(world, { shop: TOKYO_PAPER });
  const complaintId = await complain(world, order, people.haruka, TOKYO_PAPER);
  const request = amountOf(money(500, 'JPY'));
  return mustAsk(world, { complaintId, request, who: people.haruka, shopId: TOKYO_PAPER });
};
const inMugHouseSettled = async () => {
  const [row] = await world.sql<{ settled: string }>(
    `SELECT count(*) AS settled FROM remedies WHERE shop_id = $1 AND state = 'settled'`,
    [MUG_HOUSE],
  );
  return Number(row?.settled);
};

describe('a shop that has to wait for Shopify', () => {
  it('does not keep another shop waiting, however much it has to do', async () => {
    for (let count = 0; count < 24; count++) await inMugHouse();
    const theirs = await inTokyo();
    fault(world, 'slow', { shop: MUG_HOUSE, times: 100, delayMs: 6_000 });
    const worker = await world.startWorker();
    await expect.poll(async () => (await remedyFacts(world, theirs)).state, { timeout: 20_000 }).toBe('settled');
    expect(await inMugHouseSettled()).toBe(0);
    world.store.store.state.faults = [];
    await worker.stop();
  });

  it('takes turns with other shops in a sweep', async () => {
    await world.sql(`UPDATE remedies SET next_check_at = NULL`);
    const ours = [await inMugHouse(), await inMugHouse(), await inMugHouse()];
    const theirs = await inTokyo();
    for (const [index, id] of [...ours, theirs].entries()) {
      await world.sql(`UPDATE remedies SET next_check_at = to_timestamp($2) WHERE id = $1`, [id, index]);
    }
    const due = await world.db.asSystem((client) => dueRemedies(client, world.clock.now(), 3));
    expect(due.map((each) => each.remedy_id)).toEqual([ours[0], theirs, ours[1]]);
  });
});
