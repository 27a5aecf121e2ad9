import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RemedyId } from '#app/domain/ids.ts';
import { codeOf } from '#app/domain/remedy/discount-code.ts';
import type { DiscountCodeProof } from '#app/domain/remedy/discount-code.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';
import { complain, fault, makeOrder } from '#tests/factories/cases.ts';
import { code, decided, discountOf, redeem, removeByHand, stepFor, wish } from '#tests/factories/discounts.ts';
import type { GoodwillCase } from '#tests/factories/discounts.ts';
import { complaintFacts, lastRequest, ledgerOf, remedyFacts, requestsSince, storyOf } from '#tests/factories/facts.ts';
import { lookAndDie } from '#tests/factories/dying-replacement.ts';
import { customOf, promised, walk } from '#tests/factories/handmade-case.ts';
import { nextLook } from '#tests/factories/refund-case.ts';

const dayMs = 24 * 60 * 60_000;
const match = 'EndDiscountCode';
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

async function given(): Promise<GoodwillCase> {
  const each = await decided(world, code());
  await world.runUntilQuiet();
  expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'settled' });
  return each;
}

async function takeBack(remedyId: RemedyId): Promise<void> {
  expect(await undoRemedy(world.as(), { remedyId, reason: 'given by mistake' })).toEqual({ ok: true, value: null });
}

/** Until it is certain whether it was taken back. */
async function untilCertain(remedyId: RemedyId): Promise<void> {
  while ((await remedyFacts(world, remedyId)).state === 'undoing') await nextLook(world);
}

async function expectUndone({ complaintId, remedyId }: GoodwillCase): Promise<void> {
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'undone' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled', 'reversed']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
}

async function expectStillGiven({ remedyId }: GoodwillCase): Promise<void> {
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
}

async function proofOf({ complaintId }: GoodwillCase): Promise<DiscountCodeProof> {
  const page = await getComplaintPage(world.as(), complaintId);
  const [remedy] = page.ok ? page.value.remedies : [];
  if (remedy?.kind !== 'discount_code' || !remedy.proof) throw new Error('no code');
  return remedy.proof;
}

/** What Shopify tells when somebody looks at the code again. */
async function watched({ remedyId }: GoodwillCase) {
  const { remedies } = world.gateway(MUG_HOUSE, 2_000);
  const found = await remedies.discount_code.watch(await stepFor<'discount_code'>(world, remedyId));
  if (!found.ok || !found.value) throw new Error('not there');
  return found.value;
}

describe('a code that cannot be taken back', () => {
  const done = { step: 'done', who: people.lukas, details: { what: 'She came on Friday.' } };

  it('leaves the complaint resolved when everything else has arrived meanwhile', async () => {
    const first = await given();
    const second = await wish(world, { complaintId: first.complaintId, asked: code() });
    if (!second.ok) throw new Error('not allowed');
    await redeem(world, first.order.customerId, first.remedyId);
    await takeBack(first.remedyId);
    await advanceRemedy(world.system(), second.value.remedyId);
    expect(await complaintFacts(world, first.complaintId)).toEqual({ state: 'open', nextAction: 'check_remedy' });
    await advanceRemedy(world.system(), first.remedyId);
    await expectStillGiven(first);
    expect(await complaintFacts(world, first.complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });

  it('leaves it resolved too when the rest was for people to carry out, and they have', async () => {
    const first = await given();
    const visit = await promised(world, () => customOf(), people.lukas, first);
    await redeem(world, first.order.customerId, first.remedyId);
    await takeBack(first.remedyId);
    await walk(world, visit, done);
    expect(await remedyFacts(world, visit.remedyId)).toMatchObject({ state: 'settled' });
    expect(await complaintFacts(world, first.complaintId)).toEqual({ state: 'open', nextAction: 'carry_out' });
    await advanceRemedy(world.system(), first.remedyId);
    await expectStillGiven(first);
    expect(await complaintFacts(world, first.complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });

  it('resolves nothing that people still have to carry out', async () => {
    const first = await given();
    const visit = await promised(world, () => customOf(), people.lukas, first);
    await redeem(world, first.order.customerId, first.remedyId);
    await takeBack(first.remedyId);
    await advanceRemedy(world.system(), first.remedyId);
    await expectStillGiven(first);
    expect(await complaintFacts(world, first.complaintId)).toEqual({ state: 'open', nextAction: 'carry_out' });
    await walk(world, visit, done);
    expect(await complaintFacts(world, first.complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });
});

describe('a worker that dies while it takes a code back', () => {
  it.each([true, false])('leaves no attempt behind without an end (asked already: %s)', async (sent) => {
    const each = await given();
    await takeBack(each.remedyId);
    await lookAndDie(world, each.remedyId, { at: match, sent });
    await untilCertain(each.remedyId);
    await expectUndone(each);
    const attempts = await world.sql<{ purpose: string; outcome: string | null }>(
      'SELECT purpose, outcome FROM attempts WHERE remedy_id = $1 ORDER BY number',
      [each.remedyId],
    );
    expect(attempts).toEqual([
      { purpose: 'issue', outcome: 'succeeded' },
      { purpose: 'undo', outcome: 'unknown' },
      { purpose: 'undo', outcome: 'succeeded' },
    ]);
  });
});

describe('a code taken back', () => {
  it('ends at Shopify, no longer counts, and can no longer be used', async () => {
    const each = await given();
    await takeBack(each.remedyId);
    expect(await remedyFacts(world, each.remedyId), 'counts until Shopify confirms it').toMatchObject({
      state: 'undoing',
    });
    await untilCertain(each.remedyId);
    await expectUndone(each);
    expect(discountOf(world, each.remedyId).endsAt).not.toBeNull();
    expect(await redeem(world, each.order.customerId, each.remedyId)).toMatchObject({ reason: 'expired' });
    expect((await storyOf(world, each.complaintId)).slice(-2)).toEqual(['undo_asked', 'remedy_undone']);
    expect(await proofOf(each)).toMatchObject({ status: 'ended', uses: 0 });
  });

  it('asked for twice is one undoing, of one look and one call', async () => {
    const each = await given();
    const before = lastRequest(world);
    await Promise.all([takeBack(each.remedyId), takeBack(each.remedyId)]);
    await untilCertain(each.remedyId);
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual([
      'FindDiscountCode',
      'EndDiscountCode',
    ]);
    await takeBack(each.remedyId);
    await expectUndone(each);
  });

  it('frees what may be given: another code can be decided', async () => {
    const each = await given();
    await takeBack(each.remedyId);
    await untilCertain(each.remedyId);
    const again = await wish(world, { complaintId: each.complaintId, asked: code() });
    if (!again.ok) throw new Error('not allowed');
    expect(codeOf(again.value.remedyId)).not.toBe(codeOf(each.remedyId));
    await world.runUntilQuiet();
    expect(await remedyFacts(world, again.value.remedyId)).toMatchObject({ state: 'settled' });
  });

  it.each<FaultRule['kind']>(['timeout-before', 'timeout-after', '5xx-before', '5xx-after', 'reset-after', 'html-200'])(
    '%s: still counts until it is certain, and ends once',
    async (kind) => {
      const each = await given();
      fault(world, kind, { match });
      await takeBack(each.remedyId);
      await nextLook(world);
      expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undoing' });
      expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled']);
      await untilCertain(each.remedyId);
      await expectUndone(each);
    },
  );

  it.each(['throttled', '429'] as const)('%s: waits and is asked for again', async (kind) => {
    const each = await given();
    fault(world, kind, { match, times: 2 });
    await takeBack(each.remedyId);
    await untilCertain(each.remedyId);
    await expectUndone(each);
  });

  it('that Shopify refuses stays given, with Shopify’s words', async () => {
    const each = await given();
    fault(world, 'user-errors', { match, userErrors: [{ field: ['id'], message: 'Code discount does not exist.' }] });
    await takeBack(each.remedyId);
    await untilCertain(each.remedyId);
    await expectStillGiven(each);
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual(['Code discount does not exist.']);
  });
});

describe('a code that cannot be looked at when it is taken back', () => {
  it('still counts, and is looked at again', async () => {
    const each = await given();
    fault(world, '5xx-before', { match: 'FindDiscountCode', times: 3 });
    await takeBack(each.remedyId);
    await nextLook(world);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'undoing' });
    await untilCertain(each.remedyId);
    await expectUndone(each);
  });
});

describe('a code that was used', () => {
  it('cannot be taken back: who decides hears by whom, on which order and when', async () => {
    const each = await given();
    const bought = await redeem(world, each.order.customerId, each.remedyId);
    expect(bought).toMatchObject({ status: 201 });
    const before = lastRequest(world);
    await takeBack(each.remedyId);
    await untilCertain(each.remedyId);
    await expectStillGiven(each);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Prague' }).format(world.clock.now());
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual([
      `The code was used by the customer on order ${bought.order?.name} on ${today}: it stays given.`,
    ]);
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindDiscountCode']);
    expect((await storyOf(world, each.complaintId)).slice(-2)).toEqual(['undo_asked', 'undo_refused']);
    expect(discountOf(world, each.remedyId).endsAt, 'nothing was changed').toBe('2026-12-22T22:59:59.000Z');
  });

  it('is known by its order while Shopify’s count is behind', async () => {
    const each = await given();
    await withShop({ usageLagMs: dayMs }, async () => {
      await redeem(world, each.order.customerId, each.remedyId);
      expect((await watched(each)).proof).toMatchObject({ uses: 1, usedOn: { byHer: true } });
    });
  });

  it('is known by Shopify’s count while the search for its order is behind', async () => {
    const each = await given();
    await withShop({ searchLagMs: dayMs }, async () => {
      await redeem(world, each.order.customerId, each.remedyId);
      expect((await watched(each)).proof).toMatchObject({ uses: 1 });
    });
  });

  it('by somebody else, where nobody could be named, is told too', async () => {
    const order = makeOrder(world, { customer: null });
    const complaintId = await complain(world, order);
    const answer = await wish(world, { complaintId, asked: code() });
    if (!answer.ok) throw new Error('not allowed');
    const each = { order, complaintId, remedyId: answer.value.remedyId };
    await world.runUntilQuiet();
    const bought = await redeem(world, null, each.remedyId);
    await takeBack(each.remedyId);
    await untilCertain(each.remedyId);
    await expectStillGiven(each);
    expect((await remedyFacts(world, each.remedyId)).messages.join()).toContain(
      `The code was used on order ${bought.order?.name}`,
    );
  });
});

describe('a code that is looked at again', () => {
  it('tells that it is unused, and on which order it was used', async () => {
    const each = await given();
    expect(await watched(each)).toMatchObject({
      standing: 'settled',
      proof: { code: codeOf(each.remedyId), status: 'active', uses: 0, usedOn: null },
    });
    const bought = await redeem(world, each.order.customerId, each.remedyId);
    expect(await watched(each)).toMatchObject({
      standing: 'settled',
      proof: { uses: 1, usedOn: { orderName: bought.order?.name, byHer: true } },
    });
  });

  it('that somebody switched off in the admin was taken back, and taking it back again calls nobody', async () => {
    const each = await given();
    discountOf(world, each.remedyId).endsAt = world.clock.now().toISOString();
    expect(await watched(each)).toMatchObject({ standing: 'undone', proof: { status: 'ended', uses: 0 } });
    const before = lastRequest(world);
    await takeBack(each.remedyId);
    await untilCertain(each.remedyId);
    await expectUndone(each);
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindDiscountCode']);
  });

  it('that somebody deleted in the admin was taken back', async () => {
    const each = await given();
    removeByHand(world, discountOf(world, each.remedyId));
    expect(await watched(each)).toMatchObject({ standing: 'undone', proof: { status: 'gone' } });
    await takeBack(each.remedyId);
    await untilCertain(each.remedyId);
    await expectUndone(each);
  });

  it('that ran out unused stays given', async () => {
    const each = await given();
    await world.clock.advance(40 * dayMs);
    expect(await watched(each)).toMatchObject({ standing: 'settled', proof: { status: 'ended', uses: 0 } });
  });

  it('while it was in doubt and somebody switched it off came to nothing, and is released', async () => {
    const each = await decided(world, code());
    fault(world, 'timeout-after', { match: 'IssueDiscountCode' });
    await nextLook(world);
    discountOf(world, each.remedyId).endsAt = world.clock.now().toISOString();
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'failed' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'released']);
  });
});

/** The shop is like this for a while. */
async function withShop(over: { usageLagMs?: number; searchLagMs?: number }, work: () => Promise<void>): Promise<void> {
  const shop = world.store.store.shop(MUG_HOUSE);
  if (!shop) throw new Error('no shop');
  Object.assign(shop, over);
  await work();
  for (const name of Object.keys(over) as (keyof typeof over)[]) delete shop[name];
}

describe('a second try to take a code back that Shopify refuses, while the first one is in doubt', () => {
  beforeEach(() => fault(world, 'late-commit', { match, applyAfterMs: 100_000 }));
  const refused = { match, userErrors: [{ message: 'The discount is locked' }] };

  it('is no verdict: the first one comes late, and counts', async () => {
    const each = await given();
    fault(world, 'user-errors', refused);
    await takeBack(each.remedyId);
    await untilCertain(each.remedyId);
    await expectUndone(each);
  });

  it('is the verdict once nothing can come late any more', async () => {
    world.store.store.state.faults = [];
    const each = await given();
    fault(world, 'timeout-before', { match });
    fault(world, 'user-errors', { ...refused, times: 20 });
    const began = world.clock.now().getTime();
    await takeBack(each.remedyId);
    await untilCertain(each.remedyId);
    await expectStillGiven(each);
    expect(world.clock.now().getTime() - began).toBeGreaterThanOrEqual(world.timing.quarantineMs);
  });
});
