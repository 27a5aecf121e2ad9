import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RemedyId } from '#app/domain/ids.ts';
import { mostAttempts } from '#app/domain/remedy/next-step.ts';
import { codeOf } from '#app/domain/remedy/discount-code.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, type World } from '#tests/setup/world.ts';
import { complain, fault, idOf, makeOrder } from '#tests/factories/cases.ts';
import { code, decided, discountOf, discountsOf, madeByHand, stepFor, wish } from '#tests/factories/discounts.ts';
import type { GoodwillCase } from '#tests/factories/discounts.ts';
import {
  complaintFacts,
  givenOnOrder,
  lastRequest,
  ledgerOf,
  remedyFacts,
  requestsSince,
} from '#tests/factories/facts.ts';
import { nextLook } from '#tests/factories/refund-case.ts';

const hourMs = 60 * 60_000;
const match = 'IssueDiscountCode';
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

async function expectGivenOnce({ complaintId, remedyId }: GoodwillCase): Promise<void> {
  const discount = discountOf(world, remedyId);
  expect(discount).toMatchObject({ code: { text: codeOf(remedyId) }, usageLimit: 1 });
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled', externalId: String(discount.id) });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
}

async function expectReleased({ complaintId, remedyId }: GoodwillCase, state: 'refused' | 'not_issued') {
  expect(discountsOf(world, remedyId)).toEqual([]);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'released']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
}

async function expectInDoubt({ order, remedyId }: GoodwillCase): Promise<void> {
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'unknown' });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved']);
  expect(await givenOnOrder(world, idOf(order))).toBe(10_00);
}

const sentSince = (before: number) => requestsSince(world, before).map((request) => request.operation);

describe('an answer that does not say whether the code was made', () => {
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
  it.each(kinds)('%s: is in doubt, is looked at, and ends as one code', async (kind) => {
    const each = await decided(world, code());
    fault(world, kind, { match });
    await nextLook(world);
    await expectInDoubt(each);
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });

  it.each(kinds)('%s, every time: one code, or nothing after the quarantine, and never a second', async (kind) => {
    const each = await decided(world, code());
    fault(world, kind, { match, times: mostAttempts + 1 });
    await world.runUntilQuiet();
    if (discountsOf(world, each.remedyId).length === 1) return expectGivenOnce(each);
    return expectReleased(each, 'not_issued');
  });

  it('when it was made is found by its code, without a second call', async () => {
    const each = await decided(world, code());
    fault(world, 'timeout-after', { match });
    const before = lastRequest(world);
    await world.runUntilQuiet();
    expect(sentSince(before)).toEqual(['IssueDiscountCode', 'FindDiscountCode']);
    await expectGivenOnce(each);
  });

  it.each([1, 30, 90, 120])('is one code when Shopify makes it %i s after our time-out', async (seconds) => {
    const each = await decided(world, code());
    fault(world, 'late-commit', { match, applyAfterMs: seconds * 1000 });
    await world.runUntilQuiet();
    await world.clock.advance(hourMs);
    await expectGivenOnce(each);
  });

  it('for free shipping is settled the same way', async () => {
    const each = await decided(world, code({ kind: 'free_shipping', upTo: { minor: 10_00, currency: 'EUR' } }));
    fault(world, '5xx-after', { match: 'IssueFreeShippingCode' });
    await nextLook(world);
    await expectInDoubt(each);
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });
});

describe('a code that is taken when it is sent', () => {
  it('by our own earlier call is ours, and given once', async () => {
    const each = await decided(world, code());
    // The first is carried out late, after the second was sent and taken in.
    fault(world, 'late-commit', { match, applyAfterMs: 1_500 });
    fault(world, '5xx-before', { match: 'FindDiscountCode' });
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });

  it('by somebody else’s discount is refused in words, released, and the other one stays as it is', async () => {
    const each = await decided(world, code());
    const other = madeByHand(world, 'code', 'Made by hand', codeOf(each.remedyId));
    await world.runUntilQuiet();
    await expectReleased(each, 'refused');
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual([
      `The code ${codeOf(each.remedyId)} exists already and was not made by Amends. Decide again: the next one has another code.`,
    ]);
    expect(other).toMatchObject({ title: 'Made by hand', endsAt: null });
  });

  it('and cannot be looked at stays in doubt until it can', async () => {
    const each = await decided(world, code());
    madeByHand(world, 'code', 'Made by hand', codeOf(each.remedyId));
    fault(world, '5xx-before', { match: 'FindDiscountCode', times: 2 });
    await nextLook(world);
    await expectInDoubt(each);
    await world.runUntilQuiet();
    await expectReleased(each, 'not_issued');
  });
});

describe('an answer that says that the code was not made', () => {
  it.each(['throttled', '429'] as const)('%s: waits and is sent again, without anybody noticing', async (kind) => {
    const each = await decided(world, code());
    fault(world, kind, { match, times: 2 });
    await world.runUntilQuiet();
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ attempts: 3 });
    await expectGivenOnce(each);
  });

  it('is refused with Shopify’s words, released, and a person decides again', async () => {
    const each = await decided(world, code());
    const userErrors = [{ field: ['basicCodeDiscount', 'title'], message: "Title can't be blank" }];
    fault(world, 'user-errors', { match, userErrors });
    await world.runUntilQuiet();
    await expectReleased(each, 'refused');
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual(["Title can't be blank"]);
  });

  it('for want of a permission names it', async () => {
    const each = await decided(world, code());
    const { scopes } = world.store.options;
    await grant(scopes.filter((scope) => scope !== 'write_discounts'));
    await world.runUntilQuiet();
    await expectReleased(each, 'refused');
    expect((await remedyFacts(world, each.remedyId)).messages.join()).toContain('write_discounts');
    const complaintId = await complain(world, makeOrder(world));
    expect(await wish(world, { complaintId, asked: code() })).toMatchObject({
      ok: false,
      error: { kind: 'order', problem: { kind: 'missing_scope' } },
    });
    await grant(scopes);
  });

  it('after an earlier attempt in doubt is no verdict before the quarantine', async () => {
    const each = await decided(world, code());
    fault(world, 'timeout-before', { match });
    fault(world, 'user-errors', { match, times: mostAttempts });
    await nextLook(world);
    await nextLook(world);
    const refusedAt = world.clock.now().getTime();
    while ((await remedyFacts(world, each.remedyId)).state === 'unknown') {
      await expectInDoubt(each);
      await nextLook(world);
    }
    expect(world.clock.now().getTime() - refusedAt).toBeGreaterThanOrEqual(world.timing.quarantineMs);
    await expectReleased(each, 'not_issued');
  });
});

describe('a worker that dies', () => {
  it.each(['before', 'after'] as const)('%s its call: the next one looks, and it is one code', async (when) => {
    const each = await decided(world, code());
    if (when === 'after') await givenButNotRecorded(each.remedyId);
    await world.sql(
      `UPDATE remedies SET state = 'sending', attempts = 1, first_sent_at = $2, last_sent_at = $2, lease_until = $2, next_check_at = $2 WHERE id = $1`,
      [each.remedyId, world.clock.now()],
    );
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });
});

/** What a call leaves behind whose worker dies before it can write anything down. */
async function givenButNotRecorded(remedyId: RemedyId): Promise<void> {
  const step = await stepFor<'discount_code'>(world, remedyId);
  const end = await world.gateway(MUG_HOUSE, 2_000).remedies.discount_code.execute(step);
  expect(end.outcome).toBe('succeeded');
}

/** What the shop grants to the app, from now on. */
async function grant(granted: readonly string[]): Promise<void> {
  const response = await fetch(`${world.storeUrl}/dev-store/apps/scopes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shop: MUG_HOUSE, scopes: granted }),
  });
  expect(response.status).toBe(200);
}
