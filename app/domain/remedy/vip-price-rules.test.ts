import { describe, expect, it } from 'vitest';
import { parseOrderId, parseRemedyId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import type { RunningDiscount } from './running-discounts.ts';
import { longestVipTitle, mostRunning, mostVipPercent } from './vip-price.ts';
import type { VipPriceAsk, VipPriceFacts } from './vip-price.ts';
import { vipPriceRules, vipPriceWarnings } from './vip-price-rules.ts';
import { vipPriceStanding } from './vip-price-standing.ts';

const eur = (minor: number) => money(minor, 'EUR');
const orderId = trusted(parseOrderId, '1001');
const high = { severity: 'high', now: '2026-11-22T12:00:00.000Z' } as const;

function facts(over: Partial<VipPriceFacts> = {}): VipPriceFacts {
  return {
    orderId,
    orderName: '#1001',
    currency: 'EUR',
    shopCurrency: 'EUR',
    total: { presentment: eur(200_00), shop: eur(200_00) },
    customerId: '5',
    openChargeback: false,
    cancelled: false,
    hasAccount: true,
    spent: eur(900_00),
    running: [],
    ofCase: high,
    ...over,
  };
}

const ask = (over: Partial<VipPriceAsk> = {}): VipPriceAsk => ({
  percent: 5,
  title: 'Your price',
  combines: false,
  ...over,
});
const plan = (asked = ask(), given = facts()) => vipPriceRules.plan(asked, given, []);

function planned(asked = ask(), given = facts()) {
  const result = plan(asked, given);
  if (!result.ok) throw new Error(`not possible: ${result.error.kind}`);
  return result.value;
}

const hers: RunningDiscount = {
  title: 'Your price · XKYD-6WR7',
  classes: ['order'],
  combinesWith: [],
  buyers: { customerIds: ['5'] },
  ours: true,
};

describe('a price for good', () => {
  it('is a lead’s to give, whatever it is worth', () => {
    expect(planned(ask({ percent: 1 })).needsLead).toBe(true);
  });

  it.each(['low', 'normal'] as const)('is not given for a complaint of %s severity', (severity) => {
    expect(plan(ask(), facts({ ofCase: { ...high, severity } }))).toEqual({
      ok: false,
      error: { kind: 'severity_too_low', severity },
    });
  });

  it('is not given to a guest: there is nobody to bind it to', () => {
    const guest = facts({ customerId: null, hasAccount: null, spent: null });
    expect(plan(ask(), guest)).toEqual({ ok: false, error: { kind: 'no_customer' } });
  });

  it('is taken to be worth its share of as much again as she has bought', () => {
    expect(planned().worth.shopAmount).toEqual(eur(45_00));
    expect(planned().plan.estimate).toEqual(eur(45_00));
  });

  it('is worth its share of one more order like this one at least', () => {
    expect(planned(ask(), facts({ spent: eur(0) })).worth.shopAmount).toEqual(eur(10_00));
  });

  it('is worth the same in her currency, at the rate of her order', () => {
    const polish = facts({ currency: 'PLN', total: { presentment: money(860_00, 'PLN'), shop: eur(200_00) } });
    expect(planned(ask(), polish).worth).toMatchObject({ amount: money(193_50, 'PLN'), shopAmount: eur(45_00) });
  });

  it('is not given when nothing says what it is worth', () => {
    const free = facts({ total: { presentment: eur(0), shop: eur(0) }, spent: eur(0) });
    expect(plan(ask(), free)).toEqual({ ok: false, error: { kind: 'worth_unknown' } });
    const total = { presentment: money(0, 'PLN'), shop: eur(0) };
    expect(plan(ask(), facts({ currency: 'PLN', total }))).toEqual({
      ok: false,
      error: { kind: 'no_rate', currency: 'PLN' },
    });
  });

  it('is not given twice to one customer', () => {
    expect(plan(ask(), facts({ running: [hers] }))).toEqual({
      ok: false,
      error: { kind: 'has_one', title: 'Your price · XKYD-6WR7' },
    });
    const remedyId = trusted(parseRemedyId, '0190a000-0000-7000-8000-00000000000a');
    const held = { remedyId, kind: 'vip_price', plan: planned(ask({ title: 'Hers' })).plan } as const;
    expect(vipPriceRules.plan(ask(), facts(), [held]), 'not shown by Shopify yet').toEqual({
      ok: false,
      error: { kind: 'has_one', title: 'Hers' },
    });
    const another = { ...hers, buyers: { customerIds: ['6'] } };
    expect(plan(ask(), facts({ running: [another, { ...hers, ours: false }] })).ok).toBe(true);
  });

  it('is not given where Shopify has no room for it, and tells when there is little', () => {
    const others = (count: number) => Array.from({ length: count }, () => ({ ...hers, buyers: 'some' as const }));
    expect(plan(ask(), facts({ running: others(mostRunning) }))).toEqual({
      ok: false,
      error: { kind: 'no_room', most: 25 },
    });
    const nearly = facts({ running: others(mostRunning - 1) });
    expect(vipPriceWarnings(planned(ask(), nearly).plan, nearly)).toEqual([{ kind: 'little_room', left: 0 }]);
  });

  it.each([
    ['no percent', { percent: 0 }, { kind: 'percent_out_of_range', most: mostVipPercent }],
    ['half a percent', { percent: 2.5 }, { kind: 'percent_out_of_range', most: mostVipPercent }],
    ['a typing error', { percent: 51 }, { kind: 'percent_out_of_range', most: mostVipPercent }],
    ['no name', { title: '  ' }, { kind: 'title_missing' }],
    ['a novel', { title: 'x'.repeat(101) }, { kind: 'title_too_long', most: longestVipTitle }],
  ])('is not given as asked: %s', (_name, over, problem) => {
    expect(plan(ask(over))).toEqual({ ok: false, error: problem });
  });

  it('tells what may keep her from having it', () => {
    const sale = { ...hers, title: 'Autumn sale', buyers: 'all' as const, ours: false };
    const given = facts({ hasAccount: false, running: [sale] });
    expect(vipPriceWarnings(planned(ask(), given).plan, given)).toEqual([
      { kind: 'no_account' },
      { kind: 'in_the_way', titles: ['Autumn sale'] },
    ]);
    expect(vipPriceWarnings(planned().plan, facts())).toEqual([]);
  });

  it('is nothing until it is switched on, and taken back when it has ended', () => {
    expect(vipPriceStanding({ status: 'scheduled' })).toBeNull();
    expect(vipPriceStanding({ status: 'active' })).toBe('settled');
    expect(vipPriceStanding({ status: 'ended' })).toBe('undone');
    expect(vipPriceStanding({ status: 'gone' })).toBe('undone');
  });

  it('can be named in a letter', () => {
    expect(vipPriceRules.mail(planned().plan, null)).toEqual({ percent: 5, title: 'Your price', combines: 'no' });
  });
});
