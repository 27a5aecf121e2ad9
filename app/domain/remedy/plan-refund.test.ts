import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderId, parseRemedyId, trusted } from '../ids.ts';
import { money, sum } from '../money.ts';
import { refundMoney } from './families.ts';
import { planRefund } from './plan-refund.ts';
import { refundRules } from './refund-rules.ts';
import type { HeldRefund, Refundable, RefundPlan, RefundRequest } from './refund.ts';

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
    parents: [
      { transactionId: '1', gateway: 'shopify_payments', label: 'Visa', maximum: eur(200_00), suggested: eur(60_00) },
    ],
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
    const parents = [
      { transactionId: '1', gateway: 'gift_card', label: 'Gift card', maximum: eur(30_00), suggested: eur(30_00) },
      { transactionId: '2', gateway: 'shopify_payments', label: 'Visa', maximum: eur(170_00), suggested: eur(170_00) },
    ];
    const plan = planRefund(amount(50_00), refundable({ parents }), []);
    expect(plan.ok && plan.value.parts.map((part) => part.amount.minor)).toEqual([30_00, 20_00]);
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
    const withRoom = {
      ...after,
      parents: [
        { transactionId: '1', gateway: 'shopify_payments', label: 'Visa', maximum: eur(50_00), suggested: eur(0) },
      ],
    };
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
        const all = rooms.map((room, index) => ({
          transactionId: String(index),
          gateway: 'g',
          label: 'G',
          maximum: eur(room),
          suggested: eur(0),
        }));
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
      parents: [
        {
          transactionId: '1',
          gateway: 'shopify_payments',
          label: 'Visa',
          maximum: pln(432_10),
          suggested: pln(100_00),
        },
      ],
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
