import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyLifeMs, mostAttempts } from '#app/domain/remedy/next-step.ts';
import type { FaultRule, Order } from '#dev-store/state/types.ts';
import type { ComplaintId, RemedyId } from '#app/domain/ids.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, type World } from '#tests/setup/world.ts';
import { amountOf, complain, eur, fault, idOf, makeOrder, mustAsk } from '#tests/factories/cases.ts';
import {
  complaintFacts,
  givenOnOrder,
  lastRequest,
  ledgerOf,
  refundedAtStore,
  refundsOf,
  remedyFacts,
  requestsSince,
} from '#tests/factories/facts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, shopifyTimeoutMs: 250 });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

type Case = { order: Order; complaintId: ComplaintId; remedyId: RemedyId };

/** A refund of 50.00 that is allowed and not yet sent. */
async function allowed(): Promise<Case> {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  return { order, complaintId, remedyId: await mustAsk(world, { complaintId, request: amountOf(eur(50_00)) }) };
}

/** The next look, when it is due. */
async function lookAgain(): Promise<void> {
  const [row] = await world.sql<{ due: Date }>(
    'SELECT min(next_check_at) AS due FROM remedies WHERE next_check_at IS NOT NULL',
  );
  await world.clock.advance(Math.max(0, (row?.due.getTime() ?? 0) - world.clock.now().getTime()));
  await world.sweep();
}

async function expectGivenOnce({ order, complaintId, remedyId }: Case): Promise<void> {
  expect(refundsOf(order, remedyId)).toHaveLength(1);
  expect(refundedAtStore(order)).toBe(50_00);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
}

async function expectReleased({ order, complaintId, remedyId }: Case, state: 'refused' | 'not_issued'): Promise<void> {
  expect(order.refunds).toEqual([]);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'released']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
}

/** Nothing is claimed that is not known: the money is held, and neither given nor free. */
async function expectInDoubt({ order, remedyId }: Case): Promise<void> {
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'unknown' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
  expect(await givenOnOrder(world, idOf(order))).toBe(50_00);
}

describe('an answer that does not say what happened', () => {
  const kinds: FaultRule['kind'][] = [
    'timeout-before',
    'timeout-after',
    'reset-before',
    'reset-after',
    '5xx-before',
    '5xx-after',
    'truncated-json',
    'html-200',
    'concurrent',
  ];
  it.each(kinds)('%s: is in doubt, is looked at, and ends as one refund', async (kind) => {
    const each = await allowed();
    fault(world, kind);
    await lookAgain();
    await expectInDoubt(each);
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });

  it.each(kinds)('%s, every time: one refund, or nothing after the quarantine, and never a second', async (kind) => {
    const each = await allowed();
    fault(world, kind, { times: mostAttempts + 1 });
    await world.runUntilQuiet();
    // What reached the store before it fell silent is found by looking.
    if (each.order.refunds.length === 1) return expectGivenOnce(each);
    return expectReleased(each, 'not_issued');
  });

  it('is found again without a second call when it had arrived', async () => {
    const each = await allowed();
    fault(world, 'timeout-after');
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['IssueRefund', 'FindRefund']);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 1 });
    await expectGivenOnce(each);
  });

  it('is sent again with the same key and the same words when it had not', async () => {
    const each = await allowed();
    fault(world, 'timeout-before');
    const before = lastRequest(world);
    await world.runUntilQuiet();
    const sent = requestsSince(world, before).filter((request) => request.operation === 'IssueRefund');
    expect(sent).toHaveLength(2);
    expect(sent.map((request) => request.idempotencyKey)).toEqual([
      `amends-${each.remedyId}`,
      `amends-${each.remedyId}`,
    ]);
    await expectGivenOnce(each);
  });
});

describe('a refund that Shopify carries out after our time-out', () => {
  it.each([1, 30, 90, 120])('%i s later: is one refund', async (seconds) => {
    const each = await allowed();
    fault(world, 'late-commit', { applyAfterMs: seconds * 1000 });
    await world.runUntilQuiet();
    await world.clock.advance(hourMs);
    await expectGivenOnce(each);
  });

  it('is not given up before the quarantine, however often Shopify was silent', async () => {
    const each = await allowed();
    fault(world, 'late-commit', { applyAfterMs: 120_000, times: mostAttempts });
    fault(world, 'timeout-before', { times: 1 });
    for (;;) {
      const { state } = await remedyFacts(world, each.remedyId);
      expect(state, 'released while a call may still be carried out').not.toBe('not_issued');
      if (state === 'settled') break;
      await lookAgain();
    }
    await expectGivenOnce(each);
  });

  it('that never comes is released after the quarantine, not a moment earlier', async () => {
    const each = await allowed();
    fault(world, 'timeout-before', { times: mostAttempts });
    for (;;) {
      const [row] = await world.sql<{ last: Date | null }>('SELECT last_sent_at AS last FROM remedies WHERE id = $1', [
        each.remedyId,
      ]);
      const { state, attempts } = await remedyFacts(world, each.remedyId);
      const since = row?.last ? world.clock.now().getTime() - row.last.getTime() : 0;
      if (state === 'not_issued') {
        expect(attempts).toBe(mostAttempts);
        expect(since).toBeGreaterThanOrEqual(world.timing.quarantineMs);
        break;
      }
      await lookAgain();
    }
    await expectReleased(each, 'not_issued');
  });
});

describe('an answer that says it was not carried out', () => {
  it.each(['throttled', '429'] as const)('%s: waits and is sent again, without anybody noticing', async (kind) => {
    const each = await allowed();
    fault(world, kind, { times: 2 });
    await lookAgain();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'approved', attempts: 1 });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 3 });
    await expectGivenOnce(each);
  });

  it('for hours: is tried ever less often, and given once when Shopify is back', async () => {
    const each = await allowed();
    fault(world, '429', { times: null });
    await world.runUntilQuiet(6 * hourMs);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'approved' });
    expect((await remedyFacts(world, each.remedyId)).attempts).toBeLessThan(80);
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    world.store.store.state.faults = [];
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });

  it('an empty bucket: waits until it holds enough', async () => {
    const each = await allowed();
    const shop = world.store.store.shop(MUG_HOUSE);
    if (!shop) throw new Error('no shop');
    const full = shop.throttle;
    shop.throttle = { maximumAvailable: 100, restoreRate: 50 };
    world.store.store.state.buckets[MUG_HOUSE] = { available: 0, at: world.clock.now().toISOString() };
    await world.sweep();
    await world.runUntilQuiet();
    shop.throttle = full;
    delete world.store.store.state.buckets[MUG_HOUSE];
    await expectGivenOnce(each);
  });

  it('userErrors: refused with Shopify’s words, released, and a person decides again', async () => {
    const each = await allowed();
    fault(world, 'user-errors', { userErrors: [{ field: null, message: 'Refund amount is too large' }] });
    await world.runUntilQuiet();
    await expectReleased(each, 'refused');
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual(['Refund amount is too large']);
  });

  it('refused after an earlier attempt in doubt: no verdict before the quarantine, then a look, then released', async () => {
    const each = await allowed();
    fault(world, 'timeout-before');
    fault(world, 'user-errors', { times: mostAttempts });
    await lookAgain();
    await lookAgain();
    const refusedAt = world.clock.now().getTime();
    const sinceRefusal = () => world.clock.now().getTime() - refusedAt;
    let before = 0;
    for (; (await remedyFacts(world, each.remedyId)).state === 'unknown'; await lookAgain()) {
      await expectInDoubt(each);
      expect(sinceRefusal()).toBeLessThanOrEqual(world.timing.quarantineMs);
      before = lastRequest(world);
    }
    expect(sinceRefusal()).toBeGreaterThanOrEqual(world.timing.quarantineMs);
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindRefund']);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 2 });
    await expectReleased(each, 'not_issued');
  });

  it('refused because the earlier attempt had arrived late: found, and given once', async () => {
    const each = await allowed();
    fault(world, 'late-commit', { applyAfterMs: 100_000 });
    fault(world, 'user-errors', { times: mostAttempts });
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });
});

describe('a slow answer', () => {
  it('within the time-out is an answer like any other', async () => {
    const each = await allowed();
    fault(world, 'slow', { delayMs: 100 });
    await world.sweep();
    await lookAgain();
    await expectGivenOnce(each);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 1 });
  });

  it('that comes after another worker took over changes nothing any more', async () => {
    const each = await allowed();
    fault(world, 'slow', { delayMs: 200 });
    await world.clock.advance(minuteMs);
    const slow = world.sweep();
    await expect.poll(() => world.store.store.state.faults[0]?.applied).toBe(1);
    // The lease runs out while the call is on its way; the sweep takes the first worker for dead.
    await world.clock.advance(world.timing.leaseMs + 1);
    await world.sweep();
    await slow;
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });
});

describe('when Shopify cannot be asked', () => {
  it('a refund in doubt stays in doubt for as long as it takes', async () => {
    const each = await allowed();
    fault(world, 'timeout-after');
    fault(world, '5xx-before', { match: 'FindRefund', times: 8 });
    await lookAgain();
    for (let look = 0; look < 8; look++) {
      await lookAgain();
      await expectInDoubt(each);
    }
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });

  it('for a month: a person gets it, and the money stays held', async () => {
    const each = await allowed();
    fault(world, 'timeout-before', { times: null });
    fault(world, '5xx-before', { match: 'FindRefund', times: null });
    await lookAgain();
    await world.clock.advance(31 * 24 * hourMs);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'needs_person', attempts: 1 });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'check_refund' });
  });
});

describe('a key that Shopify may have forgotten', () => {
  it('is never sent again: the refund is looked for, and settled when it is there', async () => {
    const each = await allowed();
    fault(world, 'timeout-after');
    await lookAgain();
    await world.clock.advance(keyLifeMs + 2 * hourMs);
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindRefund']);
    await expectGivenOnce(each);
  });

  it('is never sent again: the refund is looked for, and released when it is not there', async () => {
    const each = await allowed();
    fault(world, 'timeout-before');
    await lookAgain();
    await world.clock.advance(keyLifeMs);
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindRefund']);
    await expectReleased(each, 'not_issued');
  });

  it('of a worker that died while sending is not sent again either', async () => {
    const each = await allowed();
    // The attempt is written down and nobody knows its end.
    await world.sql(
      `UPDATE remedies SET state = 'sending', attempts = 1, first_sent_at = $2, last_sent_at = $2 WHERE id = $1`,
      [each.remedyId, world.clock.now()],
    );
    await world.clock.advance(keyLifeMs + hourMs);
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindRefund']);
    await expectReleased(each, 'not_issued');
  });
});
