import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RemedyId } from '#app/domain/ids.ts';
import { setRole } from '#app/services/limits/set-role.server.ts';
import { lookAgain } from '#app/services/resolutions/look-again.server.ts';
import { amountOf, complain, eur, fault, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import { ledgerOf, refundedAtStore, remedyFacts } from '#tests/factories/facts.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, jobs: 'lost' });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

/** A refund in doubt that Shopify could not be asked about for longer than a machine goes on asking. */
async function givenUp(sent: 'timeout-after' | 'timeout-before') {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  const remedyId: RemedyId = await mustAsk(world, { complaintId, request: amountOf(eur(50_00)) });
  fault(world, sent);
  // Jobs are lost here: the sweep sends it after its 30 s, and the first look would be a second later.
  await world.runUntilQuiet(30_500);
  const down = fault(world, '5xx-before', { match: 'FindRefund', times: 1_000 });
  const monthAgo = `created_at = created_at - interval '31 days', first_sent_at = first_sent_at - interval '31 days'`;
  await world.sql(`UPDATE remedies SET ${monthAgo}, last_sent_at = last_sent_at - interval '31 days' WHERE id = $1`, [
    remedyId,
  ]);
  await world.runUntilQuiet(10 * 60_000);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'needs_person' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
  world.store.store.state.faults = world.store.store.state.faults.filter((rule) => rule.id !== down.id);
  return { order, remedyId };
}

describe('a refund that needs a person', () => {
  it('is recorded when one more look finds it', async () => {
    const { order, remedyId } = await givenUp('timeout-after');
    expect(await lookAgain(world.as(people.lukas), remedyId)).toMatchObject({ ok: true });
    await world.runUntilQuiet(60_000);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
    expect(refundedAtStore(order)).toBe(50_00);
  });

  it('is released when one more look shows that it never was, and is not sent again', async () => {
    const { order, remedyId } = await givenUp('timeout-before');
    expect(await lookAgain(world.as(people.lukas), remedyId)).toMatchObject({ ok: true });
    await world.runUntilQuiet(60_000);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'not_issued' });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'released']);
    expect(refundedAtStore(order)).toBe(0);
  });

  it('is not looked at for somebody without a role, whatever her page said: a look may send once more', async () => {
    const { order, remedyId } = await givenUp('timeout-after');
    await setRole(world.as(people.olga), { userId: people.lukas.userId, role: 'none' });
    expect(await lookAgain(world.as(people.lukas), remedyId)).toEqual({ ok: false, error: { kind: 'no_role' } });
    await world.runUntilQuiet(60_000);
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'needs_person' });
    await setRole(world.as(people.olga), { userId: people.lukas.userId, role: 'lead' });
    expect(refundedAtStore(order)).toBe(50_00);
  });

  it('is looked at once, whoever asks again', async () => {
    const { remedyId } = await givenUp('timeout-after');
    const asked = await Promise.all([
      lookAgain(world.as(people.lukas), remedyId),
      lookAgain(world.as(people.olga), remedyId),
    ]);
    expect(asked.filter((each) => each.ok)).toHaveLength(1);
  });
});
