import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { money } from '#app/domain/money.ts';
import { codeOf } from '#app/domain/remedy/discount-code.ts';
import type { CodeValueAsk } from '#app/domain/remedy/discount-code.ts';
import { codeWarnings } from '#app/domain/remedy/discount-code-rules.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import { setPerCase } from '#tests/factories/policy.ts';
import { advanceRemedy } from '#app/services/resolutions/advance-remedy.server.ts';
import { previewResolution } from '#app/services/resolutions/preview-resolution.server.ts';
import { requestResolution } from '#app/services/resolutions/request-resolution.server.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { amountOf, complain, eur, makeOrder } from '#tests/factories/cases.ts';
import {
  code,
  decided,
  discountOf,
  madeByHand,
  redeem,
  removeByHand,
  tenOff,
  wish,
} from '#tests/factories/discounts.ts';
import {
  complaintFacts,
  lastRequest,
  ledgerOf,
  refundedAtStore,
  remedyFacts,
  requestsSince,
  storyOf,
} from '#tests/factories/facts.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, jobs: 'real' });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(() => {
  world.store.store.state.faults = [];
});

describe('a discount code', () => {
  it('is made at Shopify for the customer alone, once, to the end of the last day in the shop', async () => {
    const { order, complaintId, remedyId } = await decided(world, code(tenOff, { minimum: eur(50_00) }));
    await world.runUntilQuiet();
    const discount = discountOf(world, remedyId);
    expect(discount).toMatchObject({
      method: 'code',
      kind: 'basic',
      code: { text: codeOf(remedyId) },
      value: { kind: 'amount', amount: 10_00, onEachItem: false },
      items: 'all',
      usageLimit: 1,
      oncePerCustomer: true,
      buyers: { kind: 'customers', ids: [order.customerId] },
      minimum: { kind: 'subtotal', amount: 50_00 },
      combinesWith: { order: false, product: false, shipping: false },
      startsAt: '2026-11-21T23:00:00.000Z',
      endsAt: '2026-12-22T22:59:59.000Z',
    });
    const [complaint] = await world.sql<{ number: number }>('SELECT number FROM complaints WHERE id = $1', [
      complaintId,
    ]);
    expect(discount.title).toBe(`C-${complaint?.number} [amends:${remedyId}]`);
    expect(await remedyFacts(world, remedyId)).toMatchObject({
      state: 'settled',
      attempts: 1,
      externalId: String(discount.id),
    });
    expect(await ledgerOf(world, remedyId)).toEqual(['reserved', 'settled']);
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
    expect((await storyOf(world, complaintId)).slice(1)).toEqual([
      'remedy_decided',
      'remedy_sent',
      'remedy_issued',
      'remedy_settled',
      'state_changed',
    ]);
  });

  it('costs one read to preview, one more and one call to give', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const before = lastRequest(world);
    await wish(world, { complaintId, asked: code() });
    await world.runUntilQuiet();
    expect(requestsSince(world, before).map((each) => each.operation)).toEqual([
      'ReadDiscountBasis',
      'IssueDiscountCode',
    ]);
  });

  it('shows on the complaint with its code, until when, and that it was not used', async () => {
    const { complaintId, remedyId } = await decided(world, code());
    await world.runUntilQuiet();
    const page = await getComplaintPage(world.as(), complaintId);
    expect(page.ok && page.value.remedies[0]).toMatchObject({
      kind: 'discount_code',
      undoable: true,
      proof: { code: codeOf(remedyId), status: 'active', uses: 0, endsAt: '2026-12-22T22:59:59Z', usedOn: null },
    });
  });

  it.each<[string, CodeValueAsk, object]>([
    [
      'a share of the order',
      { kind: 'percent', percent: 15 },
      { kind: 'basic', value: { kind: 'percentage', percentage: 0.15 } },
    ],
    [
      'free shipping',
      { kind: 'free_shipping', upTo: eur(9_00) },
      { kind: 'free_shipping', destination: 'all', maximumShippingPrice: 9_00 },
    ],
  ])('may take off %s', async (_name, value, made) => {
    const { remedyId } = await decided(world, code(value, { combines: true }));
    await world.runUntilQuiet();
    const discount = discountOf(world, remedyId);
    expect(discount).toMatchObject({ ...made, usageLimit: 1, code: { text: codeOf(remedyId) } });
    expect(discount.combinesWith).toEqual({ order: true, product: true, shipping: value.kind !== 'free_shipping' });
    expect(await remedyFacts(world, remedyId)).toMatchObject({ state: 'settled' });
  });

  it('for a guest is anybody’s who has it, and that is said before', async () => {
    const order = makeOrder(world, { customer: null });
    const complaintId = await complain(world, order);
    const preview = await previewResolution(world.as(), complaintId, [code()]);
    const [previewed] = preview.ok ? preview.value.remedies : [];
    if (previewed?.kind !== 'discount_code' || !previewed.planned?.ok) throw new Error('no preview');
    const { planned, facts } = previewed;
    if (planned.value.kind !== 'discount_code') throw new Error('another kind');
    expect(codeWarnings(planned.value.plan, planned.value.worth, facts)).toEqual([{ kind: 'not_bound' }]);

    const answer = await wish(world, { complaintId, asked: code() });
    await world.runUntilQuiet();
    if (!answer.ok) throw new Error('not allowed');
    expect(discountOf(world, answer.value.remedyId)).toMatchObject({ buyers: { kind: 'all' }, usageLimit: 1 });
    expect(await redeem(world, null, answer.value.remedyId)).toMatchObject({ status: 201 });
    expect(await redeem(world, null, answer.value.remedyId)).toMatchObject({ status: 422, reason: 'used_up' });
  });

  it('is hers alone at checkout, and once', async () => {
    const { order, remedyId } = await decided(world, code());
    const other = makeOrder(world, { customer: { email: 'someone.else@example.com' } });
    await world.runUntilQuiet();
    expect(await redeem(world, other.customerId, remedyId)).toMatchObject({ reason: 'not_for_this_customer' });
    expect(await redeem(world, order.customerId, remedyId)).toMatchObject({
      status: 201,
      discounts: [{ code: codeOf(remedyId), amount: '10.0' }],
    });
    expect(await redeem(world, order.customerId, remedyId)).toMatchObject({ reason: 'used_up' });
  });

  it('tells before it is given which running discount is in its way', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const sale = madeByHand(world, 'automatic', 'Autumn sale');
    const preview = await previewResolution(world.as(), complaintId, [code()]);
    const [previewed] = preview.ok ? preview.value.remedies : [];
    expect(previewed?.facts).toMatchObject({
      timeZone: 'Europe/Prague',
      hasAccount: true,
      running: [{ title: 'Autumn sale', classes: ['order'], combinesWith: [], buyers: 'all', ours: false }],
    });
    removeByHand(world, sale);
  });
});

describe('a discount code asked for more than once', () => {
  it('by sixteen clicks on one form is one code, and everybody hears the same', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const requestId = newRequestId();
    const asked = { complaintId, asked: code(), requestId };
    const answers = await Promise.all(Array.from({ length: 16 }, () => wish(world, asked)));
    const [first] = answers;
    if (!first?.ok) throw new Error('not allowed');
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await Promise.all(Array.from({ length: 4 }, () => advanceRemedy(world.system(), first.value.remedyId)));
    await world.runUntilQuiet();
    expect(discountOf(world, first.value.remedyId).code?.text).toBe(codeOf(first.value.remedyId));
    expect(await ledgerOf(world, first.value.remedyId)).toEqual(['reserved', 'settled']);
  });

  it('with other words on the same form is refused', async () => {
    const complaintId = await complain(world, makeOrder(world));
    const requestId = newRequestId();
    await wish(world, { complaintId, asked: code(), requestId });
    const again = await wish(world, { complaintId, asked: code(tenOff, { validDays: 31 }), requestId });
    expect(again).toEqual({ ok: false, error: { kind: 'request_reused' } });
  });
});

describe('a discount code inside the limits', () => {
  it('counts with its value in the shop’s currency, a percentage as that of this order', async () => {
    await setPerCase(world.as(), 'agent', eur(25_00));
    const complaintId = await complain(world, makeOrder(world));
    const asked = (percent: number) => ({ complaintId, asked: code({ kind: 'percent', percent }), who: people.anna });
    expect(await wish(world, asked(13))).toMatchObject({
      ok: false,
      error: { kind: 'not_allowed', decision: { why: 'over_limit', numbers: { asked: eur(26_00), left: eur(25_00) } } },
    });
    expect(await wish(world, asked(12))).toMatchObject({ ok: true });
    expect(await wish(world, asked(1))).toMatchObject({ ok: false, error: { kind: 'not_allowed' } });
    await setPerCase(world.as(), 'agent', null);
    await world.runUntilQuiet();
  });

  it('is decided together with a refund, and each arrives', async () => {
    const order = makeOrder(world);
    const complaintId = await complain(world, order);
    const answer = await requestResolution(world.as(), {
      requestId: newRequestId(),
      complaintId,
      remedies: [{ kind: 'refund', ask: amountOf(eur(20_00)) }, code()],
      reason: 'broken, and late',
    });
    if (!answer.ok) throw new Error('not allowed');
    await world.runUntilQuiet();
    const [refund, given] = answer.value.remedyIds;
    if (!refund || !given) throw new Error('not two');
    expect(refundedAtStore(order)).toBe(20_00);
    expect(discountOf(world, given)).toMatchObject({ value: { amount: 10_00 } });
    expect(await remedyFacts(world, given)).toMatchObject({ state: 'settled' });
    expect(await complaintFacts(world, complaintId)).toEqual({ state: 'resolved', nextAction: null });
  });

  it('is not given while the customer’s bank wants the money back', async () => {
    const complaintId = await complain(world, makeOrder(world, { scenario: 'chargeback' }));
    expect(await wish(world, { complaintId, asked: code() })).toMatchObject({
      ok: false,
      error: { kind: 'order', problem: { kind: 'open_chargeback' } },
    });
  });
});

describe('a discount code in another currency', () => {
  it('for a customer who paid in złoty is kept in the shop’s euros, and worth its złoty in the story', async () => {
    const order = makeOrder(world, { scenario: 'multi-currency', currency: 'PLN' });
    const complaintId = await complain(world, order);
    const answer = await wish(world, { complaintId, asked: code() });
    if (!answer.ok) throw new Error('not allowed');
    await world.runUntilQuiet();
    const { remedyId } = answer.value;
    expect(discountOf(world, remedyId)).toMatchObject({ value: { kind: 'amount', amount: 10_00 } });
    const [row] = await world.sql<{ amount_minor: string; currency: string; shop_amount_minor: string }>(
      'SELECT amount_minor, currency, shop_amount_minor FROM remedies WHERE id = $1',
      [remedyId],
    );
    expect(row).toMatchObject({ currency: 'PLN', shop_amount_minor: '1000' });
    expect(Number(row?.amount_minor)).toBeGreaterThan(10_00);
  });

  it('typed in złoty is not guessed at', async () => {
    const complaintId = await complain(world, makeOrder(world, { scenario: 'multi-currency', currency: 'PLN' }));
    const asked = code({ kind: 'amount', amount: money(10_00, 'PLN') });
    expect(await wish(world, { complaintId, asked })).toMatchObject({
      ok: false,
      error: { kind: 'discount_code', problem: { kind: 'currency_differs', expected: 'EUR', got: 'PLN' } },
    });
  });

  it('in a shop without small coins is right to the yen, by that shop’s calendar, and no other shop sees it', async () => {
    const order = makeOrder(world, { shop: TOKYO_PAPER, amount: '3000' });
    const complaintId = await complain(world, order, people.haruka, TOKYO_PAPER);
    const asked = code({ kind: 'amount', amount: money(500, 'JPY') }, { validDays: 1 });
    const answer = await wish(world, { complaintId, asked, who: people.haruka, shopId: TOKYO_PAPER });
    if (!answer.ok) throw new Error(`not allowed: ${JSON.stringify(answer.error)}`);
    await world.runUntilQuiet();
    const { remedyId } = answer.value;
    expect(discountOf(world, remedyId)).toMatchObject({
      shop: TOKYO_PAPER,
      value: { kind: 'amount', amount: 500 },
      endsAt: '2026-11-23T14:59:59.000Z',
    });
    expect(await getComplaintPage(world.as(people.olga), complaintId)).toEqual({
      ok: false,
      error: { kind: 'not_found' },
    });
    expect(await wish(world, { complaintId, asked: code() })).toEqual({ ok: false, error: { kind: 'not_found' } });
  });
});
