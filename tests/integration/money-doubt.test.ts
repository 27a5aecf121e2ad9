import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keyLifeMs } from '#app/domain/remedy/next-step.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { fault } from '#tests/factories/cases.ts';
import { complaintFacts, lastRequest, ledgerOf, remedyFacts, requestsSince } from '#tests/factories/facts.ts';
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

describe('when Shopify cannot be asked', () => {
  it('a refund in doubt stays in doubt for as long as it takes', async () => {
    const each = await allowed(world);
    fault(world, 'timeout-after');
    fault(world, '5xx-before', { match: 'FindRefund', times: 8 });
    await nextLook(world);
    for (let look = 0; look < 8; look++) {
      await nextLook(world);
      await expectInDoubt(world, each);
    }
    await world.runUntilQuiet();
    await expectGivenOnce(world, each);
  });

  it('for a month: a person gets it, and the money stays held', async () => {
    const each = await allowed(world);
    fault(world, 'timeout-before', { times: null });
    fault(world, '5xx-before', { match: 'FindRefund', times: null });
    await nextLook(world);
    await world.clock.advance(31 * 24 * hourMs);
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'needs_person', attempts: 1 });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    expect(await complaintFacts(world, each.complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
  });
});

describe('a key that Shopify may have forgotten', () => {
  it('is never sent again: the refund is looked for, and settled when it is there', async () => {
    const each = await allowed(world);
    fault(world, 'timeout-after');
    await nextLook(world);
    await world.clock.advance(keyLifeMs + 2 * hourMs);
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindRefund']);
    await expectGivenOnce(world, each);
  });

  it('is never sent again: the refund is looked for, and released when it is not there', async () => {
    const each = await allowed(world);
    fault(world, 'timeout-before');
    await nextLook(world);
    await world.clock.advance(keyLifeMs);
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindRefund']);
    await expectReleased(world, each, 'not_issued');
  });

  it('of a worker that died while sending is not sent again either', async () => {
    const each = await allowed(world);
    // The attempt is written down and nobody knows its end.
    await world.sql(
      `UPDATE remedies SET state = 'sending', attempts = 1, first_sent_at = $2, last_sent_at = $2 WHERE id = $1`,
      [each.remedyId, world.clock.now()],
    );
    await world.clock.advance(keyLifeMs + hourMs);
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindRefund']);
    await expectReleased(world, each, 'not_issued');
  });
});
