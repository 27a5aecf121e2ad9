import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RemedyId } from '#app/domain/ids.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { lookAgain } from '#app/services/resolutions/look-again.server.ts';
import { ADJUSTMENT, credit } from '#dev-store/store-credit/ledger.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { fault, makeOrder } from '#tests/factories/cases.ts';
import { complaintFacts, lastRequest, ledgerOf, remedyFacts, requestsSince } from '#tests/factories/facts.ts';
import {
  accountOf,
  anotherOrder,
  callsSince,
  creditDecided,
  creditGiven,
  creditsOf,
  expectedExpiry,
  expectOneCredit,
  expectWithPerson,
} from '#tests/factories/store-credit-case.ts';

/*
 * Shopify gives a second credit to whoever asks twice. So in every doubt: one credit, or a person; never two.
 */
const quarantineMs = 300_000;
let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, quarantineMs });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

const arrived: FaultRule['kind'][] = ['timeout-after', 'reset-after', '5xx-after', 'truncated-json', 'html-200'];
const lost: FaultRule['kind'][] = ['timeout-before', 'reset-before', '5xx-before'];

describe('a credit whose answer is lost', () => {
  it.each(arrived)('%s: is found by its second, and never sent again', async (kind) => {
    const each = await creditDecided(world);
    fault(world, kind, { match: 'GiveStoreCredit' });
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(callsSince(world, before, 'GiveStoreCredit')).toBe(1);
    expect(creditsOf(world, each.order)).toHaveLength(1);
    await expectOneCredit(world, each);
  });

  it.each(lost)('%s: is nowhere, goes to a person, and is never sent again', async (kind) => {
    const each = await creditDecided(world);
    fault(world, kind, { match: 'GiveStoreCredit' });
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(callsSince(world, before, 'GiveStoreCredit')).toBe(1);
    expect(creditsOf(world, each.order)).toEqual([]);
    await expectWithPerson(world, each);
    await lookAgain(world.as(), each.remedyId);
    await world.runUntilQuiet();
    expect(callsSince(world, before, 'GiveStoreCredit')).toBe(1);
    await expectWithPerson(world, each);
  });

  it('gets no verdict before the quarantine is over', async () => {
    const each = await creditDecided(world);
    fault(world, 'timeout-before', { match: 'GiveStoreCredit' });
    await world.runUntilQuiet(30_000 + quarantineMs - 1_000);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown', attempts: 1 });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    await world.runUntilQuiet();
    await expectWithPerson(world, each);
  });

  it.each([1_000, 60_000, 200_000])('and that Shopify carries out %i ms later is found', async (applyAfterMs) => {
    const each = await creditDecided(world);
    fault(world, 'late-commit', { match: 'GiveStoreCredit', applyAfterMs });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 1 });
    expect(creditsOf(world, each.order)).toHaveLength(1);
    await expectOneCredit(world, each);
  });

  it('and that Shopify carries out after all hope is found when a person asks', async () => {
    const each = await creditDecided(world);
    fault(world, 'late-commit', { match: 'GiveStoreCredit', applyAfterMs: quarantineMs + 60_000 });
    await world.runUntilQuiet();
    await expectWithPerson(world, each);
    await world.clock.advance(120_000);
    await lookAgain(world.as(), each.remedyId);
    await world.runUntilQuiet();
    expect(creditsOf(world, each.order)).toHaveLength(1);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled']);
  });

  it('is found among many others, also those of the same amount and of the same second', async () => {
    const { order } = await creditGiven(world);
    const account = accountOf(world, order);
    const each = await creditDecided(world, anotherOrder(world, order));
    fault(world, 'timeout-after', { match: 'GiveStoreCredit' });
    fault(world, '5xx-before', { match: 'CreditEntries', times: 3 });
    await world.runUntilQuiet(31_000);
    const others = { amount: 15_00, expiresAt: '2027-11-22T22:59:59Z', notified: false, ...ADJUSTMENT };
    for (let more = 0; more < 60; more++) credit(world.store.store, account, others);
    credit(world.store.store, account, {
      ...others,
      amount: 14_99,
      expiresAt: await expectedExpiry(world, each.remedyId),
    });
    await world.runUntilQuiet();
    await expectOneCredit(world, each);
  });
});

describe('a worker that dies', () => {
  /** As it is when whoever sent it is gone. */
  const dead = (remedyId: RemedyId, progress: object) =>
    world.sql(
      `UPDATE remedies SET state = 'sending', attempts = 1, in_lane = true, first_sent_at = $2, last_sent_at = $2, progress = $3 WHERE id = $1`,
      [remedyId, world.clock.now(), JSON.stringify(progress)],
    );

  it('before it has remembered where the account stands has sent nothing: it is sent then, once', async () => {
    const each = await creditDecided(world);
    await dead(each.remedyId, {});
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(callsSince(world, before, 'GiveStoreCredit')).toBe(1);
    await expectOneCredit(world, each);
  });

  it('after that may have sent it: it is looked for, and never sent', async () => {
    const each = await creditDecided(world);
    await dead(each.remedyId, { creditAfter: 'the beginning', creditIds: '' });
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(callsSince(world, before, 'GiveStoreCredit')).toBe(0);
    await expectWithPerson(world, each);
  });
});

describe('a worker that is slow', () => {
  it('and is taken over while Shopify works gives one credit, and the other finds it', async () => {
    const each = await creditDecided(world);
    fault(world, 'slow', { match: 'GiveStoreCredit', delayMs: 1_500 });
    const before = lastRequest(world);
    const slow = advanceRemedy(world.system(), each.remedyId);
    await expect.poll(() => remedyFacts(world, each.remedyId)).toMatchObject({ state: 'sending' });
    await expect.poll(() => callsSince(world, before, 'CreditAccount')).toBe(1);
    await world.clock.advance(world.timing.leaseMs + 1_000);
    await world.sweep();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
    await slow;
    await world.runUntilQuiet();
    expect(callsSince(world, before, 'GiveStoreCredit')).toBe(1);
    await expectOneCredit(world, each);
  });

  it('and is taken over before it has asked where the account stands sends nothing at all', async () => {
    const each = await creditDecided(world);
    fault(world, 'slow', { match: 'CreditAccount', delayMs: 1_500 });
    const before = lastRequest(world);
    const slow = advanceRemedy(world.system(), each.remedyId).catch((error: unknown) => error);
    await expect.poll(() => remedyFacts(world, each.remedyId)).toMatchObject({ state: 'sending' });
    await world.clock.advance(world.timing.leaseMs + 1_000);
    await world.sweep();
    expect(await slow).toMatchObject({ message: expect.stringContaining('taken over') as string });
    await world.runUntilQuiet();
    expect(callsSince(world, before, 'GiveStoreCredit')).toBe(1);
    await expectOneCredit(world, each);
  });
});

describe('several credits for one customer at once', () => {
  it('are given one after the other, each once', async () => {
    const first = await creditDecided(world);
    const all = [first];
    for (let more = 1; more < 4; more++) all.push(await creditDecided(world, anotherOrder(world, first.order)));
    const before = lastRequest(world);
    await Promise.all(all.map(({ remedyId }) => advanceRemedy(world.system(), remedyId)));
    await world.runUntilQuiet();
    expect(creditsOf(world, first.order)).toHaveLength(4);
    for (const each of all) await expectOneCredit(world, each);
    const calls = requestsSince(world, before).map((request) => request.operation);
    expect(calls, 'each looks where the account stands, then writes').toEqual(
      all.flatMap(() => ['CreditAccount', 'GiveStoreCredit']),
    );
  });

  it('wait while one of them is in doubt, and no longer', async () => {
    const first = await creditDecided(world);
    fault(world, 'timeout-before', { match: 'GiveStoreCredit' });
    await world.runUntilQuiet(31_000);
    const second = await creditDecided(world, anotherOrder(world, first.order));
    await world.runUntilQuiet(60_000);
    expect(await remedyFacts(world, first.remedyId)).toMatchObject({ state: 'unknown' });
    expect(await remedyFacts(world, second.remedyId)).toMatchObject({ state: 'approved', attempts: 0 });
    await world.runUntilQuiet();
    await expectWithPerson(world, first);
    await expectOneCredit(world, second);
    expect(creditsOf(world, first.order)).toHaveLength(1);
  });

  it('are never taken for each other, also when both answers are lost and one comes late', async () => {
    const first = await creditDecided(world);
    fault(world, 'late-commit', { match: 'GiveStoreCredit', applyAfterMs: quarantineMs + 90_000 });
    await world.runUntilQuiet(31_000);
    const second = await creditDecided(world, anotherOrder(world, first.order));
    fault(world, 'timeout-after', { match: 'GiveStoreCredit' });
    await world.runUntilQuiet();
    await world.clock.advance(quarantineMs);
    expect(creditsOf(world, first.order)).toHaveLength(2);
    await expectOneCredit(world, second);
    await lookAgain(world.as(), first.remedyId);
    await world.runUntilQuiet();
    await expectOneCredit(world, first);
  });

  it('of two customers do not wait for each other', async () => {
    const [one, two] = [await creditDecided(world), await creditDecided(world, makeOrder(world))];
    fault(world, 'timeout-before', { match: 'GiveStoreCredit' });
    await world.runUntilQuiet(31_000);
    const states = await Promise.all([one, two].map(({ remedyId }) => remedyFacts(world, remedyId)));
    expect(states.map((each) => each.state).sort()).toEqual(['settled', 'unknown']);
    await world.runUntilQuiet();
  });

  it('the database itself lets in one only', async () => {
    const first = await creditDecided(world);
    const second = await creditDecided(world, anotherOrder(world, first.order));
    const send = (remedyId: RemedyId) => world.sql(`UPDATE remedies SET in_lane = true WHERE id = $1`, [remedyId]);
    await send(first.remedyId);
    await expect(send(second.remedyId)).rejects.toThrow(/remedies_lane/);
    await world.sql('UPDATE remedies SET in_lane = false WHERE id = $1', [first.remedyId]);
    await world.runUntilQuiet();
    await expectOneCredit(world, second);
    expect(await complaintFacts(world, first.complaintId)).toMatchObject({ state: 'resolved' });
  });
});
