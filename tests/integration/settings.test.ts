import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { money } from '#app/domain/money.ts';
import type { LimitedRole } from '#app/domain/people.ts';
import { getSettings } from '#app/services/limits/get-settings.server.ts';
import { updateLimits } from '#app/services/limits/update-limits.server.ts';
import { eur } from '#tests/factories/cases.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
beforeEach(() => world.sql('DELETE FROM role_limits'));
afterAll(async () => {
  await world.close();
  await database.drop();
});

/** Another owner than Olga. */
const second = { ...people.lukas, role: 'owner' } as const;

const changes = async () =>
  Object.fromEntries(
    (await getSettings(world.as())).limits.map(({ role, perCase, updatedBy, updatedAt }) => [
      role,
      { minor: perCase?.minor ?? null, by: updatedBy, at: updatedAt },
    ]),
  ) as Record<LimitedRole, { minor: number | null; by: string | null; at: string | null }>;

it('only the role whose limit differs is marked as changed, whatever else the form carried', async () => {
  const firstDay = await changes();
  const sent = (await getSettings(world.as())).limits.map(({ role, perCase }) => ({
    role,
    perCase: role === 'lead' ? eur(250_00) : perCase,
  }));
  const at = world.clock.now().toISOString();
  expect(await updateLimits(world.as(), { limits: sent })).toEqual({ ok: true, value: null });
  expect(await changes()).toEqual({ ...firstDay, lead: { minor: 250_00, by: people.olga.name, at } });
  expect(firstDay.agent).toEqual({ minor: 50_00, by: null, at: null });

  await world.clock.advance(60_000);
  await updateLimits(world.as(second), { limits: sent });
  expect((await changes()).lead).toEqual({ minor: 250_00, by: people.olga.name, at });
});

it('no limit and a limit are two different things, and each change names who made it', async () => {
  await updateLimits(world.as(), { limits: [{ role: 'agent', perCase: null }] });
  await world.clock.advance(60_000);
  const later = world.clock.now().toISOString();
  await updateLimits(world.as(second), { limits: [{ role: 'owner', perCase: eur(0) }] });
  const now = await changes();
  expect(now.agent).toMatchObject({ minor: null, by: people.olga.name });
  expect(now.owner).toEqual({ minor: 0, by: second.name, at: later });
  expect(now.lead).toMatchObject({ by: null });
});

it('two owners who change different roles at the same time both keep their change', async () => {
  const answers = await Promise.all([
    updateLimits(world.as(), { limits: [{ role: 'agent', perCase: eur(70_00) }] }),
    updateLimits(world.as(second), { limits: [{ role: 'lead', perCase: eur(300_00) }] }),
  ]);
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(await changes()).toMatchObject({
    agent: { minor: 70_00, by: people.olga.name },
    lead: { minor: 300_00, by: second.name },
  });
});

it('a limit in another currency than the shop’s changes nothing, not even the roles beside it', async () => {
  const before = await changes();
  const limits = [
    { role: 'agent' as const, perCase: eur(60_00) },
    { role: 'lead' as const, perCase: money(60_00, 'USD') },
  ];
  expect(await updateLimits(world.as(), { limits })).toEqual({
    ok: false,
    error: { kind: 'currency_differs', expected: 'EUR' },
  });
  expect(await changes()).toEqual(before);
});
