import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostAttempts } from '#app/domain/remedy/next-step.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, type World } from '#tests/setup/world.ts';
import { fault } from '#tests/factories/cases.ts';
import { lastRequest, ledgerOf, remedyFacts, requestsSince } from '#tests/factories/facts.ts';
import { allowed, expectGivenOnce, expectInDoubt, expectReleased, nextLook } from '#tests/factories/refund-case.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
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
});

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
    const each = await allowed(world);
    fault(world, kind);
    await nextLook(world);
    await expectInDoubt(world, each);
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
  });

  it.each(['timeout-before', 'timeout-after', 'late-commit'] as const)(
    '%s, until our own time-out: the same',
    async (kind) => {
      const each = await allowed(world);
      fault(world, kind, { holdMs: 60_000 });
      await nextLook(world);
      await expectInDoubt(world, each);
      await world.runUntilQuiet();
      await expectGivenOnce(world, each);
    },
  );

  it.each(kinds)('%s, every time: one refund, or nothing after the quarantine, and never a second', async (kind) => {
    const each = await allowed(world);
    fault(world, kind, { times: mostAttempts + 1 });
    await world.runUntilQuiet();
    // What reached the store before it fell silent is found by looking.
    if (each.order.refunds.length === 1) return expectGivenOnce(world, each);
    return expectReleased(world, each, 'not_issued');
  });

  it('is found again without a second call when it had arrived', async () => {
    const each = await allowed(world);
    fault(world, 'timeout-after');
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['IssueRefund', 'FindRefund']);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 1 });
    await expectGivenOnce(world, each);
  });

  it('is sent again with the same key and the same words when it had not', async () => {
    const each = await allowed(world);
    fault(world, 'timeout-before');
    const before = lastRequest(world);
    await world.runUntilQuiet();
    const sent = requestsSince(world, before).filter((request) => request.operation === 'IssueRefund');
    expect(sent).toHaveLength(2);
    expect(sent.map((request) => request.idempotencyKey)).toEqual([
      `amends-${each.remedyId}`,
      `amends-${each.remedyId}`,
    ]);
    await expectGivenOnce(world, each);
  });
});

describe('a refund that Shopify carries out after our time-out', () => {
  it.each([1, 30, 90, 120])('%i s later: is one refund', async (seconds) => {
    const each = await allowed(world);
    fault(world, 'late-commit', { applyAfterMs: seconds * 1000 });
    await world.runUntilQuiet();
    await world.clock.advance(hourMs);
    await expectGivenOnce(world, each);
  });

  it('is not given up before the quarantine, however often Shopify was silent', async () => {
    const each = await allowed(world);
    fault(world, 'late-commit', { applyAfterMs: 120_000, times: mostAttempts });
    fault(world, 'timeout-before', { times: 1 });
    for (;;) {
      const { state } = await remedyFacts(world, each.remedyId);
      expect(state, 'released while a call may still be carried out').not.toBe('not_issued');
      if (state === 'settled') break;
      await nextLook(world);
    }
    await expectGivenOnce(world, each);
  });

  it('that never comes is released after the quarantine, not a moment earlier', async () => {
    const each = await allowed(world);
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
      await nextLook(world);
    }
    await expectReleased(world, each, 'not_issued');
  });
});

describe('an answer that says it was not carried out', () => {
  it.each(['throttled', '429'] as const)('%s: waits and is sent again, without anybody noticing', async (kind) => {
    const each = await allowed(world);
    fault(world, kind, { times: 2 });
    await nextLook(world);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'approved', attempts: 1 });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 3 });
    await expectGivenOnce(world, each);
  });

  it('for hours: is tried ever less often, and given once when Shopify is back', async () => {
    const each = await allowed(world);
    fault(world, '429', { times: null });
    await world.runUntilQuiet(6 * hourMs);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'approved' });
    expect((await remedyFacts(world, each.remedyId)).attempts).toBeLessThan(80);
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    world.store.store.state.faults = [];
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
  });

  it('an empty bucket: waits until it holds enough', async () => {
    const each = await allowed(world);
    const shop = world.store.store.shop(MUG_HOUSE);
    if (!shop) throw new Error('no shop');
    const full = shop.throttle;
    shop.throttle = { maximumAvailable: 100, restoreRate: 50 };
    world.store.store.state.buckets[MUG_HOUSE] = { available: 0, at: world.clock.now().toISOString() };
    await world.sweep();
    await world.runUntilQuiet();
    shop.throttle = full;
    delete world.store.store.state.buckets[MUG_HOUSE];
    await expectGivenOnce(world, each);
  });

  it('userErrors: refused with Shopify’s words, released, and a person decides again', async () => {
    const each = await allowed(world);
    fault(world, 'user-errors', { userErrors: [{ field: null, message: 'Refund amount is too large' }] });
    await world.runUntilQuiet();
    await expectReleased(world, each, 'refused');
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual(['Refund amount is too large']);
  });

  it('userErrors: while its complaint is held by somebody else, nobody in the shop waits for the ledger', async () => {
    const each = await allowed(world);
    fault(world, 'user-errors', { userErrors: [{ field: null, message: 'Refund amount is too large' }] });
    const other = new pg.Client({ connectionString: database.ownerUrl });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query('UPDATE complaints SET updated_at = now() WHERE id = $1', [each.complaintId]);
      await world.clock.advance(minuteMs);
      const recording = world.sweep();
      const waiting = () => world.sql("SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted");
      await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBeGreaterThan(0);
      const free = other.query('SELECT 1 FROM ledger_heads WHERE shop_id = $1 FOR UPDATE NOWAIT', [MUG_HOUSE]);
      await expect(free).resolves.toMatchObject({ rowCount: 1 });
      await other.query('COMMIT');
      await recording;
    } finally {
      await other.end();
    }
    await expectReleased(world, each, 'refused');
  });

  it('refused after an earlier attempt in doubt: no verdict before the quarantine, then a look, then released', async () => {
    const each = await allowed(world);
    fault(world, 'timeout-before');
    fault(world, 'user-errors', { times: mostAttempts });
    await nextLook(world);
    await nextLook(world);
    const refusedAt = world.clock.now().getTime();
    const sinceRefusal = () => world.clock.now().getTime() - refusedAt;
    let before = 0;
    for (; (await remedyFacts(world, each.remedyId)).state === 'unknown'; await nextLook(world)) {
      await expectInDoubt(world, each);
      expect(sinceRefusal()).toBeLessThanOrEqual(world.timing.quarantineMs);
      before = lastRequest(world);
    }
    expect(sinceRefusal()).toBeGreaterThanOrEqual(world.timing.quarantineMs);
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindRefund']);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 2 });
    await expectReleased(world, each, 'not_issued');
  });

  it('refused because the earlier attempt had arrived late: found, and given once', async () => {
    const each = await allowed(world);
    fault(world, 'late-commit', { applyAfterMs: 100_000 });
    fault(world, 'user-errors', { times: mostAttempts });
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
  });
});

describe('a slow answer', () => {
  it('within the time-out is an answer like any other', async () => {
    const each = await allowed(world);
    fault(world, 'slow', { delayMs: 100 });
    await world.sweep();
    await nextLook(world);
    await expectGivenOnce(world, each);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 1 });
  });

  it('that comes after another worker took over changes nothing any more', async () => {
    const each = await allowed(world);
    fault(world, 'slow', { delayMs: 200 });
    await world.clock.advance(minuteMs);
    const slow = world.sweep();
    await expect.poll(() => world.store.store.state.faults[0]?.applied).toBe(1);
    // The lease runs out while the call is on its way; the sweep takes the first worker for dead.
    await world.clock.advance(world.timing.leaseMs + 1);
    await world.sweep();
    await slow;
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
  });
});
