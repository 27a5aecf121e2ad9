import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderId, parseRemedyId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import type { HeldRemedy } from './plug.ts';
import { mayUndo, repeatOf } from './rules.ts';
import type { StockedItem } from './replacement.ts';
import { returnRules } from './return-rules.ts';
import { returnStanding } from './return-standing.ts';
import type { ReturnableLine, ReturnAsk, ReturnFacts, ReturnPlan, ReturnProof } from './return.ts';

const eur = (minor: number) => money(minor, 'EUR');
const both = (minor: number) => ({ presentment: eur(minor), shop: eur(minor) });
const other = trusted(parseRemedyId, '0198f3a0-0000-7000-8000-000000000001');

const mug: ReturnableLine = {
  lineItemId: '1',
  title: 'Mug',
  quantity: 4,
  unsent: 0,
  unitPaid: both(30_00),
  variantId: '11',
  unitCost: null,
  parts: [
    { fulfillmentLineItemId: '100', left: 3 },
    { fulfillmentLineItemId: '101', left: 1 },
  ],
};
const bowl: StockedItem = {
  variantId: '22',
  title: 'Bowl',
  sku: null,
  imageUrl: null,
  price: both(35_00),
  available: 2,
  unitCost: null,
};
const facts: ReturnFacts = {
  orderId: trusted(parseOrderId, '1001'),
  orderName: '#1001',
  currency: 'EUR',
  shopCurrency: 'EUR',
  total: both(120_00),
  customerId: '7',
  openChargeback: false,
  cancelled: false,
  reasonId: '6',
  lines: [mug],
  variants: [bowl],
  seen: [],
};
const ask: ReturnAsk = {
  items: [{ lineItemId: '1', quantity: 1 }],
  reason: 'damaged-or-defective',
  label: { kind: 'later' },
  note: ' In its box, please. ',
  exchange: [],
  country: null,
};

const plan = (asked: Partial<ReturnAsk> = {}, known: Partial<ReturnFacts> = {}, held: HeldRemedy[] = []) =>
  returnRules.plan({ ...ask, ...asked }, { ...facts, ...known }, held);

function planned(...args: Parameters<typeof plan>): ReturnPlan {
  const answer = plan(...args);
  if (!answer.ok) throw new Error(answer.error.kind);
  return answer.value.plan;
}

const heldReturn = (of: ReturnPlan): HeldRemedy => ({ remedyId: other, kind: 'return', plan: of });
const units = (quantity: number) => ({ items: [{ lineItemId: '1', quantity }] });

describe('what comes back', () => {
  it('is taken parcel by parcel, with how many could have come', () => {
    expect(planned(units(4)).lines).toMatchObject([
      { fulfillmentLineItemId: '100', quantity: 3, left: 3 },
      { fulfillmentLineItemId: '101', quantity: 1, left: 1 },
    ]);
    expect(planned().note).toBe('In its box, please.');
  });

  it('is never more than can come back, whatever is asked and held', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (lefts, first, second) => {
        const line = { ...mug, parts: lefts.map((left, nth) => ({ fulfillmentLineItemId: String(nth), left })) };
        const before = plan(units(first), { lines: [line] });
        const held = before.ok ? [heldReturn(before.value.plan)] : [];
        const answer = plan(units(second), { lines: [line] }, held);
        const left = lefts.reduce((all, each) => all + each, 0) - (before.ok ? first : 0);
        expect(answer.ok).toBe(second <= left);
      }),
    );
  });

  it('that Shopify shows already is not counted twice', () => {
    const held = [heldReturn(planned(units(3)))];
    expect(plan(units(2), {}, held)).toMatchObject({ error: { kind: 'quantity_too_large', left: 1, asked: 2 } });
    expect(plan(units(2), { seen: [other] }, held)).toMatchObject({ ok: true });
  });

  it('is told apart: not sent yet, or gone already', () => {
    const unsent = { ...mug, unsent: 3, parts: [{ fulfillmentLineItemId: '100', left: 1 }] };
    expect(plan(units(2), { lines: [unsent] })).toMatchObject({ error: { kind: 'not_sent', left: 1 } });
    expect(plan(units(2), { lines: [{ ...unsent, unsent: 0 }] })).toMatchObject({
      error: { kind: 'quantity_too_large', left: 1 },
    });
    expect(plan({ items: [] })).toMatchObject({ error: { kind: 'nothing_asked' } });
    expect(plan({ items: [{ lineItemId: '9', quantity: 1 }] })).toMatchObject({ error: { kind: 'unknown_line' } });
    expect(plan({}, { reasonId: null })).toMatchObject({ error: { kind: 'unknown_reason' } });
  });
});

describe('what she gets in exchange', () => {
  const exchange = [{ lineItemId: '1', variantId: '22' }];

  it('is as many as come back, and its difference in price is told', () => {
    const { exchange: gets, difference } = planned({ ...units(2), exchange });
    expect(gets).toMatchObject([{ variantId: '22', quantity: 2 }]);
    expect(difference).toEqual(eur(10_00));
    expect(planned().difference).toBeNull();
  });

  it('is in stock, and has a price', () => {
    expect(plan({ ...units(3), exchange })).toMatchObject({ error: { kind: 'out_of_stock', left: 2 } });
    expect(plan({ exchange }, { variants: [] })).toMatchObject({ error: { kind: 'unknown_item' } });
    expect(plan({ exchange }, { variants: [{ ...bowl, price: null }] })).toMatchObject({
      error: { kind: 'price_unknown' },
    });
  });
});

describe('what it is worth and what it costs', () => {
  it('gives the label away, and costs the handling and the loss besides', () => {
    expect(plan()).toMatchObject({
      value: { worth: { amount: eur(6_00), shopAmount: eur(6_00), shopCost: eur(16_00) } },
    });
    expect(plan({ label: { kind: 'own_cost' } })).toMatchObject({
      value: { worth: { amount: eur(0), shopAmount: eur(0), shopCost: eur(10_00) } },
    });
  });

  it('goes by what the goods cost the shop, where that is known', () => {
    const cheap = { ...mug, unitCost: eur(9_00) };
    expect(planned({}, { lines: [cheap] }).keeping).toMatchObject({ better: 'keep', value: eur(9_00) });
    expect(planned().keeping).toMatchObject({ better: 'return', value: eur(30_00) });
  });

  it('is told in the customer’s currency at the rate of her order, and is nothing where there is no rate', () => {
    const pln = (minor: number) => money(minor, 'PLN');
    const abroad = { currency: 'PLN', total: { presentment: pln(400_00), shop: eur(100_00) } };
    expect(plan({}, abroad)).toMatchObject({ value: { worth: { amount: pln(24_00), shopAmount: eur(6_00) } } });
    const free = { currency: 'PLN', total: { presentment: pln(0), shop: eur(0) } };
    expect(plan({}, free)).toMatchObject({ value: { worth: { amount: pln(0), shopAmount: eur(6_00) } } });
  });
});

describe('a return that was sent and cannot be seen', () => {
  it('is sent again only where Shopify’s count of units refuses a second one', () => {
    expect(repeatOf('return', planned(units(4)), {})).toBe('guarded');
    expect(repeatOf('return', planned(units(2)), {})).toBe('guarded');
    expect(repeatOf('return', planned(units(1)), {})).toBe('looked_up');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (left, quantity) => {
        fc.pre(quantity <= left);
        const line = { ...mug, parts: [{ fulfillmentLineItemId: '1', left }] };
        const guarded = repeatOf('return', planned(units(quantity), { lines: [line] }), {}) === 'guarded';
        // What Shopify would have left for a second one is too little.
        expect(guarded).toBe(left - quantity < quantity);
      }),
    );
  });
});

describe('where a return stands', () => {
  const standing = (status: ReturnProof['status'], asked: number, back: number, missing = 0) =>
    returnStanding({ status, units: { asked, back, missing } });

  it('is on its way until every unit was seen', () => {
    expect(standing('open', 2, 0)).toBe('issued');
    expect(standing('open', 2, 1)).toBe('issued');
    expect(standing('open', 2, 2)).toBe('settled');
    expect(standing('open', 2, 1, 1)).toBe('settled');
  });

  it('is done when somebody closes it, and came to nothing when it was cancelled or nothing came', () => {
    expect(standing('closed', 2, 0)).toBe('settled');
    expect(standing('open', 2, 0, 2)).toBe('failed');
    expect(standing('closed', 2, 0, 1)).toBe('failed');
    expect(standing('cancelled', 2, 0)).toBe('failed');
    expect(standing('declined', 2, 0)).toBe('failed');
  });

  it('can be taken back while it is on its way only', () => {
    expect(mayUndo('return', 'issued', null)).toBe(true);
    expect(mayUndo('return', 'settled', null)).toBe(false);
    expect(mayUndo('store_credit', 'settled', null)).toBe(true);
    expect(mayUndo('refund', 'settled', null)).toBe(false);
  });
});

describe('what a letter can say of it', () => {
  it('names what comes back, how, and what she gets for it', () => {
    const label = { kind: 'made', url: 'https://labels.example/1.pdf', number: 'R1' } as const;
    const told = planned({ ...units(4), label, exchange: [] });
    expect(returnRules.mail(told, null)).toEqual({
      items: '4 × Mug',
      exchange: null,
      pays: 'shop',
      labelUrl: label.url,
      trackingNumber: 'R1',
      note: 'In its box, please.',
      return: null,
    });
  });
});
