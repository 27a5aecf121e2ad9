import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderId, parseRemedyId, trusted } from '../ids.ts';
import { money, sum } from '../money.ts';
import type { Money } from '../money.ts';
import type { Order } from '../order.ts';
import { sentOf, sentUnitsOf, unsentUnitsOf } from './cancellation.ts';
import type { CancellationAsk, CancellationFacts, CancellationPlan } from './cancellation.ts';
import { cancellationRules } from './cancellation-rules.ts';
import { cancellationStanding, cancelStage } from './cancellation-standing.ts';
import { refundMoney } from './families.ts';
import { planBundle } from './plan-bundle.ts';
import type { HeldRemedy } from './plug.ts';
import { refundRules } from './refund-rules.ts';
import type { Refundable, RefundPlan, RefundWay } from './refund.ts';

const eur = (minor: number) => money(minor, 'EUR');
const orderId = trusted(parseOrderId, '1001');
const remedyA = trusted(parseRemedyId, '0190a000-0000-7000-8000-00000000000a');
const remedyB = trusted(parseRemedyId, '0190a000-0000-7000-8000-00000000000b');

const ask: CancellationAsk = { why: 'late', reason: 'customer', restock: true, notify: true, note: '' };

const parent = (transactionId: string, maximum: Money, goes: RefundWay = 'payment') => ({
  transactionId,
  gateway: goes === 'gift_card' ? 'gift_card' : 'shopify_payments',
  label: goes === 'gift_card' ? 'Gift card' : 'Visa',
  goes,
  maximum,
  suggested: maximum,
});

function facts(over: Partial<CancellationFacts> = {}): CancellationFacts {
  return {
    orderId,
    orderName: '#1001',
    currency: 'EUR',
    shopCurrency: 'EUR',
    total: { presentment: eur(200_00), shop: eur(200_00) },
    customerId: '5',
    openChargeback: false,
    cancelled: false,
    maximum: eur(200_00),
    parents: [parent('1', eur(200_00))],
    refunds: [],
    sent: 'nothing',
    lines: [{ title: 'Mug', sent: 0, left: 4 }],
    openReturn: false,
    ...over,
  };
}

const refundOf = (minor: number, over: Partial<RefundPlan> = {}): RefundPlan => ({
  orderId,
  currency: 'EUR',
  amount: refundMoney(eur(minor)),
  lines: [],
  shipping: null,
  parts: [{ parentId: '1', gateway: 'shopify_payments', amount: refundMoney(eur(minor)) }],
  ...over,
});
const heldRefund = (minor: number, over: Partial<RefundPlan> = {}): HeldRemedy => ({
  remedyId: remedyA,
  kind: 'refund',
  plan: refundOf(minor, over),
});
const planOf = (refund: RefundPlan | null): CancellationPlan => ({ ...ask, orderId, orderName: '#1001', refund });
const heldCancellation = (minor: number): HeldRemedy => ({
  remedyId: remedyA,
  kind: 'cancellation',
  plan: planOf(refundOf(minor)),
});

const plan = (over: Partial<CancellationFacts> = {}, held: HeldRemedy[] = []) =>
  cancellationRules.plan(ask, facts(over), held);

describe('what goes back when an order is cancelled', () => {
  it('is everything that can still be refunded, on the payment that was made, and of no lines', () => {
    expect(plan()).toMatchObject({
      ok: true,
      value: {
        plan: { why: 'late', refund: { amount: eur(200_00), lines: [], shipping: null, parts: [{ parentId: '1' }] } },
        worth: { amount: eur(200_00), shopAmount: eur(200_00), shopCost: eur(200_00) },
        needsLead: false,
      },
    });
  });

  it('is nothing where nothing is left: the order is cancelled all the same, and counts nothing', () => {
    const nothing = { ok: true, value: { plan: { refund: null }, worth: { amount: eur(0), shopAmount: eur(0) } } };
    expect(plan({ maximum: eur(0), parents: [] })).toMatchObject(nothing);
    const free = { presentment: money(0, 'PLN'), shop: eur(0) };
    expect(plan({ maximum: money(0, 'PLN'), currency: 'PLN', parents: [], total: free })).toMatchObject({
      ok: true,
      value: { worth: { amount: money(0, 'PLN'), shopAmount: eur(0) } },
    });
  });

  it('goes back the way it was paid: each payment its own share, a gift card onto the card', () => {
    const parents = [parent('1', eur(15_00), 'gift_card'), parent('2', eur(185_00))];
    expect(plan({ parents })).toMatchObject({
      value: {
        plan: {
          refund: {
            parts: [
              { parentId: '1', amount: eur(15_00), goes: 'gift_card' },
              { parentId: '2', amount: eur(185_00) },
            ],
          },
        },
      },
    });
  });

  it('leaves what our other refunds are about to take, and counts none of them twice', () => {
    expect(plan({}, [heldRefund(50_00)])).toMatchObject({ value: { worth: { amount: eur(150_00) } } });
    const counted = {
      maximum: eur(150_00),
      parents: [parent('1', eur(150_00))],
      refunds: [{ id: '9', remedyId: remedyA }],
    };
    expect(plan(counted, [heldRefund(50_00)])).toMatchObject({ value: { worth: { amount: eur(150_00) } } });
    expect(plan({}, [heldRefund(200_00)])).toMatchObject({ value: { plan: { refund: null } } });
  });

  it('leaves what becomes store credit by another refund, on whichever payment', () => {
    const credit = heldRefund(80_00, { parts: [], storeCredit: refundMoney(eur(80_00)) });
    expect(plan({}, [credit])).toMatchObject({ value: { plan: { refund: { amount: eur(120_00) } } } });
  });

  it('is no more than the payments can take', () => {
    expect(plan({ parents: [parent('1', eur(120_00))] })).toMatchObject({
      value: { plan: { refund: { amount: eur(120_00), parts: [{ amount: eur(120_00) }] } } },
    });
  });

  it('is in the currency she paid in, and counts in the shop’s, rounded up', () => {
    const total = { presentment: money(432_10, 'PLN'), shop: eur(100_00) };
    const maximum = money(100_00, 'PLN');
    expect(plan({ currency: 'PLN', total, maximum, parents: [parent('1', maximum)] })).toMatchObject({
      value: { worth: { amount: money(100_00, 'PLN'), shopAmount: eur(23_15) } },
    });
    const yen = { presentment: money(3_000, 'JPY'), shop: money(3_000, 'JPY') };
    const all = money(3_000, 'JPY');
    expect(
      plan({ currency: 'JPY', shopCurrency: 'JPY', total: yen, maximum: all, parents: [parent('1', all)] }),
    ).toMatchObject({ value: { worth: { shopAmount: all } } });
  });
});

describe('an order that cannot be cancelled', () => {
  it('says why: sent, partly sent, with a return, cancelled, decided already', () => {
    const lines = [{ title: 'Mug', sent: 1, left: 3 }];
    expect(plan({ sent: 'everything' })).toEqual({ ok: false, error: { kind: 'sent' } });
    expect(plan({ sent: 'some', lines })).toEqual({ ok: false, error: { kind: 'partly_sent', lines } });
    expect(plan({ openReturn: true })).toEqual({ ok: false, error: { kind: 'open_return' } });
    expect(plan({ cancelled: true })).toEqual({ ok: false, error: { kind: 'already_cancelled' } });
    expect(plan({}, [heldCancellation(200_00)])).toEqual({ ok: false, error: { kind: 'decided_already' } });
  });

  it('is refused while the customer’s bank has taken the money back', () => {
    const asked = { kind: 'cancellation', ask, facts: facts({ openChargeback: true }) } as const;
    expect(planBundle([asked], [], [remedyA])).toEqual([
      { ok: false, error: { of: 'order', problem: { kind: 'open_chargeback' } } },
    ]);
  });
});

describe('a cancellation and refunds', () => {
  const refundable = (over: Partial<Refundable> = {}): Refundable => ({
    ...facts(),
    storeCredit: null,
    lines: [],
    maximumShipping: eur(0),
    suggested: { amount: eur(0), lines: eur(0), tax: eur(0), shipping: eur(0) },
    ...over,
  });

  it('never give more than was paid, in whichever order they are decided', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_00 }), fc.boolean(), (minor, refundFirst) => {
        const refund = { kind: 'refund', ask: { kind: 'amount', amount: eur(minor) }, facts: refundable() } as const;
        const cancellation = { kind: 'cancellation', ask, facts: facts() } as const;
        const asked = refundFirst ? [refund, cancellation] : [cancellation, refund];
        const planned = planBundle(asked, [], [remedyA, remedyB]).flatMap((each) => (each.ok ? each.value : []));
        const given = sum(
          planned.map((each) => each.worth.amount),
          'EUR',
        );
        expect(given).toEqual(eur(200_00));
        expect(planned).toHaveLength(refundFirst ? 2 : 1);
      }),
    );
  });

  it('a refund leaves what a cancellation is about to give back', () => {
    expect(
      refundRules.plan({ kind: 'amount', amount: eur(1) }, refundable(), [heldCancellation(200_00)]),
    ).toMatchObject({
      ok: false,
      error: { kind: 'more_than_refundable', left: eur(0), inFlight: eur(200_00) },
    });
  });
});

describe('how far a cancellation is', () => {
  const at = '2026-11-22T12:00:00Z';
  const refunded = (status: 'pending' | 'success' | 'failure', remedyId = remedyA) => ({
    id: '7',
    createdAt: at,
    amount: eur(200_00),
    note: null,
    remedyId,
    transactions: [{ id: '8', status, amount: eur(200_00), gateway: 'shopify_payments' }],
  });
  const full = planOf(refundOf(200_00));
  const seen = (over: object = {}) => ({
    cancelledAt: at,
    cancelledBy: remedyA,
    refunds: [refunded('success')],
    ...over,
  });

  it('is known by the marker in the note for staff, and by the refund that carries it', () => {
    const stage = (over: object, of = full) => cancelStage(seen(over), of, remedyA).kind;
    expect(stage({ cancelledAt: null, refunds: [] })).toBe('open');
    expect(stage({ cancelledBy: null })).toBe('elsewhere');
    expect(stage({ cancelledBy: remedyB })).toBe('elsewhere');
    expect(stage({ refunds: [] })).toBe('refund_missing');
    expect(stage({ refunds: [refunded('success', remedyB)] })).toBe('refund_missing');
    expect(stage({})).toBe('done');
    expect(stage({ refunds: [] }, planOf(null))).toBe('done');
  });

  it('is settled with the money, on its way while the money is, and failed without it', () => {
    const standing = (status: 'pending' | 'success' | 'failure') => {
      const stage = cancelStage(seen({ refunds: [refunded(status)] }), full, remedyA);
      return stage.kind === 'done' && cancellationStanding(stage.proof, full);
    };
    expect(standing('success')).toBe('settled');
    expect(standing('pending')).toBe('issued');
    expect(standing('failure')).toBe('failed');
    expect(cancellationStanding({ cancelledAt: at, refund: null }, full)).toBe('failed');
    expect(cancellationStanding({ cancelledAt: at, refund: null }, planOf(null))).toBe('settled');
  });
});

describe('what of an order has left', () => {
  const parcel = (status: string, quantity: number) => ({ status, lines: [{ lineItemId: '11', quantity }] });
  const order = (fulfillmentStatus: string, ...fulfillments: object[]) =>
    ({
      fulfillmentStatus,
      fulfillments,
      lines: [
        { id: '11', refundableQuantity: 3 },
        { id: '12', refundableQuantity: 1 },
        { id: '13', refundableQuantity: 0 },
      ],
    }) as unknown as Order;

  it('is what is in parcels that were not cancelled', () => {
    expect(sentOf(order('unfulfilled'))).toBe('nothing');
    expect(sentOf(order('unfulfilled', parcel('canceled', 3)))).toBe('nothing');
    expect(sentOf(order('partially_fulfilled', parcel('in_transit', 2)))).toBe('some');
    expect(sentOf(order('fulfilled', parcel('delivered', 3)))).toBe('everything');
    const partly = order('partially_fulfilled', parcel('in_transit', 2), parcel('canceled', 1));
    expect(sentUnitsOf(partly)).toEqual({ '11': 2 });
    expect(unsentUnitsOf(partly)).toEqual({ '11': 1, '12': 1 });
  });
});
