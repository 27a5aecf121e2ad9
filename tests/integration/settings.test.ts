import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { money } from '#app/domain/money.ts';
import { changePolicy } from '#app/services/limits/change-policy.server.ts';
import { getHistory } from '#app/services/limits/get-history.server.ts';
import { getPeople } from '#app/services/limits/get-people.server.ts';
import { getPolicyPage } from '#app/services/limits/get-policy-page.server.ts';
import { setAbsence } from '#app/services/limits/set-absence.server.ts';
import { setRole } from '#app/services/limits/set-role.server.ts';
import { withdrawChange } from '#app/services/limits/withdraw-change.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
beforeEach(async () => {
  await world.sql('DELETE FROM policy_versions WHERE version > 1');
  await world.sql('DELETE FROM settings_events');
  await world.sql('UPDATE staff_members SET away_until = NULL, substitute_user_id = NULL');
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

/** Another owner than Olga. */
const second = { ...people.lukas, role: 'owner' } as const;
const dayMs = 86_400_000;
const eur = { currency: 'EUR', reason: 'Because.' };
const perCase = async () => {
  const { policy } = await getPolicyPage(world.as());
  return { agent: policy.roles.agent.perCase, lead: policy.roles.lead.perCase, owner: policy.roles.owner.perCase };
};
const versions = () =>
  world.sql(`SELECT version, author_name, reason, changes FROM policy_versions
    WHERE shop_id = 'amends-mug-house.myshopify.com' AND version > 1 ORDER BY version`);
const events = () => world.sql('SELECT event, actor_name FROM settings_events ORDER BY id');

describe('the rules', () => {
  it('each change is a version of its own, with who made it, why, and only what differs', async () => {
    await changePolicy(world.as(), { ...eur, patch: { roles: { lead: { perCase: 250_00 } } } });
    await changePolicy(world.as(second), {
      ...eur,
      patch: { roles: { agent: { perCase: null }, lead: { perCase: 250_00 } } },
    });
    await changePolicy(world.as(second), { ...eur, patch: { roles: { lead: { perCase: 250_00 } } } });
    expect(await versions()).toEqual([
      {
        ...{ version: 2, author_name: people.olga.name, reason: 'Because.' },
        changes: [{ path: ['roles', 'lead', 'perCase'], before: 200_00, after: 250_00 }],
      },
      {
        ...{ version: 3, author_name: second.name, reason: 'Because.' },
        changes: [{ path: ['roles', 'agent', 'perCase'], before: 50_00, after: null }],
      },
    ]);
  });

  it('two owners who change different rules at the same time both keep their change', async () => {
    const answers = await Promise.all([
      changePolicy(world.as(), { ...eur, patch: { roles: { agent: { perCase: 70_00 } } } }),
      changePolicy(world.as(second), { ...eur, patch: { roles: { lead: { perCase: 300_00 } } } }),
    ]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await perCase()).toEqual({ agent: 70_00, lead: 300_00, owner: null });
  });

  it('amounts in another currency than the shop’s change nothing', async () => {
    const patch = { roles: { agent: { perCase: money(60_00, 'USD').minor } } };
    expect(await changePolicy(world.as(), { patch, currency: 'USD', reason: 'Dollars.' })).toEqual({
      ok: false,
      error: { kind: 'currency_differs', expected: 'EUR' },
    });
    expect(await versions()).toEqual([]);
  });

  it('a planned change holds from its moment on, and until then nothing else can be changed', async () => {
    const startsAt = new Date(world.clock.now().getTime() + dayMs);
    await changePolicy(world.as(), { ...eur, patch: { roles: { agent: { perCase: 40_00 } } }, startsAt });
    expect(await perCase()).toMatchObject({ agent: 50_00 });
    expect((await getPolicyPage(world.as())).scheduled).toMatchObject({ version: 2, by: people.olga.name });
    const other = { ...eur, patch: { roles: { lead: { perCase: 1_00 } } } };
    expect(await changePolicy(world.as(second), other)).toEqual({
      ok: false,
      error: { kind: 'scheduled', version: 2, startsAt },
    });
    await world.clock.advance(dayMs);
    expect(await perCase()).toMatchObject({ agent: 40_00 });
    expect((await getPolicyPage(world.as())).scheduled).toBeNull();
    expect(await withdrawChange(world.as(), { version: 2 })).toEqual({ ok: false, error: { kind: 'too_late' } });
    expect(await perCase()).toMatchObject({ agent: 40_00 });
  });

  it('a planned change that was taken back never holds, stays readable, and makes room for others', async () => {
    const startsAt = new Date(world.clock.now().getTime() + dayMs);
    await changePolicy(world.as(), { ...eur, patch: { roles: { agent: { perCase: 40_00 } } }, startsAt });
    expect(await withdrawChange(world.as(people.lukas), { version: 2 })).toEqual({
      ok: false,
      error: { kind: 'not_allowed' },
    });
    const both = await Promise.all([
      withdrawChange(world.as(), { version: 2 }),
      withdrawChange(world.as(second), { version: 2 }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await withdrawChange(world.as(people.haruka, TOKYO_PAPER), { version: 2 })).toMatchObject({ ok: false });
    await changePolicy(world.as(), { ...eur, patch: { roles: { lead: { perCase: 210_00 } } } });
    await world.clock.advance(2 * dayMs);
    expect(await perCase()).toMatchObject({ agent: 50_00, lead: 210_00 });
    expect((await versions()).map(({ version }) => version as number)).toEqual([2, 3]);
    expect(await events()).toMatchObject([{ event: { kind: 'change_withdrawn', version: 2 } }]);
  });
});

describe('people', () => {
  const roleOf = async (userId: string) =>
    (await getPeople(world.as())).people.find((person) => person.userId === userId)?.role;

  it('only the store owner makes somebody an owner; another owner hands out the roles below', async () => {
    await setRole(world.as(), { userId: people.lukas.userId, role: 'owner' });
    expect(await setRole(world.as(second), { userId: people.anna.userId, role: 'owner' })).toEqual({
      ok: false,
      error: { kind: 'only_account_owner' },
    });
    expect(await roleOf(people.anna.userId)).toBe('agent');
    expect((await setRole(world.as(second), { userId: people.anna.userId, role: 'lead' })).ok).toBe(true);
    await setRole(world.as(), { userId: people.anna.userId, role: 'agent' });
    await setRole(world.as(), { userId: people.lukas.userId, role: 'lead' });
    expect(await events()).toMatchObject([
      { event: { kind: 'role', person: { name: people.lukas.name }, before: 'lead', after: 'owner' } },
      { event: { kind: 'role', before: 'agent', after: 'lead' }, actor_name: second.name },
      { event: { kind: 'role', before: 'lead', after: 'agent' } },
      { event: { kind: 'role', before: 'owner', after: 'lead' } },
    ]);
  });

  const absent = (
    who: typeof people.anna | typeof second,
    about: string,
    lastDay: string | null,
    substitute: string | null = null,
  ) => setAbsence(world.as(who), { userId: about, lastDay, substitute });
  const today = () => world.clock.now().toISOString().slice(0, 10);

  it('everybody says it of herself, an owner of anybody; the day ends in the time zone of the shop', async () => {
    const { anna, lukas, olga } = people;
    expect((await absent(anna, anna.userId, today(), lukas.userId)).ok).toBe(true);
    expect(await absent(anna, lukas.userId, today())).toEqual({ ok: false, error: { kind: 'not_allowed' } });
    expect(
      (await setAbsence(world.as(olga), { userId: lukas.userId, lastDay: today(), substitute: olga.userId })).ok,
    ).toBe(true);
    const page = await getPeople(world.as());
    const shown = page.people.find(({ userId }) => userId === anna.userId);
    expect(shown).toMatchObject({ substitute: lukas.userId });
    // Midnight in Prague.
    expect(shown?.awayUntil?.slice(11)).toBe('23:00:00.000Z');
    await world.clock.advance(dayMs);
    const later = await getPeople(world.as());
    expect(later.people.find(({ userId }) => userId === anna.userId)).toMatchObject({
      awayUntil: null,
      substitute: null,
    });
  });

  it('a substitute decides as much as she does, is here, and is somebody else', async () => {
    const { anna, lukas, olga } = people;
    const problem = async (substitute: string, lastDay = today()) => {
      const set = await absent(lukas, lukas.userId, lastDay, substitute);
      return set.ok ? null : set.error.kind;
    };
    expect(await problem(anna.userId)).toBe('substitute_lower');
    expect(await problem(lukas.userId)).toBe('substitute_self');
    expect(await problem('42')).toBe('unknown_person');
    expect(await problem(people.haruka.userId)).toBe('unknown_person');
    expect(await problem(olga.userId, '2026-01-01')).toBe('past');
    expect(await problem(olga.userId, '2036-01-01')).toBe('too_far');
    await setAbsence(world.as(olga), { userId: olga.userId, lastDay: today(), substitute: null });
    expect(await problem(olga.userId)).toBe('substitute_away');
    expect(await events()).toHaveLength(1);
    await setAbsence(world.as(olga), { userId: olga.userId, lastDay: null, substitute: null });
    expect(await problem(olga.userId)).toBeNull();
  });
});

describe('the history', () => {
  it('holds rules and events, newest first, and its pages leave out nothing, also of one moment', async () => {
    for (let count = 1; count <= 14; count++) {
      await changePolicy(world.as(), {
        ...eur,
        patch: { roles: { agent: { perCase: count } } },
        reason: `No. ${String(count)}`,
      });
      const role = count % 2 === 0 ? 'agent' : 'lead';
      await setRole(world.as(), { userId: people.anna.userId, role });
    }
    const first = await getHistory(world.as(people.anna), null);
    expect(first.rows).toHaveLength(20);
    const second = await getHistory(world.as(people.anna), first.next);
    expect(second.next).toBeNull();
    const all = [...first.rows, ...second.rows];
    // And the first day's rules.
    expect(new Set(all.map(({ key }) => key)).size).toBe(29);
    expect(all).toHaveLength(29);
    expect(all.filter(({ what }) => what.kind === 'event')).toHaveLength(14);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect((await getHistory(world.as(people.haruka, TOKYO_PAPER), null)).rows).toHaveLength(1);
    expect((await getHistory(world.as(), "x' OR 1=1")).rows).toHaveLength(20);
  });
});
