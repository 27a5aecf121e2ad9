import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mostAttempts } from '#app/domain/remedy/next-step.ts';
import { MUG_HOUSE, createWorld, type World } from '#tests/setup/world.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { fault } from '#tests/factories/cases.ts';
import { lookAndDie } from '#tests/factories/dying-replacement.ts';
import { lastRequest, ledgerOf, remedyFacts, requestsSince } from '#tests/factories/facts.ts';
import { nextLook } from '#tests/factories/refund-case.ts';
import {
  allowedReplacement,
  draftsOf,
  expectNotOrdered,
  expectOrderedOnce,
  ordersOf,
  variantOf,
  type ReplacementCase,
} from '#tests/factories/replacement-case.ts';

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
  setSearchLag(0);
  // What earlier tests have on its way needs no looking at here.
  await world.sql(`UPDATE remedies SET next_check_at = NULL`);
});

function setSearchLag(ms: number): void {
  const shop = world.store.store.shop(MUG_HOUSE);
  if (shop) shop.searchLagMs = ms;
}

/** Everything that is due in the next quarter of an hour, in which nothing arrives yet. */
const settle = () => world.runUntilQuiet(15 * minuteMs);

type Counted = ReplacementCase & { stock: number };

async function allowed(): Promise<Counted> {
  const each = await allowedReplacement(world);
  return { ...each, stock: variantOf(world, each.order).inventoryQuantity };
}

/** One order, its stock committed once, and no draft left over. */
async function expectOnce(each: Counted): Promise<void> {
  await expectOrderedOnce(world, each);
  expect(draftsOf(world, each.remedyId).map((draft) => draft.status)).toEqual(['COMPLETED']);
  expect(variantOf(world, each.order).inventoryQuantity).toBe(each.stock - 1);
}

describe('a worker that dies', () => {
  it.each([
    ['before the address is read', { at: 'ReadOrderAddress', sent: false }],
    ['when the address is read', { at: 'ReadOrderAddress', sent: true }],
    ['before the draft is sent', { at: 'CreateReplacement', sent: false }],
    ['when the draft is made, and nobody remembers it', { at: 'CreateReplacement', sent: true }],
    ['when the draft is remembered', { at: 'CompleteReplacement', sent: false }],
    ['when the order is made, and nobody has heard of it', { at: 'CompleteReplacement', sent: true }],
  ])('%s: one order', async (_line, death) => {
    const each = await allowed();
    await lookAndDie(world, each.remedyId, death);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'sending' });
    await settle();
    await expectOnce(each);
  });

  it('with the draft that nobody remembers: it is found by its tag, and no second one is made', async () => {
    const each = await allowed();
    await lookAndDie(world, each.remedyId, { at: 'CreateReplacement', sent: true });
    const [made] = draftsOf(world, each.remedyId);
    await settle();
    await expectOnce(each);
    expect(draftsOf(world, each.remedyId).map((draft) => draft.id)).toEqual([made?.id]);
  });

  it('with a draft that the search does not know yet: a second one becomes the order, the first is deleted', async () => {
    const each = await allowed();
    setSearchLag(2 * minuteMs);
    await lookAndDie(world, each.remedyId, { at: 'CreateReplacement', sent: true });
    await world.clock.advance(world.timing.leaseMs);
    await world.sweep();
    expect(draftsOf(world, each.remedyId).map((draft) => draft.status)).toEqual(['OPEN', 'COMPLETED']);
    await settle();
    await expectOnce(each);
  });

  it('twice in a row, anywhere: one order', async () => {
    for (const first of [true, false]) {
      for (const second of ['CreateReplacement', 'CompleteReplacement']) {
        const each = await allowed();
        await lookAndDie(world, each.remedyId, { at: 'CreateReplacement', sent: first });
        await world.clock.advance(world.timing.leaseMs);
        // With the first draft adopted there is no second one to die at.
        const at = first ? 'CompleteReplacement' : second;
        await lookAndDie(world, each.remedyId, { at, sent: true });
        await settle();
        await expectOnce(each);
      }
    }
  });
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
  ];
  const calls = ['CreateReplacement', 'CompleteReplacement'];
  it.each(calls.flatMap((match) => kinds.map((kind) => [match, kind] as const)))(
    '%s, %s: in doubt, looked at, and one order in the end',
    async (match, kind) => {
      const each = await allowed();
      fault(world, kind, { match });
      await nextLook(world);
      expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
      expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
      await settle();
      await expectOnce(each);
    },
  );

  it.each(calls)('%s, never heard, every time: nothing after the quarantine, and nothing ordered', async (match) => {
    const each = await allowed();
    fault(world, 'timeout-before', { match, times: mostAttempts + 1 });
    await settle();
    await expectNotOrdered(world, each, 'not_issued');
    // Nor can anybody complete later what was begun.
    expect(draftsOf(world, each.remedyId)).toEqual([]);
    expect(variantOf(world, each.order).inventoryQuantity).toBe(each.stock);
  });

  it.each([1, 30, 90, 120])('%i s late, whichever call it was: one order', async (seconds) => {
    for (const match of calls) {
      const each = await allowed();
      fault(world, 'late-commit', { match, applyAfterMs: seconds * 1000 });
      await settle();
      await expectOnce(each);
    }
  });

  it('is found without a second completion when the order was there', async () => {
    const each = await allowed();
    fault(world, 'timeout-after', { match: 'CompleteReplacement' });
    const before = lastRequest(world);
    await nextLook(world);
    await nextLook(world);
    expect(requestsSince(world, before).map(({ operation }) => operation)).toEqual([
      'ReadOrderAddress',
      'CreateReplacement',
      'CompleteReplacement',
      'ReadReplacementDraft',
    ]);
    await expectOnce(each);
  });
});

describe('giving up', () => {
  it('waits until the draft is gone: before that it is not said that nothing was ordered', async () => {
    const each = await allowed();
    fault(world, 'timeout-before', { match: 'CompleteReplacement', times: mostAttempts });
    fault(world, '5xx-before', { match: 'DropReplacementDraft', times: 2 });
    await settle();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
    await world.runUntilQuiet(60 * minuteMs);
    await expectNotOrdered(world, each, 'not_issued');
    expect(draftsOf(world, each.remedyId)).toEqual([]);
  });

  it('finds the order when the last of the completions came through after all', async () => {
    const each = await allowed();
    fault(world, 'timeout-before', { match: 'CompleteReplacement', times: mostAttempts - 1 });
    fault(world, 'late-commit', { match: 'CompleteReplacement', applyAfterMs: 4 * minuteMs });
    await settle();
    await expectOnce(each);
  });
});

describe('a worker that is slow, while another takes over', () => {
  it.each(['CreateReplacement', 'CompleteReplacement'])('%s: one order', async (match) => {
    const each = await allowed();
    fault(world, 'slow', { match, delayMs: 300 });
    await world.clock.advance(minuteMs);
    const slow = world.sweep();
    await expect.poll(() => world.store.store.state.faults[0]?.applied).toBe(1);
    await world.clock.advance(world.timing.leaseMs + 1);
    await world.sweep();
    await nextLook(world);
    await slow;
    await settle();
    await expectOnce(each);
  });
});

describe('an answer that says it was not carried out', () => {
  it.each([
    ['throttled', 'CreateReplacement'],
    ['429', 'CreateReplacement'],
    ['throttled', 'CompleteReplacement'],
    ['429', 'CompleteReplacement'],
  ] as const)('%s at %s: waits and goes on where it was', async (kind, match) => {
    const each = await allowed();
    fault(world, kind, { match, times: 2 });
    await settle();
    await expectOnce(each);
    expect(draftsOf(world, each.remedyId)).toHaveLength(1);
  });

  it('the draft is refused: in Shopify’s words, released, and a person decides again', async () => {
    const each = await allowed();
    fault(world, 'user-errors', { match: 'CreateReplacement', userErrors: [{ message: 'Email is invalid' }] });
    await settle();
    await expectNotOrdered(world, each, 'refused');
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual(['Email is invalid']);
  });

  it('the completion is refused: the draft is gone before that is told, and its stock is free', async () => {
    const each = await allowed();
    fault(world, 'user-errors', { match: 'CompleteReplacement', userErrors: [{ message: 'Unable to reserve' }] });
    await settle();
    await expectNotOrdered(world, each, 'refused');
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual(['Unable to reserve']);
    expect(draftsOf(world, each.remedyId)).toEqual([]);
    expect(variantOf(world, each.order).inventoryQuantity).toBe(each.stock);
  });

  it('refused while an earlier completion is still on its way: that one finds no draft any more', async () => {
    const each = await allowed();
    fault(world, 'late-commit', { match: 'CompleteReplacement', applyAfterMs: 100_000 });
    fault(world, 'user-errors', { match: 'CompleteReplacement', userErrors: [{ message: 'Unable to reserve' }] });
    await settle();
    await expectNotOrdered(world, each, 'not_issued');
    await world.clock.advance(minuteMs);
    expect(ordersOf(world, each.remedyId)).toEqual([]);
    expect(variantOf(world, each.order).inventoryQuantity).toBe(each.stock);
  });

  it('refused, and the draft cannot be deleted: no verdict, and one order when it is possible again', async () => {
    const each = await allowed();
    fault(world, 'user-errors', { match: 'CompleteReplacement', userErrors: [{ message: 'Unable to reserve' }] });
    fault(world, '5xx-before', { match: 'DropReplacementDraft' });
    await nextLook(world);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
    await settle();
    await expectOnce(each);
  });
});
