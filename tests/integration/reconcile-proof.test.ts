import { afterAll, beforeAll, expect, it } from 'vitest';
import { reconcileShop } from '#app/services/reconciliation/reconcile-shop.server.ts';
import { prove } from '#tests/reconcile/prove.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, optionalScopes: ['write_gift_cards', 'write_customers'] });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

// `node scripts/reconcile-proof.ts` does the same with 5,000 clean ones and 200 that differ.
it('every planted difference of every kind is found, and nothing else is told', async () => {
  const proof = await prove(world, 300, 100);
  expect(proof.missed).toEqual([]);
  expect(proof.falseAlarms).toEqual([]);
  expect(proof.found).toHaveLength(proof.planted.length);
  // Twenty-five orders at a time, and each way only once: less than a call for every four remedies.
  expect(proof.calls).toBeLessThan(proof.remedies / 4);

  const again = await reconcileShop(world.system());
  expect(again.breaks).toHaveLength(proof.planted.length);
  const [row] = await world.sql<{ count: string }>('SELECT count(*) AS count FROM reconciliation_breaks');
  expect(Number(row?.count), 'told once each').toBe(proof.planted.length);
}, 120_000);
