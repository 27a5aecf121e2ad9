import { afterAll, beforeAll, expect, it } from 'vitest';
import { getHome } from '#app/services/home/get-home.server.ts';
import { getBudgets } from '#app/services/limits/get-budgets.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { setRules } from '#tests/factories/policy.ts';
import { allowed } from '#tests/factories/refund-case.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, type World } from '#tests/setup/world.ts';

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

it('tells held from given, today from this month, and who gave most; another day begins at nothing', async () => {
  const given = await allowed(world);
  await advanceRemedy(world.system(), given.remedyId);
  await allowed(world);
  const today = await getBudgets(world.as());
  expect(today.used.day).toMatchObject({ face: 100_00, remedies: 2 });
  expect(today.held).toMatchObject({ day: { face: 50_00 }, month: { face: 50_00 } });
  expect(today.most).toEqual([{ name: people.olga.name, face: 100_00 }]);
  expect(today.waiting).toBe(1);

  await world.clock.advance(24 * 60 * 60 * 1000);
  const tomorrow = await getBudgets(world.as());
  expect(tomorrow.used.day).toMatchObject({ face: 0, remedies: 0 });
  expect(tomorrow.used.month).toMatchObject({ face: 100_00 });
  expect(tomorrow.held).toMatchObject({ day: { face: 0 }, month: { face: 50_00 } });
  expect(tomorrow.most).toEqual([]);
});

it('the home page has the month against its budget once the owner has set one, at cost where only that is limited', async () => {
  const month = async () => (await getHome(world.as())).month;
  expect(await month()).toBeNull();
  await setRules(world.as(), { shop: { monthCost: 900_00 } });
  expect(await month()).toMatchObject({ most: 900_00, currency: 'EUR', atCost: true });
  await setRules(world.as(), { shop: { month: 500_00, monthCost: 900_00 } });
  expect(await month()).toEqual({ given: 50_00, held: 50_00, most: 500_00, currency: 'EUR', atCost: false });
});
