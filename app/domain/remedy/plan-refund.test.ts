import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderId, parseRemedyId, trusted } from '../ids.ts';
import { money, sum } from '../money.ts';
import type { Money } from '../money.ts';
import { refundMoney } from './families.ts';
import { planRefund } from './plan-refund.ts';
import { refundRules } from './refund-rules.ts';
import type { HeldRefund, Refundable, RefundPlan, RefundRequest, RefundWay } from './refund.ts';

const eur = (minor: number) => money(minor, 'EUR');
const orderId = trusted(parseOrderId, '1001');
const remedyA = trusted(parseRemedyId, '0190a000-0000-7000-8000-00000000000a');

function refundable(over: Partial<Refundable> = {}): Refundable {
  return {
    orderId,
    orderName: '#1001',
    currency: 'EUR',
    shopCurrency: 'EUR',
    total: { presentment: eur(200_00), shop: eur(200_00) },
    maximum: eur(200_00),
    parents: [parent('1', eur(200_00), eur(60_00))],
    storeCredit: null,
    lines: [{ lineItemId: '11', title: 'Mug', refundableQuantity: 2 }],
    maximumShipping: eur(5_00),
    suggested: { amount: eur(60_00), lines: eur(60_00), tax: eur(0), shipping: eur(0) },
    refunds: [],
    customerId: '5',
    openChargeback: false,
    cancelled: false,
    ...over,
  };
}

function held(amount: number, over: Partial<RefundPlan> = {}): HeldRefund {
  const plan: RefundPlan = {
    orderId,
    currency: 'EUR',
    amount: refundMoney(eur(amount)),
    lines: [],
    shipping: null,
    parts: [{ parentId: '1', gateway: 'shopify_payments', amount: refundMoney(eur(amount)) }],
    ...over,
  };
  return { remedyId: remedyA, plan };
}

const parent = (transactionId: string, maximum: Money, suggested: Money, goes: RefundWay = 'payment') => ({
  transactionId,
  gateway: goes === 'gift_card' ? 'gift_card' : 'shopify_payments',
  label: goes === 'gift_card' ? 'Gift card' : 'Visa',
  goes,
  maximum,
  suggested,
});

const amount = (minor: number) => ({ kind: 'amount', amount: eur(minor) }) as const;
const mugs = (quantity: number, shipping: number | null = null): RefundRequest => ({
  kind: 'lines',
  lines: [{ lineItemId: '11', quantity, restock: 'no_restock' }],
  shipping: shipping === null ? null : eur(shipping),
});

describe('a refund of an amount', () => {
  it('goes to the payment that was made', () => {
    const plan = planRefund(amount(50_00), refundable(), []);
    expect(plan).toMatchObject({
      ok: true,
      value: { amount: eur(50_00), parts: [{ parentId: '1', amount: eur(50_00) }], lines: [] },
    });
  });

  it('fills one payment before it touches the next', () => {
    const parents = [parent('1', eur(30_00), eur(30_00), 'gift_card'), parent('2', eur(170_00), eur(170_00))];
    const plan = planRefund(amount(50_00), refundable({ parents }), []);
    expect(plan.ok && plan.value.parts).toEqual([
      { parentId: '1', gateway: 'gift_card', amount: eur(30_00), goes: 'gift_card' },
      { parentId: '2', gateway: 'shopify_payments', amount: eur(20_00) },
    ]);
  });

  it('leaves what other decisions hold, and says so', () => {
    expect(planRefund(amount(60_00), refundable(), [held(150_00)])).toEqual({
      ok: false,
      error: { kind: 'more_than_refundable', left: eur(50_00), asked: eur(60_00), inFlight: eur(150_00) },
    });
    expect(planRefund(amount(50_00), refundable(), [held(150_00)]).ok).toBe(true);
  });

  it('does not count twice what Shopify already counts', () => {
    const after = refundable({ maximum: eur(50_00), refunds: [{ id: '7', remedyId: remedyA }] });
    const withRoom = { ...after, parents: [parent('1', eur(50_00), eur(0))] };
    expect(planRefund(amount(50_00), withRoom, [held(150_00)]).ok).toBe(true);
  });

  it('is refused in another currency, at zero and below it', () => {
    expect(planRefund({ kind: 'amount', amount: money(1, 'CZK') }, refundable(), [])).toEqual({
      ok: false,
      error: { kind: 'currency_differs', expected: 'EUR', got: 'CZK' },
    });
    expect(planRefund(amount(0), refundable(), [])).toEqual({ ok: false, error: { kind: 'nothing_asked' } });
    expect(planRefund(amount(-5), refundable(), [])).toEqual({ ok: false, error: { kind: 'nothing_asked' } });
    expect(planRefund(amount(1), refundable({ maximum: eur(0) }), [])).toEqual({
      ok: false,
      error: { kind: 'nothing_refundable' },
    });
  });

  it('always adds up, and never takes more from a payment than it can give', () => {
    const parents = fc.array(fc.integer({ min: 0, max: 100_00 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parents, fc.integer({ min: 1, max: 400_00 }), (rooms, asked) => {
        const maximum = eur(rooms.reduce((total, room) => total + room, 0));
        const all = rooms.map((room, index) => parent(String(index), eur(room), eur(0)));
        const plan = planRefund(amount(asked), refundable({ parents: all, maximum }), []);
        expect(plan.ok).toBe(asked <= maximum.minor);
        if (!plan.ok) return;
        expect(
          sum(
            plan.value.parts.map((part) => part.amount),
            'EUR',
          ).minor,
        ).toBe(asked);
        for (const part of plan.value.parts)
          expect(part.amount.minor).toBeLessThanOrEqual(rooms[Number(part.parentId)] ?? 0);
      }),
    );
  });
});

describe('a refund of lines', () => {
  it('is what Shopify suggests for them', () => {
    expect(planRefund(mugs(1), refundable(), [])).toMatchObject({
      ok: true,
      value: { amount: eur(60_00), parts: [{ parentId: '1', amount: eur(60_00) }] },
    });
  });

  it('never refunds more of a line than was bought, counting what is on its way', () => {
    expect(planRefund(mugs(3), refundable(), [])).toMatchObject({
      ok: false,
      error: { kind: 'quantity_too_large', left: 2, asked: 3 },
    });
    const onItsWay = held(60_00, { lines: [{ lineItemId: '11', quantity: 1, restock: 'no_restock' }] });
    expect(planRefund(mugs(2), refundable(), [onItsWay])).toMatchObject({
      ok: false,
      error: { kind: 'quantity_too_large', left: 1, asked: 2 },
    });
  });

  it('knows only the lines of its order', () => {
    const foreign = {
      kind: 'lines' as const,
      lines: [{ lineItemId: '99', quantity: 1, restock: 'return' as const }],
      shipping: null,
    };
    expect(planRefund(foreign, refundable(), [])).toEqual({
      ok: false,
      error: { kind: 'unknown_line', lineItemId: '99' },
    });
  });

  it('never refunds more shipping than was paid', () => {
    expect(planRefund(mugs(1, 6_00), refundable(), [])).toEqual({
      ok: false,
      error: { kind: 'shipping_too_large', left: eur(5_00), asked: eur(6_00) },
    });
  });

  it('keeps the customer’s currency and knows its value in the shop’s, rounded up', () => {
    const pln = (minor: number) => money(minor, 'PLN');
    const order = refundable({
      currency: 'PLN',
      total: { presentment: pln(432_10), shop: eur(100_00) },
      maximum: pln(432_10),
      maximumShipping: pln(0),
      suggested: { amount: pln(100_00), lines: pln(100_00), tax: pln(0), shipping: pln(0) },
      parents: [parent('1', pln(432_10), pln(100_00))],
    });
    expect(refundRules.plan(mugs(1), order, [])).toMatchObject({
      ok: true,
      value: {
        plan: { currency: 'PLN', amount: pln(100_00) },
        worth: { shopAmount: eur(23_15), shopCost: eur(23_15) },
      },
    });
  });
});

describe('a refund to store credit', () => {
  const possible = (over: Partial<Refundable> = {}) => refundable({ storeCredit: 'possible', ...over });
  const all = { method: { kind: 'store_credit' } } as const;
  const some = (minor: number) => ({ method: { kind: 'split', credit: eur(minor) } }) as const;

  it('is all of it, of lines or of an amount, and touches no payment', () => {
    expect(planRefund({ ...mugs(1), ...all }, possible(), [])).toMatchObject({
      ok: true,
      value: { amount: eur(60_00), storeCredit: eur(60_00), parts: [], lines: [{ lineItemId: '11' }] },
    });
    expect(planRefund({ ...amount(200_00), ...all }, possible({ parents: [] }), [])).toMatchObject({
      ok: true,
      value: { amount: eur(200_00), storeCredit: eur(200_00), parts: [] },
    });
  });

  it('is some of it, and the rest goes back the way it was paid', () => {
    const plan = planRefund({ ...mugs(1), ...some(25_00) }, possible(), []);
    expect(plan).toMatchObject({
      ok: true,
      value: { amount: eur(60_00), storeCredit: eur(25_00), parts: [{ parentId: '1', amount: eur(35_00) }] },
    });
    expect(planRefund({ ...amount(60_00), ...some(60_00) }, possible(), [])).toMatchObject({
      ok: true,
      value: { storeCredit: eur(60_00), parts: [] },
    });
  });

  it('is never named where there is none: the same plan, to the byte, as before', () => {
    const plan = planRefund(amount(50_00), possible(), []);
    expect(plan.ok && Object.keys(plan.value)).not.toContain('storeCredit');
  });

  it('is refused without a customer, without new accounts, and for more than the refund', () => {
    const refused = (problem: object) => ({ ok: false, error: problem });
    for (const why of ['no_customer', 'not_usable'] as const)
      expect(planRefund({ ...amount(1_00), ...all }, refundable({ storeCredit: why }), [])).toEqual(
        refused({ kind: 'no_store_credit', why }),
      );
    expect(planRefund({ ...amount(10_00), ...some(10_01) }, possible(), [])).toEqual(
      refused({ kind: 'credit_out_of_range', most: eur(10_00) }),
    );
    expect(planRefund({ ...amount(10_00), ...some(0) }, possible(), [])).toMatchObject({ ok: false });
    const zloty = { kind: 'split', credit: money(1, 'PLN') } as const;
    expect(planRefund({ ...amount(10_00), method: zloty }, possible(), [])).toEqual(
      refused({ kind: 'currency_differs', expected: 'EUR', got: 'PLN' }),
    );
  });

  it('never exceeds what was paid, also with others on their way', () => {
    expect(planRefund({ ...amount(200_01), ...all }, possible(), [])).toMatchObject({
      error: { kind: 'more_than_refundable', left: eur(200_00) },
    });
    const credit = held(150_00, { parts: [], storeCredit: refundMoney(eur(150_00)) });
    expect(planRefund(amount(50_01), possible(), [credit])).toMatchObject({
      error: { kind: 'more_than_refundable', left: eur(50_00), inFlight: eur(150_00) },
    });
    expect(planRefund(amount(50_00), possible(), [credit])).toMatchObject({ ok: true });
  });

  it('adds up: store credit and payments are the refund, and no payment gives more than it can', () => {
    const rooms = fc.array(fc.integer({ min: 0, max: 100_00 }), { minLength: 1, maxLength: 4 });
    const parts = fc.tuple(rooms, fc.integer({ min: 1, max: 400_00 }), fc.integer({ min: 1, max: 400_00 }));
    fc.assert(
      fc.property(parts, ([given, asked, credit]) => {
        const maximum = eur(given.reduce((total, room) => total + room, 0));
        const parents = given.map((room, index) => parent(String(index), eur(room), eur(0)));
        const plan = planRefund({ ...amount(asked), ...some(credit) }, possible({ parents, maximum }), []);
        expect(plan.ok).toBe(asked <= maximum.minor && credit <= asked);
        if (!plan.ok) return;
        const paid = sum(
          plan.value.parts.map((part) => part.amount),
          'EUR',
        );
        expect(plan.value.storeCredit).toEqual(eur(credit));
        expect(paid.minor + credit).toBe(asked);
        for (const part of plan.value.parts)
          expect(part.amount.minor).toBeLessThanOrEqual(given[Number(part.parentId)] ?? 0);
      }),
    );
  });
});
