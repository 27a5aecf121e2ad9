import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import type { RemedyId } from '#app/domain/ids.ts';
import { shortName } from '#app/domain/remedy/discount-code.ts';
import { mostAttempts } from '#app/domain/remedy/next-step.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import { statusOf } from '#dev-store/discounts/status.ts';
import type { FaultRule } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';
import { complain, fault, makeOrder } from '#tests/factories/cases.ts';
import { buy, discountOf, discountsOf, stepFor, vip, wish } from '#tests/factories/discounts.ts';
import type { GoodwillCase } from '#tests/factories/discounts.ts';
import { complaintFacts, lastRequest, ledgerOf, remedyFacts, requestsSince } from '#tests/factories/facts.ts';
import { nextLook } from '#tests/factories/refund-case.ts';

const dayMs = 24 * 60 * 60_000;
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
  const { state } = world.store.store;
  state.faults = [];
  // Shopify has room for 25: what other tests gave does not run out here.
  for (const one of state.discounts) one.endsAt ??= world.clock.now().toISOString();
});

/** A customer of her own, so that what another test gave is not in the way. */
let customers = 0;
async function wished(asked = vip(), who = people.lukas): Promise<GoodwillCase> {
  customers += 1;
  const order = makeOrder(world, { customer: { email: `vip-${customers}@example.com` } });
  const complaintId = await complain(world, order);
  const answer = await wish(world, { complaintId, asked, who });
  if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
  return { order, complaintId, remedyId: answer.value.remedyId };
}

async function given(): Promise<GoodwillCase> {
  const each = await wished();
  await world.runUntilQuiet();
  await expectGivenOnce(each);
  return each;
}

const running = (remedyId: RemedyId) =>
  discountsOf(world, remedyId).filter((one) => statusOf(one, world.clock.now().getTime()) === 'ACTIVE');

/** One of them runs; whatever else was prepared is worth nothing. */
async function expectGivenOnce({ order, complaintId, remedyId }: GoodwillCase): Promise<void> {
  const [only, ...more] = running(remedyId);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ buyers: { kind: 'customers', ids: [order.customerId] }, endsAt: null });
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled', externalId: String(only?.id) });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
}

async function expectReleased({ complaintId, remedyId }: GoodwillCase, state: 'refused' | 'not_issued') {
  expect(running(remedyId)).toEqual([]);
  expect(await remedyFacts(world, remedyId)).toMatchObject({ state });
  expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'released']);
  expect(await complaintFacts(world, complaintId)).toEqual({ state: 'open', nextAction: 'decide_again' });
}

describe('a price for good', () => {
  it('is a discount that applies by itself to every later order of the customer, without an end', async () => {
    const each = await wished(vip({ title: 'Thank you for your patience', combines: true }));
    await world.runUntilQuiet();
    await expectGivenOnce(each);
    expect(discountOf(world, each.remedyId)).toMatchObject({
      method: 'automatic',
      title: `Thank you for your patience · ${shortName(each.remedyId)}`,
      value: { kind: 'percentage', percentage: 0.05 },
      items: 'all',
      combinesWith: { order: true, product: true, shipping: true },
    });
    const { customerId } = each.order;
    for (const _ of [1, 2]) expect(await buy(world, customerId)).toMatchObject({ discounts: [{ amount: '4.0' }] });
    expect((await buy(world, null)).discounts, 'and to nobody else’s').toEqual([]);
    const page = await getComplaintPage(world.as(), each.complaintId);
    expect(page.ok && page.value.remedies[0]).toMatchObject({
      kind: 'vip_price',
      undoable: true,
      proof: { status: 'active', startsAt: expect.stringMatching(/^2026-11-22T/) as unknown, endsAt: null },
    });
  });

  it('is prepared first and then switched on: one read and two calls', async () => {
    const before = lastRequest(world);
    await wished();
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((request) => request.operation)).toContainEqual('PrepareVipPrice');
    expect(
      requestsSince(world, before)
        .map((request) => request.operation)
        .filter((operation) => operation !== 'ReadOrder'),
    ).toEqual(['ReadDiscountBasis', 'PrepareVipPrice', 'StartVipPrice']);
  });

  it('is a lead’s to give: an agent is refused, a lead and the owner are not', async () => {
    const complaintId = await complain(world, makeOrder(world));
    expect(await wish(world, { complaintId, asked: vip(), who: people.anna })).toMatchObject({
      ok: false,
      error: { kind: 'not_allowed', decision: { why: 'needs_lead' } },
    });
    expect(await wish(world, { complaintId, asked: vip(), who: people.lukas })).toMatchObject({ ok: true });
    await world.runUntilQuiet();
  });

  it.each(['low', 'normal'])('is refused for a complaint of %s severity, with the reason', async (severity) => {
    const complaintId = await complain(world, makeOrder(world));
    await world.sql('UPDATE complaints SET severity = $2 WHERE id = $1', [complaintId, severity]);
    expect(await wish(world, { complaintId, asked: vip() })).toEqual({
      ok: false,
      error: { kind: 'vip_price', problem: { kind: 'severity_too_low', severity } },
    });
  });

  it('is not given to a guest', async () => {
    const complaintId = await complain(world, makeOrder(world, { customer: null }));
    expect(await wish(world, { complaintId, asked: vip() })).toEqual({
      ok: false,
      error: { kind: 'vip_price', problem: { kind: 'no_customer' } },
    });
  });

  it('is given once to a customer, whatever she complains about next', async () => {
    const first = await given();
    const order = makeOrder(world, { customer: { id: first.order.customerId ?? 0 } });
    const complaintId = await complain(world, order);
    expect(await wish(world, { complaintId, asked: vip() })).toMatchObject({
      ok: false,
      error: { problem: { kind: 'has_one', title: `Your price · ${shortName(first.remedyId)}` } },
    });
  });

  it('asked for by eight clicks, and worked on by four workers, is one', async () => {
    const complaintId = await complain(world, makeOrder(world, { customer: { email: 'clicks@example.com' } }));
    const requestId = newRequestId();
    const clicks = Array.from({ length: 8 }, () => wish(world, { complaintId, asked: vip(), requestId }));
    const [answer] = await Promise.all(clicks);
    if (!answer?.ok) throw new Error('not allowed');
    const { remedyId } = answer.value;
    await Promise.all(Array.from({ length: 4 }, () => advanceRemedy(world.system(), remedyId)));
    await world.runUntilQuiet();
    expect(discountsOf(world, remedyId)).toHaveLength(1);
    expect(running(remedyId)).toHaveLength(1);
  });
});

describe('an answer that does not say what happened to a price', () => {
  const kinds: FaultRule['kind'][] = [
    'timeout-before',
    'timeout-after',
    '5xx-before',
    '5xx-after',
    'reset-after',
    'truncated-json',
    'html-200',
  ];
  const operations = ['PrepareVipPrice', 'StartVipPrice'];
  const cases = operations.flatMap((operation) => kinds.map((kind) => [operation, kind] as const));

  it.each(cases)('%s, %s: is in doubt, is looked at, and one runs in the end', async (match, kind) => {
    const each = await wished();
    fault(world, kind, { match });
    await nextLook(world);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    await world.runUntilQuiet();
    await expectGivenOnce(each);
    expect(discountsOf(world, each.remedyId), 'one that was prepared is used').toHaveLength(1);
  });

  it.each(cases)('%s, %s, every time: one runs, or none after the quarantine', async (match, kind) => {
    const each = await wished();
    fault(world, kind, { match, times: mostAttempts + 1 });
    await world.runUntilQuiet();
    if (running(each.remedyId).length === 1) return expectGivenOnce(each);
    return expectReleased(each, 'not_issued');
  });

  it('and was given up is not there any more: a call that comes later still switches nothing on', async () => {
    const each = await wished();
    fault(world, 'late-commit', { match: 'StartVipPrice', applyAfterMs: dayMs, times: mostAttempts });
    await world.runUntilQuiet();
    await expectReleased(each, 'not_issued');
    expect(discountsOf(world, each.remedyId)).toEqual([]);
    await world.clock.advance(2 * dayMs);
    expect(discountsOf(world, each.remedyId)).toEqual([]);
  });

  it('and cannot be given up stays in doubt until it can', async () => {
    const each = await wished();
    fault(world, 'timeout-before', { match: 'StartVipPrice', times: mostAttempts });
    const silence = fault(world, '5xx-before', { match: 'DropVipPrice', times: null });
    await world.runUntilQuiet(dayMs);
    expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: 'unknown' });
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved']);
    world.store.store.state.faults = world.store.store.state.faults.filter((one) => one !== silence);
    await world.runUntilQuiet();
    await expectReleased(each, 'not_issued');
    expect(discountsOf(world, each.remedyId)).toEqual([]);
  });

  it.each(operations)('%s, carried out 90 s later: one runs', async (match) => {
    const each = await wished();
    fault(world, 'late-commit', { match, applyAfterMs: 90_000 });
    await world.runUntilQuiet();
    await world.clock.advance(dayMs);
    await expectGivenOnce(each);
  });

  it('while the search does not show what was prepared: another is prepared, and one runs', async () => {
    const shop = world.store.store.shop(MUG_HOUSE);
    if (!shop) throw new Error('no shop');
    shop.searchLagMs = dayMs;
    const each = await wished();
    fault(world, 'timeout-after', { match: 'PrepareVipPrice' });
    await world.runUntilQuiet();
    delete shop.searchLagMs;
    await expectGivenOnce(each);
    const waiting = discountsOf(world, each.remedyId).filter((one) => !running(each.remedyId).includes(one));
    for (const one of waiting) expect(statusOf(one, world.clock.now().getTime() + 365 * dayMs)).toBe('SCHEDULED');
  });
});

describe('a price that Shopify refuses', () => {
  it.each(['PrepareVipPrice', 'StartVipPrice'])('at %s: is released, with Shopify’s words', async (match) => {
    const each = await wished();
    fault(world, 'user-errors', { match, userErrors: [{ field: null, message: 'Not now' }] });
    await world.runUntilQuiet();
    await expectReleased(each, 'refused');
    expect((await remedyFacts(world, each.remedyId)).messages).toEqual(['Not now']);
    expect(discountsOf(world, each.remedyId), 'nothing lies about').toEqual([]);
  });

  it('for its title, because an earlier one of ours has it: waits until that one shows, and switches it on', async () => {
    const each = await wished();
    const userErrors = [{ field: ['title'], message: 'Title must be unique for automatic discount.' }];
    fault(world, 'user-errors', { match: 'PrepareVipPrice', userErrors });
    await world.runUntilQuiet();
    await expectGivenOnce(each);
  });

  it.each(['throttled', '429'] as const)(
    '%s, between the two calls: waits, and goes on with the same one',
    async (kind) => {
      const each = await wished();
      fault(world, kind, { match: 'StartVipPrice', times: 2 });
      await world.runUntilQuiet();
      await expectGivenOnce(each);
      expect(discountsOf(world, each.remedyId)).toHaveLength(1);
    },
  );
});

describe('a worker that dies between preparing and switching on', () => {
  it('leaves nothing that is worth anything, and the next one goes on', async () => {
    const each = await wished();
    const step = await stepFor<'vip_price'>(world, each.remedyId);
    const dying = world.gateway(MUG_HOUSE, 2_000).remedies.vip_price.execute({
      ...step,
      remember: (progress) => ('prepared' in progress ? Promise.reject(new Error('killed')) : Promise.resolve()),
    });
    await expect(dying).rejects.toThrow('killed');
    expect(discountsOf(world, each.remedyId)).toHaveLength(1);
    expect(running(each.remedyId)).toEqual([]);
    expect((await buy(world, each.order.customerId)).discounts).toEqual([]);
    await world.sql(
      `UPDATE remedies SET state = 'sending', attempts = 1, progress = '{"begun":"yes"}', first_sent_at = $2, last_sent_at = $2,
         lease_until = $2, next_check_at = $2 WHERE id = $1`,
      [each.remedyId, world.clock.now()],
    );
    await world.runUntilQuiet();
    await expectGivenOnce(each);
    expect(discountsOf(world, each.remedyId)).toHaveLength(1);
  });
});

describe('a price taken back', () => {
  async function takeBack(remedyId: RemedyId): Promise<void> {
    expect(await undoRemedy(world.as(), { remedyId, reason: 'agreed with her' })).toEqual({ ok: true, value: null });
    while ((await remedyFacts(world, remedyId)).state === 'undoing') await nextLook(world);
  }
  const expectUndone = async ({ remedyId }: GoodwillCase) => {
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'undone' });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled', 'reversed']);
  };

  it('ends with the next order, also when she has had it before', async () => {
    const each = await given();
    await buy(world, each.order.customerId);
    await takeBack(each.remedyId);
    await expectUndone(each);
    expect((await buy(world, each.order.customerId)).discounts).toEqual([]);
  });

  it.each(['timeout-before', 'timeout-after', '5xx-after'] as const)('%s: ends once', async (kind) => {
    const each = await given();
    fault(world, kind, { match: 'EndVipPrice' });
    await takeBack(each.remedyId);
    await expectUndone(each);
    expect(running(each.remedyId)).toEqual([]);
  });

  it('that somebody has ended in the admin calls nobody', async () => {
    const each = await given();
    discountOf(world, each.remedyId).endsAt = world.clock.now().toISOString();
    const before = lastRequest(world);
    await takeBack(each.remedyId);
    await expectUndone(each);
    expect(requestsSince(world, before).map((request) => request.operation)).toEqual(['FindVipPrice']);
  });

  it('can be given again afterwards', async () => {
    const each = await given();
    await takeBack(each.remedyId);
    const { complaintId } = each;
    const again = await wish(world, { complaintId, asked: vip({ percent: 10 }) });
    if (!again.ok) throw new Error(`not allowed: ${JSON.stringify(again.error)}`);
    await world.runUntilQuiet();
    expect(running(again.value.remedyId)).toMatchObject([{ value: { percentage: 0.1 } }]);
  });
});
