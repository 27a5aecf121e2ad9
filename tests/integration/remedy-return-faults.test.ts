import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostAttempts } from '#app/domain/remedy/next-step.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { fault } from '#tests/factories/cases.ts';
import { lookAndDie } from '#tests/factories/dying-replacement.ts';
import { lastRequest, remedyFacts, requestsSince } from '#tests/factories/facts.ts';
import { nextLook } from '#tests/factories/refund-case.ts';
import {
  expectNotOpened,
  expectOpenedOnce,
  returnDecided,
  returnsOf,
  type ReturnCase,
} from '#tests/factories/return-case.ts';

const minuteMs = 60_000;
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
beforeEach(async () => {
  world.store.store.state.faults = [];
  await world.sql(`UPDATE remedies SET next_check_at = NULL`);
});

const settle = () => world.runUntilQuiet(15 * minuteMs);

/** The only unit of its line: Shopify refuses a second return of it. */
const ofOne = () => returnDecided(world);
/** One unit of four: Shopify would take a second return of another one. */
const ofFour = () => returnDecided(world, {});

const faults: FaultRule['kind'][] = [
  'timeout-before',
  'timeout-after',
  'reset-before',
  'reset-after',
  '5xx-before',
  '5xx-after',
  'truncated-json',
  'html-200',
];

describe('a return whose answer is lost', () => {
  it.each(faults)('%s: is opened once', async (kind) => {
    const each = await ofOne();
    fault(world, kind, { match: 'OpenReturn' });
    await settle();
    await expectOpenedOnce(world, each);
  });

  it.each(faults)('%s, every time: is one return or none, and never a second', async (kind) => {
    const each = await ofOne();
    fault(world, kind, { match: 'OpenReturn', times: mostAttempts + 1 });
    await settle();
    if (returnsOf(each).length > 0) await expectOpenedOnce(world, each);
    else await expectNotOpened(world, each, 'not_issued');
  });

  it.each(faults)('%s, of one unit of several: is never sent again, and known for certain', async (kind) => {
    const each = await ofFour();
    fault(world, kind, { match: 'OpenReturn' });
    const before = lastRequest(world);
    await settle();
    const sent = requestsSince(world, before).filter(({ operation }) => operation === 'OpenReturn');
    expect(sent).toHaveLength(1);
    if (returnsOf(each).length > 0) await expectOpenedOnce(world, each);
    else await expectNotOpened(world, each, 'not_issued');
  });

  it.each([2, 30, 90, 240])('%i s late: one return, whether or not Shopify would take a second', async (seconds) => {
    for (const decide of [ofOne, ofFour]) {
      const each = await decide();
      fault(world, 'late-commit', { match: 'OpenReturn', applyAfterMs: seconds * 1000 });
      await settle();
      await expectOpenedOnce(world, each);
    }
  });

  it('is not said to be absent while Shopify cannot be asked', async () => {
    const each = await ofFour();
    fault(world, 'timeout-before', { match: 'OpenReturn' });
    fault(world, '5xx-before', { match: 'FindReturns', times: 50 });
    await settle();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
    world.store.store.state.faults = [];
    await world.runUntilQuiet(60 * minuteMs);
    await expectNotOpened(world, each, 'not_issued');
  });
});

describe('a worker that dies', () => {
  const places = [
    { at: 'OpenReturn', sent: false },
    { at: 'OpenReturn', sent: true },
    { at: 'AttachReturnLabel', sent: false },
    { at: 'AttachReturnLabel', sent: true },
  ];
  it.each(places)('at $at, sent: $sent: one return with one label, found by the next', async (death) => {
    const label = { kind: 'made', url: null, number: 'RET-7' } as const;
    const each = await returnDecided(world, undefined, { label });
    await lookAndDie(world, each.remedyId, death);
    await settle();
    const [reverse] = (await expectOpenedOnce(world, each)).reverseOrders;
    expect(reverse?.deliveries).toHaveLength(1);
  });
});

describe('a worker that is slow, while another takes over', () => {
  const slowly = async (each: ReturnCase, looks: boolean) => {
    fault(world, 'slow', { match: 'OpenReturn', delayMs: 300 });
    await world.clock.advance(minuteMs);
    const slow = world.sweep();
    await expect.poll(() => world.store.store.state.faults[0]?.applied).toBe(1);
    await world.clock.advance(world.timing.leaseMs + 1);
    await world.sweep();
    // A look that turns the clock past the quarantine would say of a call on its way that it never was.
    if (looks) await nextLook(world);
    await slow;
    await settle();
    await expectOpenedOnce(world, each);
  };
  it('one return of the only unit', async () => slowly(await ofOne(), true));
  it('one return of one unit of several', async () => slowly(await ofFour(), false));
});

describe('an answer that says it was not carried out', () => {
  it.each(['throttled', '429'] as const)('%s: waits and is opened once', async (kind) => {
    const each = await ofFour();
    fault(world, kind, { match: 'OpenReturn', times: 2 });
    await settle();
    await expectOpenedOnce(world, each);
  });

  it('refused: in Shopify’s words, released, and a person decides again', async () => {
    const each = await ofFour();
    fault(world, 'user-errors', { match: 'OpenReturn', userErrors: [{ message: 'Order is not returnable' }] });
    await settle();
    await expectNotOpened(world, each, 'refused');
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual(['Order is not returnable']);
  });

  it('refused while an earlier try is still on its way: no verdict before that is over', async () => {
    const each = await ofOne();
    fault(world, 'late-commit', { match: 'OpenReturn', applyAfterMs: 100_000 });
    fault(world, 'user-errors', { match: 'OpenReturn', userErrors: [{ message: 'Order is locked' }] });
    await settle();
    await expectOpenedOnce(world, each);
  });
});
