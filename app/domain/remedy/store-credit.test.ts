import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderId, parseRemedyId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import { dayAt } from '../shop-day.ts';
import { goodwillValue } from './families.ts';
import { validities } from './goodwill.ts';
import { expiryOf } from './store-credit.ts';
import type { StoreCreditAsk, StoreCreditFacts } from './store-credit.ts';
import { storeCreditRules } from './store-credit-rules.ts';

const eur = (minor: number) => money(minor, 'EUR');

const facts: StoreCreditFacts = {
  orderId: trusted(parseOrderId, '1001'),
  orderName: '#1001',
  currency: 'EUR',
  shopCurrency: 'EUR',
  total: { presentment: eur(200_00), shop: eur(200_00) },
  customerId: '7',
  openChargeback: false,
  cancelled: false,
  ofCase: { severity: 'normal', now: '2026-11-22T23:30:00Z' },
  timeZone: 'Europe/Prague',
  usable: true,
  balance: null,
};
const ask: StoreCreditAsk = { amount: eur(15_00), months: 3 };
const plan = (asked: Partial<StoreCreditAsk> = {}, known: Partial<StoreCreditFacts> = {}) =>
  storeCreditRules.plan({ ...ask, ...asked }, { ...facts, ...known }, []);

describe('store credit', () => {
  it('is valid for whole months from today, by the shop’s own calendar', () => {
    expect(plan()).toMatchObject({
      ok: true,
      value: {
        // In Prague it is the 23rd already.
        plan: { customerId: '7', amount: eur(15_00), expiresOn: '2027-02-23' },
        worth: { amount: eur(15_00), shopAmount: eur(15_00), shopCost: eur(15_00) },
        needsLead: false,
      },
    });
  });

  it('counts in the shop’s currency, rounded up', () => {
    const total = { presentment: money(300_01, 'PLN'), shop: eur(70_00) };
    expect(plan({ amount: money(50_00, 'PLN') }, { currency: 'PLN', total })).toMatchObject({
      ok: true,
      value: { plan: { amount: money(50_00, 'PLN') }, worth: { shopAmount: eur(11_67) } },
    });
  });

  it('is refused with its reason where it cannot be', () => {
    const error = (kind: string) => ({ ok: false, error: { kind } });
    expect(plan({}, { customerId: null })).toMatchObject(error('no_customer'));
    expect(plan({}, { usable: false })).toMatchObject(error('not_usable'));
    expect(plan({ amount: eur(0) })).toMatchObject(error('nothing_asked'));
    expect(plan({ amount: money(15_00, 'PLN') })).toMatchObject(error('currency_differs'));
    const free = { currency: 'PLN', total: { presentment: money(0, 'PLN'), shop: eur(0) } };
    expect(plan({ amount: money(15_00, 'PLN') }, free)).toMatchObject(error('no_rate'));
  });

  it('waits for others of the same customer and currency only', () => {
    const lane = (customerId: string, currency: string) =>
      storeCreditRules.lane?.({
        customerId,
        amount: goodwillValue(money(1, currency)),
        expiresOn: '2027-02-23',
        timeZone: 'Europe/Prague',
      });
    expect(lane('7', 'EUR')).toBe(lane('7', 'EUR'));
    expect(new Set([lane('7', 'EUR'), lane('7', 'PLN'), lane('8', 'EUR')]).size).toBe(3);
  });
});

describe('the moment at which a credit expires', () => {
  const zones = fc.constantFrom('Europe/Prague', 'Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati');
  const remedies = fc.uuid({ version: 7 }).map((id) => trusted(parseRemedyId, id));

  it('lies in the last hours of the promised day, at a second that nobody chooses', () => {
    fc.assert(
      fc.property(remedies, zones, fc.constantFrom(...validities), (remedyId, timeZone, months) => {
        const planned = plan({ months }, { timeZone });
        if (!planned.ok) throw new Error(planned.error.kind);
        const expiresAt = expiryOf(planned.value.plan, remedyId);
        expect(expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(dayAt(new Date(expiresAt), timeZone)).toBe(planned.value.plan.expiresOn);
        expect(dayAt(new Date(Date.parse(expiresAt) + 6 * 3_600_000), timeZone) > planned.value.plan.expiresOn).toBe(
          true,
        );
        expect(['00', '59']).not.toContain(expiresAt.slice(17, 19));
        expect(expiryOf(planned.value.plan, remedyId), 'always the same').toBe(expiresAt);
      }),
    );
  });

  it('differs from remedy to remedy, but for chance', () => {
    const planned = plan();
    if (!planned.ok) throw new Error(planned.error.kind);
    const ids = Array.from({ length: 200 }, () => trusted(parseRemedyId, randomUUID()));
    const seconds = new Set(ids.map((id) => expiryOf(planned.value.plan, id)));
    expect(seconds.size).toBeGreaterThan(190);
  });
});
