import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import type { Money } from '../money.ts';
import { dayAt } from '../shop-day.ts';
import { longestValidDays } from './discount-code.ts';
import type { CodeValueAsk, DiscountCodeAsk, DiscountCodeFacts } from './discount-code.ts';
import { codeWarnings, discountCodeRules } from './discount-code-rules.ts';
import { codeStanding } from './discount-code-standing.ts';
import type { RunningDiscount } from './running-discounts.ts';

const eur = (minor: number) => money(minor, 'EUR');
const orderId = trusted(parseOrderId, '1001');

function facts(over: Partial<DiscountCodeFacts> = {}): DiscountCodeFacts {
  return {
    orderId,
    orderName: '#1001',
    currency: 'EUR',
    shopCurrency: 'EUR',
    total: { presentment: eur(200_00), shop: eur(200_00) },
    customerId: '5',
    openChargeback: false,
    cancelled: false,
    timeZone: 'Europe/Prague',
    shipping: { presentment: eur(4_90), shop: eur(4_90) },
    hasAccount: true,
    running: [],
    ofCase: { severity: 'normal', now: '2026-11-22T12:00:00.000Z' },
    ...over,
  };
}

/** An order of 860,00 zł that came to 200,00 €. */
const polish = {
  currency: 'PLN',
  total: { presentment: money(860_00, 'PLN'), shop: eur(200_00) },
  shipping: { presentment: money(21_07, 'PLN'), shop: eur(4_90) },
} as const;

const ask = (value: CodeValueAsk, over: Partial<DiscountCodeAsk> = {}): DiscountCodeAsk => ({
  value,
  minimum: null,
  validDays: 90,
  combines: false,
  ...over,
});
const amount = (given: Money): CodeValueAsk => ({ kind: 'amount', amount: given });
const percent = (given: number): CodeValueAsk => ({ kind: 'percent', percent: given });
const shipping = (upTo: Money | null = null): CodeValueAsk => ({ kind: 'free_shipping', upTo });

const plan = (asked: DiscountCodeAsk, given = facts()) => discountCodeRules.plan(asked, given, []);

function planned(asked: DiscountCodeAsk, given = facts()) {
  const result = plan(asked, given);
  if (!result.ok) throw new Error(`not possible: ${result.error.kind}`);
  return result.value;
}

describe('a discount code', () => {
  it('is for the customer of the order alone, and for whoever has it when there is none', () => {
    expect(planned(ask(amount(eur(10_00)))).plan.customerId).toBe('5');
    expect(planned(ask(amount(eur(10_00))), facts({ customerId: null, hasAccount: null })).plan.customerId).toBeNull();
  });

  it('is anybody’s to give within the limit', () => {
    expect(planned(ask(percent(100))).needsLead).toBe(false);
  });

  it('is valid from the beginning of today to the last second of the last day, in the shop', () => {
    expect(planned(ask(amount(eur(10_00)))).plan).toMatchObject({
      startsAt: '2026-11-21T23:00:00Z',
      endsAt: '2027-02-20T22:59:59Z',
      validThrough: '2027-02-20',
    });
  });

  it('ends with the day where clocks are changed meanwhile', () => {
    const given = facts({ ofCase: { severity: 'normal', now: '2026-03-28T23:30:00Z' } });
    // Already the 29th in Prague, on which summer time begins.
    expect(planned(ask(amount(eur(10_00)), { validDays: 1 }), given).plan).toMatchObject({
      startsAt: '2026-03-28T23:00:00Z',
      endsAt: '2026-03-30T21:59:59Z',
    });
  });

  it('is valid now and on its last day, anywhere and whenever', () => {
    const zones = ['Europe/Prague', 'Asia/Tokyo', 'America/Santiago', 'Pacific/Apia', 'Australia/Lord_Howe', 'UTC'];
    const moments = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: longestValidDays }),
        (at, timeZone, validDays) => {
          const given = facts({ timeZone, ofCase: { severity: 'low', now: at.toISOString() } });
          const { startsAt, endsAt, validThrough } = planned(ask(percent(10), { validDays }), given).plan;
          expect(Date.parse(startsAt)).toBeLessThanOrEqual(at.getTime());
          expect(dayAt(new Date(startsAt), timeZone)).toBe(dayAt(at, timeZone));
          expect(dayAt(new Date(endsAt), timeZone)).toBe(validThrough);
          expect(dayAt(new Date(Date.parse(endsAt) + 1000), timeZone) > validThrough).toBe(true);
          const days = (Date.parse(validThrough) - Date.parse(dayAt(at, timeZone))) / (24 * 60 * 60 * 1000);
          expect(days).toBe(validDays);
        },
      ),
    );
  });
});

describe('what a code is worth', () => {
  it('an amount: itself, in the shop’s currency, and what that is in the customer’s', () => {
    expect(planned(ask(amount(eur(10_00)))).worth).toEqual({
      amount: eur(10_00),
      shopAmount: eur(10_00),
      shopCost: eur(10_00),
    });
    expect(planned(ask(amount(eur(10_00))), facts(polish)).worth).toMatchObject({
      amount: money(43_00, 'PLN'),
      shopAmount: eur(10_00),
    });
  });

  it('a percentage: of an order like this one', () => {
    expect(planned(ask(percent(15))).worth.shopAmount).toEqual(eur(30_00));
    expect(planned(ask(percent(15)), facts(polish)).worth.amount).toEqual(money(129_00, 'PLN'));
  });

  it('a percentage: of the smallest order it can be used on, when that is larger', () => {
    expect(planned(ask(percent(10), { minimum: eur(300_00) })).worth.shopAmount).toEqual(eur(30_00));
    expect(planned(ask(percent(10), { minimum: eur(50_00) })).worth.shopAmount).toEqual(eur(20_00));
  });

  it('free shipping: what this order’s shipping came to, or up to what it may cost', () => {
    expect(planned(ask(shipping())).worth.shopAmount).toEqual(eur(4_90));
    expect(planned(ask(shipping(eur(9_00)))).worth.shopAmount).toEqual(eur(9_00));
  });

  it('nothing that is free says: an amount is asked for', () => {
    const free = { presentment: eur(0), shop: eur(0) };
    expect(plan(ask(shipping()), facts({ shipping: free }))).toEqual({ ok: false, error: { kind: 'worth_unknown' } });
    expect(plan(ask(percent(10)), facts({ total: free }))).toEqual({ ok: false, error: { kind: 'worth_unknown' } });
    expect(plan(ask(percent(10), { minimum: eur(20_00) }), facts({ total: free })).ok).toBe(true);
    expect(plan(ask(amount(eur(5_00))), facts({ total: free })).ok, 'the same currency needs no rate').toBe(true);
  });

  it('needs a rate when the customer’s currency is another', () => {
    const total = { presentment: money(0, 'PLN'), shop: eur(0) };
    expect(plan(ask(amount(eur(5_00))), facts({ ...polish, total }))).toEqual({
      ok: false,
      error: { kind: 'no_rate', currency: 'PLN' },
    });
  });

  it('is never less than a hundredth part a percent, to the smallest coin, in a currency of any scale', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        (minor, share, currency) => {
          const total = { presentment: money(minor, currency), shop: money(minor, currency) };
          const { worth } = planned(ask(percent(share)), facts({ currency, shopCurrency: currency, total }));
          expect(worth.shopAmount.minor * 100).toBeGreaterThanOrEqual(minor * share);
          expect((worth.shopAmount.minor - 1) * 100).toBeLessThan(minor * share);
        },
      ),
    );
  });
});

describe('a code that cannot be given as asked', () => {
  it.each([
    ['nothing', ask(amount(eur(0))), { kind: 'nothing_asked' }],
    ['less than nothing', ask(amount(eur(-1))), { kind: 'nothing_asked' }],
    ['a smallest order of nothing', ask(percent(5), { minimum: eur(0) }), { kind: 'nothing_asked' }],
    ['no percentage', ask(percent(0)), { kind: 'percent_out_of_range' }],
    ['more than everything', ask(percent(101)), { kind: 'percent_out_of_range' }],
    ['half a percent', ask(percent(0.5)), { kind: 'percent_out_of_range' }],
    ['no day', ask(percent(5), { validDays: 0 }), { kind: 'days_out_of_range', most: longestValidDays }],
    ['half a day', ask(percent(5), { validDays: 1.5 }), { kind: 'days_out_of_range', most: longestValidDays }],
    ['for ever', ask(percent(5), { validDays: 9999 }), { kind: 'days_out_of_range', most: longestValidDays }],
  ])('%s', (_name, asked, problem) => {
    expect(plan(asked)).toEqual({ ok: false, error: problem });
  });

  it.each([
    ['amount', ask(amount(money(10_00, 'PLN')))],
    ['minimum', ask(percent(5), { minimum: money(10_00, 'PLN') })],
    ['upTo', ask(shipping(money(10_00, 'PLN')))],
  ])('an amount in another currency than the shop’s: %s', (field, asked) => {
    expect(plan(asked, facts(polish))).toEqual({
      ok: false,
      error: { kind: 'currency_differs', expected: 'EUR', got: 'PLN', field },
    });
  });
});

describe('what is told before a code is given', () => {
  const autumn: RunningDiscount = {
    title: 'Autumn sale',
    classes: ['order'],
    combinesWith: [],
    buyers: 'all',
    ours: false,
  };
  const warnings = (asked: DiscountCodeAsk, given = facts()) => {
    const { plan: made, worth } = planned(asked, given);
    return codeWarnings(made, worth, given);
  };

  it('nothing, when nothing is in the way', () => {
    expect(warnings(ask(amount(eur(10_00)), { minimum: eur(200_00) }))).toEqual([]);
  });

  it('that it cannot be bound to a guest', () => {
    expect(warnings(ask(percent(5)), facts({ customerId: null, hasAccount: null }))).toEqual([{ kind: 'not_bound' }]);
  });

  it('that she has no account', () => {
    expect(warnings(ask(percent(5)), facts({ hasAccount: false }))).toEqual([{ kind: 'no_account' }]);
  });

  it('that an order like this one is too small for it', () => {
    expect(warnings(ask(percent(5), { minimum: eur(200_01) }))).toEqual([
      { kind: 'order_too_small', order: eur(200_00), minimum: eur(200_01) },
    ]);
  });

  it('that the amount is in another currency than hers', () => {
    expect(warnings(ask(amount(eur(10_00))), facts(polish))).toEqual([
      { kind: 'other_currency', shop: eur(10_00), about: money(43_00, 'PLN') },
    ]);
  });

  it('that it does not combine with a discount that runs, unless both of them do', () => {
    const all = ['order', 'product', 'shipping'] as const;
    const open = { ...autumn, combinesWith: [...all] };
    const inTheWay = [{ kind: 'in_the_way', titles: ['Autumn sale'] }];
    expect(warnings(ask(percent(5)), facts({ running: [autumn] }))).toEqual(inTheWay);
    expect(warnings(ask(percent(5)), facts({ running: [open] }))).toEqual(inTheWay);
    expect(warnings(ask(percent(5), { combines: true }), facts({ running: [autumn] }))).toEqual(inTheWay);
    expect(warnings(ask(percent(5), { combines: true }), facts({ running: [open] }))).toEqual([]);
    const shippingToo = { ...open, classes: ['shipping' as const] };
    expect(
      warnings(ask(shipping(), { combines: true }), facts({ running: [shippingToo] })),
      'two discounts on shipping never combine',
    ).toEqual(inTheWay);
  });

  it('of a discount that is not for her: nothing', () => {
    const others: RunningDiscount[] = [
      { ...autumn, buyers: { customerIds: ['6', '7'] } },
      { ...autumn, buyers: 'some' },
    ];
    expect(warnings(ask(percent(5)), facts({ running: others }))).toEqual([]);
    expect(warnings(ask(percent(5)), facts({ running: [{ ...autumn, buyers: { customerIds: ['5'] } }] }))).toHaveLength(
      1,
    );
  });
});

describe('a code at Shopify', () => {
  const endsAt = '2027-02-20T22:59:59Z';
  it.each([
    ['that can be used has arrived', 'active', 0, endsAt, 'settled'],
    ['that was used has arrived', 'active', 1, endsAt, 'settled'],
    ['that is not valid yet has not', 'scheduled', 0, endsAt, 'issued'],
    ['that ran out unused was given all the same', 'ended', 0, endsAt, 'settled'],
    ['that somebody switched off unused was taken back', 'ended', 0, '2026-11-23T10:00:00Z', 'undone'],
    ['that was used before somebody switched it off stays given', 'ended', 1, '2026-11-23T10:00:00Z', 'settled'],
    ['that somebody deleted was taken back', 'gone', 0, null, 'undone'],
  ] as const)('%s', (_name, status, uses, ended, standing) => {
    expect(codeStanding({ status, uses, endsAt: ended }, { endsAt })).toBe(standing);
  });
});

describe('a letter about a code', () => {
  it('names it once it is there, with what it takes off and until when', () => {
    const { plan: made } = planned(ask(amount(eur(10_00)), { minimum: eur(50_00) }));
    expect(discountCodeRules.mail(made, null)).toEqual({
      code: null,
      what: 'amount',
      amount: eur(10_00),
      percent: null,
      shippingUpTo: null,
      minimum: eur(50_00),
      validThrough: '2027-02-20',
      onlyForHer: 'yes',
      combines: 'no',
    });
    const proof = { discountId: '9', code: 'SORRY-XKYD-6WR7', status: 'active', uses: 0, endsAt: null } as const;
    expect(discountCodeRules.mail(made, { ...proof, usedOn: null })).toMatchObject({ code: 'SORRY-XKYD-6WR7' });
  });
});
