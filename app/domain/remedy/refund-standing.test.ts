import { describe, expect, it } from 'vitest';
import { parseOrderId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import type { RefundTransaction, TransactionStatus } from '../order.ts';
import { refundMoney } from './families.ts';
import type { RefundPlan } from './refund.ts';
import { refundStanding } from './refund-standing.ts';

const eur = (minor: number) => money(minor, 'EUR');
const orderId = trusted(parseOrderId, '1001');
const plan: RefundPlan = {
  orderId,
  currency: 'EUR',
  amount: refundMoney(eur(60_00)),
  lines: [],
  shipping: null,
  parts: [{ parentId: '1', gateway: 'shopify_payments', amount: refundMoney(eur(60_00)) }],
};

describe('where a refund stands', () => {
  const credit: RefundPlan = { ...plan, parts: [], storeCredit: refundMoney(eur(60_00)) };
  const split: RefundPlan = { ...plan, storeCredit: refundMoney(eur(20_00)) };
  const one = (status: TransactionStatus, gateway = 'shopify_payments') => ({
    id: gateway,
    status,
    amount: eur(30_00),
    gateway,
  });
  const standing = (of: RefundPlan, transactions: RefundTransaction[], refunded = eur(0)) =>
    refundStanding({ refundId: '1', orderId, createdAt: '', amount: refunded, transactions }, of);

  it('follows its payments', () => {
    expect(standing(plan, [])).toBe('issued');
    expect(standing(plan, [one('pending')])).toBe('issued');
    expect(standing(plan, [one('success')])).toBe('settled');
    expect(standing(plan, [one('failure'), one('error')])).toBe('failed');
    expect(standing(plan, [one('failure'), one('success')])).toBe('issued');
  });

  it('is settled with the refund where all of it is store credit', () => {
    expect(standing(credit, [one('success', 'shopify_store_credit')])).toBe('settled');
    expect(standing(credit, [], eur(60_00)), 'Shopify shows no transaction of it').toBe('settled');
    expect(standing(credit, [], eur(0))).toBe('issued');
  });

  it('waits for the rest where some of it is store credit, and is never failed while that is given', () => {
    const given = one('success', 'shopify_store_credit');
    expect(standing(split, [given, one('pending')])).toBe('issued');
    expect(standing(split, [given, one('success')])).toBe('settled');
    expect(standing(split, [given, one('failure')])).toBe('issued');
    expect(standing(split, [one('failure')]), 'the credit may be there unseen').toBe('issued');
    expect(standing(split, [one('failure', 'shopify_store_credit'), one('failure')])).toBe('failed');
  });
});
