import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import { customRules } from './custom-rules.ts';
import type { CustomAsk } from './custom.ts';
import { externalGiftRules } from './external-gift-rules.ts';
import type { ExternalGiftAsk } from './external-gift.ts';
import { isWebAddress, mostDays } from './handmade-plan.ts';
import type { HandmadeFacts } from './handmade-plan.ts';
import type { HandmadeKind } from './kinds.ts';
import { repairRules } from './repair-rules.ts';
import type { RepairAsk } from './repair.ts';
import { dueAt, mayUndo, watchAt } from './rules.ts';

const eur = (minor: number) => money(minor, 'EUR');
const now = new Date('2026-11-22T12:00:00Z');
const basis: HandmadeFacts = {
  orderId: trusted(parseOrderId, '1'),
  orderName: '#1',
  currency: 'EUR',
  shopCurrency: 'EUR',
  total: { presentment: eur(200_00), shop: eur(200_00) },
  customerId: '7',
  openChargeback: false,
  cancelled: false,
  timeZone: 'Europe/Prague',
  ofCase: { severity: 'normal', now: now.toISOString() },
};
const abroad = { ...basis, currency: 'PLN', total: { presentment: money(800_00, 'PLN'), shop: eur(200_00) } };
const lines = [{ lineItemId: '11', title: 'Mug', quantity: 2 }];
const street = {
  ...{ firstName: 'Ada', lastName: 'L', company: null, address1: 'Street 1', address2: null },
  ...{ city: 'Brno', province: null, zip: '60200', countryCode: 'CZ', phone: null },
};
const address = { fields: street, fingerprint: 'f'.repeat(32) };

const repair: RepairAsk = {
  ...{ items: [{ lineItemId: '11', quantity: 1 }], partner: ' Ceramics Studio ', cost: eur(30_00), days: 21 },
  ...{ label: 'https://label.example/1', courier: '' },
};
const gift: ExternalGiftAsk = {
  ...{ what: 'A box of tea', vendor: 'Tea Shop', link: '', cost: eur(25_00), days: 10 },
  address: { confirmed: address.fingerprint, corrected: { city: 'Praha', zip: '60200' } },
};
const custom: CustomAsk = { what: 'A tour of the workshop', cost: eur(0), days: 7 };

const repairOf = (over: Partial<RepairAsk> = {}, facts = basis) =>
  repairRules.plan({ ...repair, ...over }, { ...facts, lines }, []);
const giftOf = (over: Partial<ExternalGiftAsk> = {}) =>
  externalGiftRules.plan({ ...gift, ...over }, { ...basis, address, ofCase: { ...basis.ofCase, address: null } }, []);
const customOf = (over: Partial<CustomAsk> = {}, facts = basis) => customRules.plan({ ...custom, ...over }, facts, []);

describe('a repair', () => {
  it('is planned with what it costs and by when; the cost is what counts', () => {
    expect(repairOf()).toEqual({
      ok: true,
      value: {
        plan: {
          ...{ cost: eur(30_00), dueOn: '2026-12-13', timeZone: 'Europe/Prague', partner: 'Ceramics Studio' },
          ...{
            items: [{ lineItemId: '11', title: 'Mug', quantity: 1 }],
            label: 'https://label.example/1',
            courier: '',
          },
        },
        worth: { amount: eur(30_00), shopAmount: eur(30_00), shopCost: eur(30_00) },
        needsLead: false,
      },
    });
  });

  it('for a customer who paid in another currency is worth what it costs at the rate of her order', () => {
    expect(repairOf({}, abroad)).toMatchObject({
      value: { worth: { amount: money(120_00, 'PLN'), shopAmount: eur(30_00) } },
    });
    const free = { ...abroad, total: { presentment: money(0, 'PLN'), shop: eur(0) } };
    expect(repairOf({}, free)).toEqual({ ok: false, error: { kind: 'no_rate', currency: 'PLN' } });
  });

  it('may cost nothing', () => {
    expect(repairOf({ cost: eur(0) })).toMatchObject({ value: { worth: { shopAmount: eur(0) } } });
  });

  it.each([
    [{ items: [] }, { kind: 'nothing_asked' }],
    [{ items: [{ lineItemId: '99', quantity: 1 }] }, { kind: 'unknown_line', lineItemId: '99' }],
    [
      { items: [{ lineItemId: '11', quantity: 3 }] },
      { kind: 'quantity_too_large', lineItemId: '11', title: 'Mug', left: 2 },
    ],
    [{ partner: '  ' }, { kind: 'text_missing', field: 'partner' }],
    [{ label: 'x'.repeat(501) }, { kind: 'text_too_long', field: 'label', most: 500 }],
    [{ cost: money(1, 'USD') }, { kind: 'currency_differs', expected: 'EUR', got: 'USD' }],
    [{ days: 0 }, { kind: 'days_out_of_range', most: mostDays }],
    [{ days: 366 }, { kind: 'days_out_of_range', most: mostDays }],
  ])('is refused for %j', (over, error) => {
    expect(repairOf(over)).toEqual({ ok: false, error });
  });
});

describe('a gift from another shop', () => {
  it('keeps of the address only what differs from the order’s', () => {
    expect(giftOf()).toMatchObject({
      value: { plan: { address: { confirmed: address.fingerprint, corrected: { city: 'Praha' } } }, needsLead: false },
    });
  });

  it.each([
    [{ cost: eur(0) }, { kind: 'nothing_asked' }],
    [{ what: '' }, { kind: 'text_missing', field: 'what' }],
    [{ vendor: '' }, { kind: 'text_missing', field: 'vendor' }],
    [{ address: { confirmed: null, corrected: {} } }, { kind: 'address_not_confirmed' }],
    [{ address: { confirmed: '0'.repeat(32), corrected: {} } }, { kind: 'address_changed' }],
    [
      { address: { confirmed: address.fingerprint, corrected: { city: '' } } },
      { kind: 'address_incomplete', missing: ['city'] },
    ],
  ])('is refused for %j', (over, error) => {
    expect(giftOf(over)).toEqual({ ok: false, error });
  });
});

describe('something special', () => {
  it('is a lead’s to give, also when it costs nothing', () => {
    expect(customOf()).toMatchObject({ value: { needsLead: true, worth: { shopAmount: eur(0) } } });
    expect(customOf({ what: ' ' })).toEqual({ ok: false, error: { kind: 'text_missing', field: 'what' } });
  });
});

describe('what people carry out', () => {
  const plan = { cost: eur(1), dueOn: '2026-12-13', timeZone: 'Europe/Prague', what: '' } as never;
  const end = new Date('2026-12-13T23:00:00Z');

  it('is late when its day is over in the shop, and is looked at just then and once', () => {
    expect(dueAt('custom', plan, now)).toEqual(end);
    const issued = { kind: 'custom', plan, issuedAt: now, checks: 5 } as const;
    expect(watchAt({ ...issued, late: false }, now)).toEqual(end);
    expect(watchAt({ ...issued, late: true }, end)).toBeNull();
  });

  it('is due on a day that has not begun yet, wherever the shop is', () => {
    const zones = fc.constantFrom('Asia/Tokyo', 'Pacific/Niue', 'Pacific/Kiritimati', 'America/New_York');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: mostDays }),
        zones,
        fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (days, timeZone, at) => {
          const planned = customOf(
            { days },
            { ...basis, timeZone, ofCase: { severity: 'low', now: at.toISOString() } },
          );
          if (!planned.ok) throw new Error(planned.error.kind);
          const left = dueAt('custom', planned.value.plan, at).getTime() - at.getTime();
          expect(left).toBeGreaterThan(days * 24 * 3_600_000 - 2 * 3_600_000);
          expect(left).toBeLessThan((days + 1) * 24 * 3_600_000 + 2 * 3_600_000);
        },
      ),
    );
  });

  it.each(['repair', 'external_gift', 'custom'] satisfies HandmadeKind[])(
    'of the kind %s can be taken back until the first step, and not after it',
    (kind) => {
      expect(mayUndo(kind, 'issued', { steps: [] })).toBe(true);
      expect(mayUndo(kind, 'issued', { steps: [{ step: 'x', at: '', by: '', details: {} }] as never })).toBe(false);
      for (const state of ['approved', 'sending', 'failed', 'undone'] as const)
        expect(mayUndo(kind, state, { steps: [] })).toBe(false);
    },
  );

  it('links only to pages', () => {
    expect(isWebAddress('https://label.example/1')).toBe(true);
    for (const text of ['javascript:alert(1)', 'label.example', 'https://a b', ''])
      expect(isWebAddress(text)).toBe(false);
  });
});
