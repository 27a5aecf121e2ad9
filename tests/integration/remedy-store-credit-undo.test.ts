import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { lookAgain } from '#app/services/resolutions/look-again.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { ADJUSTMENT, balanceOf, causedBy, credit, debit } from '#dev-store/store-credit/ledger.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { fault } from '#tests/factories/cases.ts';
import { complaintFacts, lastRequest, ledgerOf, remedyFacts } from '#tests/factories/facts.ts';
import {
  accountOf,
  anotherOrder,
  callsSince,
  creditDecided,
  creditGiven,
  creditsOf,
  debitsOf,
  expectOneCredit,
  type CreditCase,
} from '#tests/factories/store-credit-case.ts';

const quarantineMs = 300_000;
const dayMs = 86_400_000;
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

const takeBack = ({ remedyId }: CreditCase) => undoRemedy(world.as(), { remedyId, reason: 'given by mistake' });

/** What the customer buys with her store credit. */
const spend = (each: CreditCase, amount: number) =>
  debit(world.store.store, accountOf(world, each.order), amount, causedBy('ORDER_PAYMENT', each.order.id, 1));

async function expectTakenBack(each: CreditCase): Promise<void> {
  expect(debitsOf(world, each.order).map((entry) => entry.amount)).toEqual([-15_00]);
  expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undone' });
  expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled', 'reversed']);
  expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
}

describe('store credit that is taken back', () => {
  it('leaves the account by one debit, however often it is asked for', async () => {
    const each = await creditGiven(world);
    await Promise.all(Array.from({ length: 4 }, () => takeBack(each)));
    await Promise.all(Array.from({ length: 4 }, () => advanceRemedy(world.system(), each.remedyId)));
    await world.runUntilQuiet();
    await expectTakenBack(each);
    expect(balanceOf(accountOf(world, each.order))).toBe(0);
    expect(await takeBack(each)).toEqual({ ok: true, value: null });
    await world.runUntilQuiet();
    expect(debitsOf(world, each.order)).toHaveLength(1);
  });

  it('stays given when some of it is spent, with the number', async () => {
    const each = await creditGiven(world);
    spend(each, 4_50);
    await takeBack(each);
    await world.runUntilQuiet();
    expect(debitsOf(world, each.order)).toEqual([]);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      state: 'settled',
      messages: ['4.50 of 15.00 EUR has been spent already, so it cannot be taken back.'],
    });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled']);
  });

  it('stays given when it has expired: a debit would take other money', async () => {
    const each = await creditDecided(world, undefined, { months: 1 });
    await world.runUntilQuiet();
    await world.clock.advance(40 * dayMs);
    credit(world.store.store, accountOf(world, each.order), {
      amount: 50_00,
      expiresAt: null,
      notified: false,
      ...ADJUSTMENT,
    });
    await takeBack(each);
    await world.runUntilQuiet();
    expect(balanceOf(accountOf(world, each.order))).toBe(50_00);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      state: 'settled',
      messages: ['The credit has expired.'],
    });
  });

  it('can be asked for again after it was refused', async () => {
    const each = await creditGiven(world);
    fault(world, 'user-errors', {
      match: 'TakeStoreCredit',
      userErrors: [{ field: ['id'], message: 'Store credit account does not exist' }],
    });
    await takeBack(each);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
    await takeBack(each);
    await world.runUntilQuiet();
    await expectTakenBack(each);
  });

  it('waits for Shopify’s room, and is taken once then', async () => {
    const each = await creditGiven(world);
    fault(world, 'throttled', { match: 'TakeStoreCredit', times: 2 });
    fault(world, '5xx-before', { match: 'CreditEntries', times: 2 });
    await takeBack(each);
    await world.runUntilQuiet();
    await expectTakenBack(each);
  });
});

describe('a debit whose answer is lost', () => {
  const arrived: FaultRule['kind'][] = ['timeout-after', 'reset-after', '5xx-after', 'truncated-json'];
  it.each(arrived)('%s: is found on the account, and never sent again', async (kind) => {
    const each = await creditGiven(world);
    fault(world, kind, { match: 'TakeStoreCredit' });
    const before = lastRequest(world);
    await takeBack(each);
    await world.runUntilQuiet();
    expect(callsSince(world, before, 'TakeStoreCredit')).toBe(1);
    await expectTakenBack(each);
  });

  it('and that Shopify carries out later is found', async () => {
    const each = await creditGiven(world);
    fault(world, 'late-commit', { match: 'TakeStoreCredit', applyAfterMs: 100_000 });
    await takeBack(each);
    await world.runUntilQuiet();
    await expectTakenBack(each);
  });

  it('is nowhere: still counts as given, goes to a person, and is never sent again', async () => {
    const each = await creditGiven(world);
    fault(world, 'timeout-before', { match: 'TakeStoreCredit' });
    const before = lastRequest(world);
    await takeBack(each);
    await world.runUntilQuiet(quarantineMs - 10_000);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undoing' });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'needs_person' });
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
    await lookAgain(world.as(), each.remedyId);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'needs_person' });
    expect(callsSince(world, before, 'TakeStoreCredit')).toBe(1);
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled']);

    // The person takes it off by hand, in Shopify, and asks again.
    debit(world.store.store, accountOf(world, each.order), 15_00, ADJUSTMENT);
    await lookAgain(world.as(), each.remedyId);
    await world.runUntilQuiet();
    await expectTakenBack(each);
  });

  it('is not found in the debit that took another credit of the same amount back', async () => {
    const each = await creditGiven(world);
    fault(world, 'timeout-before', { match: 'TakeStoreCredit' });
    await takeBack(each);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'needs_person' });
    const next = await creditDecided(world, anotherOrder(world, each.order));
    await world.runUntilQuiet();
    await takeBack(next);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, next.remedyId)).toMatchObject({ state: 'undone' });

    await lookAgain(world.as(), each.remedyId);
    await world.runUntilQuiet();
    expect(debitsOf(world, each.order)).toHaveLength(1);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'needs_person' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled']);
  });

  it('keeps the next credit of the same customer waiting, and only until it is known', async () => {
    const each = await creditGiven(world);
    fault(world, 'late-commit', { match: 'TakeStoreCredit', applyAfterMs: 60_000 });
    await takeBack(each);
    await world.runUntilQuiet(10_000);
    const next = await creditDecided(world, anotherOrder(world, each.order));
    await world.runUntilQuiet(45_000);
    expect(await remedyFacts(world, next.remedyId)).toMatchObject({ state: 'approved', attempts: 0 });
    await world.runUntilQuiet();
    await expectTakenBack(each);
    await expectOneCredit(world, next);
    expect(creditsOf(world, each.order)).toHaveLength(2);
  });
});
