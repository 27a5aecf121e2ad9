import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { policyVersion } from '#app/db/policies.server.ts';
import { firstDayPolicy } from '#app/domain/limits/first-day.ts';
import type { PolicyPatch } from '#app/domain/limits/change-policy.ts';
import { changePolicy } from '#app/services/limits/change-policy.server.ts';
import { readPolicy } from '#app/services/limits/read-policy.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
beforeEach(() => world.sql('DELETE FROM policy_versions WHERE version > 1'));
afterAll(async () => {
  await world.close();
  await database.drop();
});

/** Another owner than Olga. */
const second = { ...people.lukas, role: 'owner' } as const;

const change = (patch: PolicyPatch, who = people.olga as Parameters<World['as']>[0], currency = 'EUR') =>
  changePolicy(world.as(who), { patch, currency, reason: 'Christmas' });
const written = () =>
  world.sql<{ version: number; author_name: string; reason: string; changes: unknown }>(
    'SELECT version, author_name, reason, changes FROM policy_versions WHERE shop_id = $1 ORDER BY version',
    [MUG_HOUSE],
  );

it('a shop starts with the first day’s rules, written down by Amends', async () => {
  expect(await readPolicy(world.as(), 'EUR')).toEqual({ version: 1, policy: firstDayPolicy('EUR') });
  expect(await written()).toMatchObject([{ version: 1, author_name: 'Amends', changes: [] }]);
});

it('a change is a new version with its author, its reason and what differs; the old one stays readable', async () => {
  expect(await change({ roles: { agent: { perCase: 70_00 } } })).toEqual({ ok: true, value: { version: 2 } });
  const [, version] = await written();
  expect(version).toEqual({
    version: 2,
    author_name: people.olga.name,
    reason: 'Christmas',
    changes: [{ path: ['roles', 'agent', 'perCase'], before: 50_00, after: 70_00 }],
  });
  expect((await readPolicy(world.as(), 'EUR')).policy.roles.agent.perCase).toBe(70_00);
  expect(await policyVersion(world.db.statements(MUG_HOUSE), MUG_HOUSE, 1)).toEqual(firstDayPolicy('EUR'));
});

it('a form that changes nothing writes no version', async () => {
  const { agent, lead } = firstDayPolicy('EUR').roles;
  expect(await change({ roles: { agent, lead } })).toEqual({ ok: true, value: { version: 1 } });
  expect(await written()).toHaveLength(1);
});

it('two owners who change different limits at the same time both keep their change', async () => {
  const answers = await Promise.all([
    change({ roles: { agent: { perCase: 70_00 } } }),
    change({ roles: { lead: { perCase: null } }, people: { 1003: { perCase: 80_00 } } }, second),
  ]);
  expect(answers.every((answer) => answer.ok)).toBe(true);
  const { version, policy } = await readPolicy(world.as(), 'EUR');
  expect([version, policy.roles.agent.perCase, policy.roles.lead.perCase]).toEqual([3, 70_00, null]);
  expect(policy.people).toEqual({ 1003: { perCase: 80_00 } });
});

it('a change may start later, holds from then on, and until then nothing else can be changed', async () => {
  const startsAt = new Date(world.clock.now().getTime() + 3_600_000);
  const asked = { patch: { shop: { month: 900_00 } }, currency: 'EUR', reason: 'From Monday', startsAt };
  expect(await changePolicy(world.as(), asked)).toEqual({ ok: true, value: { version: 2 } });
  expect((await readPolicy(world.as(), 'EUR')).policy.shop.month).toBeNull();
  const meanwhile = await change({ roles: { agent: { perCase: 1 } } });
  expect(meanwhile).toEqual({ ok: false, error: { kind: 'scheduled', version: 2, startsAt } });
  await world.clock.advance(3_600_000);
  expect((await readPolicy(world.as(), 'EUR')).policy.shop.month).toBe(900_00);
  expect(await changePolicy(world.as(), asked)).toMatchObject({ ok: false, error: { kind: 'starts_in_the_past' } });
});

it('is not for a lead or an agent, not in another currency, and takes no amount that is none', async () => {
  const patch = { roles: { agent: { perCase: 999_00 } } };
  for (const who of [people.lukas, people.anna])
    expect(await change(patch, who)).toEqual({ ok: false, error: { kind: 'not_allowed' } });
  const dollars = await change(patch, people.olga, 'USD');
  expect(dollars).toEqual({ ok: false, error: { kind: 'currency_differs', expected: 'EUR' } });
  for (const perCase of [-1, 0.5, Number.NaN, 1e15])
    expect(await change({ roles: { agent: { perCase } } })).toMatchObject({
      error: { kind: 'policy', problem: { path: 'roles.agent.perCase' } },
    });
  expect(await written()).toHaveLength(1);
});

it('a version cannot be rewritten by the app, whoever asks it to', async () => {
  const app = world.db.statements(MUG_HOUSE);
  await expect(app.$executeRaw`UPDATE policy_versions SET reason = 'other'`).rejects.toThrow('permission denied');
  await expect(app.$executeRaw`DELETE FROM policy_versions`).rejects.toThrow('permission denied');
});
