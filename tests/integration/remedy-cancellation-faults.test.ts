import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostAttempts } from '#app/domain/remedy/next-step.ts';
import { startCancellation } from '#dev-store/cancellation/jobs.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import {
  cancellationDecided,
  expectCancelledOnce,
  expectNotGiven,
  stockOf,
  waitingOrder,
  type CancellationCase,
} from '#tests/factories/cancellation-case.ts';
import { fault } from '#tests/factories/cases.ts';
import { lookAndDie } from '#tests/factories/dying-replacement.ts';
import { lastRequest, ledgerOf, refundedAtStore, remedyFacts, requestsSince } from '#tests/factories/facts.ts';

/*
 * Two calls give something up: one cancels the order, one gives its money back. Whatever happens to either of them, the
 * order is cancelled once and its money goes back once, or nothing goes back and it is said.
 */
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
beforeEach(() => {
  world.store.store.state.faults = [];
  world.store.store.state.jobRules.fail = null;
  world.store.store.state.jobRules.delayMs = 1_000;
});

const kinds: FaultRule['kind'][] = [
  'timeout-before',
  'timeout-after',
  'reset-before',
  'reset-after',
  '5xx-before',
  '5xx-after',
  'truncated-json',
  'html-200',
  'throttled',
];
const calls = ['CancelOrder', 'FindCancellation', 'IssueRefund'];
const everyFault = calls.flatMap((match) => kinds.map((kind) => [match, kind] as const));

describe('a cancellation on which something goes wrong', () => {
  it.each(everyFault)(
    '%s, %s: the order is cancelled once, its money and its stock go back once',
    async (match, kind) => {
      const order = waitingOrder(world);
      const stock = stockOf(world, order);
      const each = await cancellationDecided(world, order);
      fault(world, kind, { match });
      await world.runUntilQuiet();
      await expectCancelledOnce(world, each);
      expect(stockOf(world, order)).toBe(stock + 4);
    },
  );

  it.each(['CancelOrder', 'IssueRefund'].flatMap((match) => kinds.map((kind) => [match, kind] as const)))(
    '%s, %s every time: never twice, and what did not go back is free again',
    async (match, kind) => {
      const each = await cancellationDecided(world);
      fault(world, kind, { match, times: mostAttempts + 3 });
      await world.runUntilQuiet();
      if (refundedAtStore(each.order) > 0) return expectCancelledOnce(world, each);
      const { state } = await remedyFacts(world, each.remedyId);
      expect(['not_issued', 'failed']).toContain(state);
      // Said to be not done only where it was not done at all.
      expect(state === 'failed').toBe(each.order.cancelledAt !== null);
      await expectNotGiven(world, each, state === 'failed' ? 'failed' : 'not_issued');
    },
  );

  it.each(
    ['CancelOrder', 'IssueRefund'].flatMap((match) => [2_000, 30_000, 120_000].map((ms) => [match, ms] as const)),
  )('%s that Shopify carries out %i ms later: once', async (match, applyAfterMs) => {
    const each = await cancellationDecided(world);
    fault(world, 'late-commit', { match, applyAfterMs });
    await world.runUntilQuiet();
    await world.clock.advance(applyAfterMs);
    await expectCancelledOnce(world, each);
  });

  it('gets no verdict about its money before the quarantine is over', async () => {
    const each = await cancellationDecided(world);
    fault(world, 'timeout-before', { match: 'IssueRefund', times: mostAttempts });
    await world.runUntilQuiet(30_000 + 4 * 60_000);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    await world.runUntilQuiet();
    await expectNotGiven(world, each, 'failed');
  });
});

describe('a worker that dies', () => {
  it.each([
    ['before it asks to cancel', 0, { at: 'CancelOrder', sent: false }],
    ['when Shopify was asked, and nobody has heard of the job', 0, { at: 'CancelOrder', sent: true }],
    ['before it looks whether the job is done', 1, { at: 'FindCancellation', sent: false }],
    ['before the money is sent back', 1, { at: 'IssueRefund', sent: false }],
    ['when the money went back, and nobody has heard of it', 1, { at: 'IssueRefund', sent: true }],
  ] as const)('%s: cancelled once, money back once', async (_line, steps, death) => {
    const each = await cancellationDecided(world);
    if (steps === 1) await firstStep(each);
    await lookAndDie(world, each.remedyId, death);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'sending' });
    await world.runUntilQuiet();
    await expectCancelledOnce(world, each);
  });
});

/** Shopify is asked, and its job is done. */
async function firstStep({ order, remedyId }: CancellationCase): Promise<void> {
  await world.clock.advance(31_000);
  await world.sweep();
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'approved', attempts: 1 });
  await world.clock.advance(6_000);
  expect(order.cancelledAt).not.toBeNull();
}

describe('Shopify’s job', () => {
  it('that takes its time is waited for, and nothing goes back before it is done', async () => {
    const each = await cancellationDecided(world);
    world.store.store.state.jobRules.delayMs = 10 * 60_000;
    await world.runUntilQuiet(9 * 60_000);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'approved' });
    expect(refundedAtStore(each.order)).toBe(0);
    await world.runUntilQuiet();
    await expectCancelledOnce(world, each);
  });

  it('that never ends is a person’s in the end, and stays held', async () => {
    const each = await cancellationDecided(world);
    world.store.store.state.jobRules.delayMs = null;
    await world.runUntilQuiet(2 * 60 * 60_000);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
    await world.clock.advance(31 * 24 * 60 * 60_000);
    await world.sweep();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'needs_person' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
  });

  it('that fails while our answer was lost is asked for once more', async () => {
    const each = await cancellationDecided(world);
    fault(world, 'timeout-after', { match: 'CancelOrder' });
    world.store.store.state.jobRules.fail = { times: 1, message: 'Inventory is locked', code: 'INTERNAL_ERROR' };
    await world.runUntilQuiet();
    await expectCancelledOnce(world, each);
  });
});

describe('a person who cancels in the admin meanwhile', () => {
  it('is first while our answer was lost: never ours, held until it is certain, and then free', async () => {
    const each = await cancellationDecided(world);
    fault(world, 'timeout-before', { match: 'CancelOrder' });
    await world.runUntilQuiet(30_500);
    const { store } = world.store;
    startCancellation(store, each.order, {
      reason: 'OTHER',
      restock: false,
      notifyCustomer: false,
      staffNote: 'by hand',
      refund: { to: 'payments' },
      staffId: 1003,
    });
    await world.runUntilQuiet();
    expect(refundedAtStore(each.order)).toBe(200_00);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({
      messages: ['Somebody else has cancelled this order. Look there what was refunded.'],
    });
    await expectNotGiven(world, each, 'not_issued');
  });

  it('is cancelling at the same moment: looked at when that is done, and not taken for ours', async () => {
    const each = await cancellationDecided(world);
    const { store } = world.store;
    startCancellation(store, each.order, {
      reason: 'OTHER',
      restock: false,
      notifyCustomer: false,
      staffNote: null,
      refund: { to: 'none' },
      staffId: 1003,
    });
    const before = lastRequest(world);
    store.state.jobRules.delayMs = 1_000;
    await world.sweep();
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).not.toContain('IssueRefund');
    expect(refundedAtStore(each.order)).toBe(0);
    await expectNotGiven(world, each, 'refused');
  });
});
