import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readStaffAccess } from '#app/db/staff-access.server.ts';
import { liftStop, pressStop } from '#app/services/limits/emergency-stop.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { fault } from '#tests/factories/cases.ts';
import { code, decided } from '#tests/factories/discounts.ts';
import { ledgerOf, remedyFacts } from '#tests/factories/facts.ts';
import { allowed, expectGivenOnce } from '#tests/factories/refund-case.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
beforeEach(() => world.sql('DELETE FROM emergency_stops'));
afterAll(async () => {
  await world.close();
  await database.drop();
});

const press = (who = people.olga, why = 'Too much is given.') => pressStop(world.as(who), { why });
const lift = (who = people.olga) => liftStop(world.as(who));
const stop = async () => (await readStaffAccess(world.db, MUG_HOUSE, people.anna.userId)).stop;
/** Sweeps for hours, and whatever is due in them. */
const later = () => world.runUntilQuiet(3 * 60 * 60 * 1000);

describe('the emergency stop', () => {
  it('holds back what is decided and not sent, for as long as it is on; lifted, it is given once by itself', async () => {
    const refund = await allowed(world);
    expect((await press()).ok).toBe(true);
    await advanceRemedy(world.system(), refund.remedyId);
    await later();
    expect(refund.order.refunds).toEqual([]);
    expect(await remedyFacts(world, refund.remedyId)).toMatchObject({ state: 'approved' });
    expect(await ledgerOf(world, refund.remedyId)).toEqual(['reserved']);
    expect(await world.sql('SELECT number FROM attempts WHERE remedy_id = $1', [refund.remedyId])).toEqual([]);

    expect((await lift()).ok).toBe(true);
    await world.sweep();
    await later();
    await expectGivenOnce(world, refund);
  });

  it('a decision that is made meanwhile is kept and waits too', async () => {
    await press();
    const refund = await allowed(world);
    await advanceRemedy(world.system(), refund.remedyId);
    expect(refund.order.refunds).toEqual([]);
    expect(await ledgerOf(world, refund.remedyId)).toEqual(['reserved']);
    await lift();
    await world.sweep();
    await expectGivenOnce(world, refund);
  });

  it('what was sent before it is followed to its end, and never sent again meanwhile', async () => {
    const sent = await allowed(world);
    fault(world, 'timeout-after');
    await advanceRemedy(world.system(), sent.remedyId);
    const lost = await allowed(world);
    fault(world, 'timeout-before');
    await advanceRemedy(world.system(), lost.remedyId);
    await press();
    await later();
    await expectGivenOnce(world, sent);
    expect(lost.order.refunds).toEqual([]);
    expect(await remedyFacts(world, lost.remedyId)).toMatchObject({ state: 'unknown' });
    await lift();
    await later();
    await expectGivenOnce(world, lost);
  });

  it('what was given can still be taken back', async () => {
    const given = await decided(world, code());
    await advanceRemedy(world.system(), given.remedyId);
    await press();
    await undoRemedy(world.as(), { remedyId: given.remedyId, reason: 'By mistake.' });
    await advanceRemedy(world.system(), given.remedyId);
    expect(await remedyFacts(world, given.remedyId)).toMatchObject({ state: 'undone' });
  });

  it('pressed at the same moment as the worker begins, it stops everything or nothing of it: never half', async () => {
    for (let round = 0; round < 8; round++) {
      const refund = await allowed(world);
      await Promise.all([advanceRemedy(world.system(), refund.remedyId), press()]);
      const { state } = await remedyFacts(world, refund.remedyId);
      expect(['approved', 'settled']).toContain(state);
      expect(refund.order.refunds).toHaveLength(state === 'settled' ? 1 : 0);
      await lift();
      await world.sweep();
      await expectGivenOnce(world, refund);
    }
  });

  it('is the shop’s own: another shop goes on', async () => {
    await pressStop(world.as(people.haruka, TOKYO_PAPER), { why: 'Ours.' });
    const refund = await allowed(world);
    await advanceRemedy(world.system(), refund.remedyId);
    await expectGivenOnce(world, refund);
    expect(await stop()).toBeNull();
  });

  it('a lead presses it and an owner lifts it; an agent may do neither, nor a lead lift it', async () => {
    expect(await press(people.anna)).toEqual({ ok: false, error: { kind: 'not_allowed' } });
    expect(await stop()).toBeNull();
    expect((await press(people.lukas, 'Odd refunds.')).ok).toBe(true);
    expect(await stop()).toMatchObject({ by: people.lukas.name, why: 'Odd refunds.' });
    for (const who of [people.anna, people.lukas]) {
      expect(await lift(who)).toEqual({ ok: false, error: { kind: 'not_allowed' } });
    }
    expect(await stop()).not.toBeNull();
    expect((await lift()).ok).toBe(true);
    expect(await stop()).toBeNull();
  });

  it('whose role was taken away a moment ago can no longer press it, whatever her page still says', async () => {
    await world.sql(`UPDATE staff_members SET role = 'none' WHERE user_id = $1`, [people.lukas.userId]);
    expect(await press(people.lukas)).toEqual({ ok: false, error: { kind: 'not_allowed' } });
    await world.sql(`UPDATE staff_members SET role = 'lead' WHERE user_id = $1`, [people.lukas.userId]);
  });

  it('pressed by two at once it is one stop, with the first one’s words, and told once; so is lifting it', async () => {
    await world.sql('DELETE FROM settings_events');
    const both = await Promise.all([press(people.olga, 'First.'), press(people.lukas, 'Second.')]);
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(await world.sql('SELECT id FROM emergency_stops')).toHaveLength(1);
    await Promise.all([lift(), lift()]);
    const told = await world.sql<{ kind: string }>(`SELECT event ->> 'kind' AS kind FROM settings_events ORDER BY id`);
    expect(told.map(({ kind }) => kind)).toEqual(['stopped', 'stop_lifted']);
  });
});
