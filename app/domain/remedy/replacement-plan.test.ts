import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOrderId, trusted } from '../ids.ts';
import { money } from '../money.ts';
import type { Money, MoneyPair } from '../money.ts';
import { answersThis, toTheirs } from './replacement-address.ts';
import { planReplacement } from './replacement-plan.ts';
import type { ReplacementAsk, ReplacementFacts, ReplacementPlan, StockedItem } from './replacement.ts';

const pln = (minor: number): Money => money(minor, 'PLN');
const eur = (minor: number): Money => money(minor, 'EUR');
const pair = (presentment: number, shop: number): MoneyPair => ({ presentment: pln(presentment), shop: eur(shop) });

const item = (variantId: string, more: Partial<StockedItem> = {}): StockedItem => ({
  variantId,
  title: `Item ${variantId}`,
  sku: null,
  imageUrl: null,
  price: pair(90_00, 20_00),
  available: 5,
  unitCost: null,
  ...more,
});

const line = (lineItemId: string, variantId: string | null, quantity = 3) => ({
  lineItemId,
  title: `Line ${lineItemId}`,
  quantity,
  unitPrice: pair(80_00, 18_00),
  variantId,
});

const facts = (more: Partial<ReplacementFacts> = {}): ReplacementFacts => ({
  orderId: trusted(parseOrderId, '7'),
  orderName: '#7',
  currency: 'PLN',
  shopCurrency: 'EUR',
  total: pair(240_00, 54_00),
  customerId: '3',
  openChargeback: false,
  cancelled: false,
  lines: [line('1', '11'), line('2', '12')],
  variants: [item('11'), item('12'), item('13')],
  shipping: { title: 'DPD', price: pair(15_00, 3_50) },
  address: {
    fields: {
      firstName: 'Ewa',
      lastName: 'Nowak',
      company: null,
      address1: 'Długa 1',
      address2: null,
      city: 'Kraków',
      province: null,
      zip: '30-001',
      countryCode: 'PL',
      phone: null,
    },
    fingerprint: 'print',
  },
  ofCase: { address: null },
  ...more,
});

const ask = (more: Partial<ReplacementAsk> = {}): ReplacementAsk => ({
  items: [{ lineItemId: '1', quantity: 2, variantId: null }],
  gift: null,
  delivery: 'as_ordered',
  address: { confirmed: 'print', corrected: {} },
  note: '',
  card: '',
  country: 'PL',
  ...more,
});

const problemOf = (asked: ReplacementAsk, of = facts(), held: ReplacementPlan[] = []) => {
  const planned = planReplacement(asked, of, held);
  return planned.ok ? null : planned.error;
};
const planOf = (asked: ReplacementAsk, of = facts(), held: ReplacementPlan[] = []) => {
  const planned = planReplacement(asked, of, held);
  if (!planned.ok) throw new Error(`not planned: ${planned.error.kind}`);
  return planned.value;
};

describe('a replacement of the same item', () => {
  it('is worth what it cost when it was bought, with the shipping it was sent by, in both currencies', () => {
    const { plan, worth, needsLead } = planOf(ask());
    expect(worth.amount).toEqual(pln(2 * 80_00 + 15_00));
    expect(worth.shopAmount).toEqual(eur(2 * 18_00 + 3_50));
    expect(worth.shopCost).toEqual(worth.shopAmount);
    expect(plan.costIs).toBe('face_value');
    expect(plan.lines).toEqual([
      { lineItemId: '1', variantId: '11', title: 'Item 11', quantity: 2, other: false, unitPrice: pln(80_00) },
    ]);
    expect(plan.delivery).toEqual({ title: 'DPD', worth: pln(15_00) });
    expect(needsLead).toBe(false);
  });

  it('costs the shop what the goods cost, where that is written down', () => {
    const of = facts({ variants: [item('11', { unitCost: eur(6_00) }), item('13')] });
    const known = planOf(ask(), of);
    expect(known.worth.shopCost).toEqual(eur(2 * 6_00 + 3_50));
    expect(known.plan.costIs).toBe('known');
    const partly = planOf(ask({ gift: { variantId: '13', quantity: 1 } }), of);
    expect(partly.worth.shopCost).toEqual(eur(2 * 6_00 + 20_00 + 3_50));
    expect(partly.plan.costIs).toBe('partly_known');
  });

  it('is sent the shop’s own way when asked, which is worth nothing of its own', () => {
    const { plan, worth } = planOf(ask({ delivery: 'free' }));
    expect(plan.delivery).toEqual({ title: null, worth: pln(0) });
    expect(worth.amount).toEqual(pln(2 * 80_00));
  });

  it('cannot be sent when the shop no longer has it', () => {
    const of = facts({ lines: [line('1', null)] });
    expect(problemOf(ask(), of)).toEqual({ kind: 'item_gone', lineItemId: '1', title: 'Line 1' });
  });
});

describe('another item in its place', () => {
  it('is worth today’s price, and says that it is another', () => {
    const { plan, worth } = planOf(ask({ items: [{ lineItemId: '1', quantity: 1, variantId: '13' }] }));
    expect(worth.amount).toEqual(pln(90_00 + 15_00));
    expect(worth.shopAmount).toEqual(eur(20_00 + 3_50));
    expect(plan.lines[0]).toMatchObject({ variantId: '13', other: true });
  });

  it('chosen by hand but the same is the same', () => {
    const { plan, worth } = planOf(ask({ items: [{ lineItemId: '1', quantity: 1, variantId: '11' }] }));
    expect(plan.lines[0]).toMatchObject({ variantId: '11', other: false });
    expect(worth.amount).toEqual(pln(80_00 + 15_00));
  });

  it('must be one of the shop, with a price in the customer’s currency', () => {
    const items = [{ lineItemId: '1', quantity: 1, variantId: '99' }];
    expect(problemOf(ask({ items }))).toEqual({ kind: 'unknown_item', lineItemId: '1' });
    const unpriced = facts({ variants: [item('99', { price: null })] });
    expect(problemOf(ask({ items }), unpriced)).toMatchObject({ kind: 'price_unknown', lineItemId: '1' });
  });
});

describe('how many', () => {
  const twoHeld = planOf(ask()).plan;

  it('at most what was ordered', () => {
    const items = [{ lineItemId: '1', quantity: 4, variantId: null }];
    expect(problemOf(ask({ items }))).toEqual({
      kind: 'quantity_too_large',
      lineItemId: '1',
      title: 'Line 1',
      left: 3,
      asked: 4,
    });
  });

  it('less what other replacements have given for the same line, whatever they sent', () => {
    const other = planOf(ask({ items: [{ lineItemId: '1', quantity: 1, variantId: '13' }] })).plan;
    expect(problemOf(ask(), facts(), [twoHeld])).toMatchObject({ kind: 'quantity_too_large', left: 1, asked: 2 });
    expect(problemOf(ask(), facts(), [other])).toBeNull();
    expect(problemOf(ask(), facts(), [twoHeld, other])).toMatchObject({ kind: 'quantity_too_large', left: 0 });
  });

  it('a line named twice counts together, and gifts count for no line', () => {
    const items = [
      { lineItemId: '1', quantity: 2, variantId: null },
      { lineItemId: '1', quantity: 2, variantId: '13' },
    ];
    expect(problemOf(ask({ items }))).toMatchObject({ kind: 'quantity_too_large', left: 3, asked: 4 });
    const gift = planOf(ask({ items: [], gift: { variantId: '11', quantity: 3 } })).plan;
    expect(problemOf(ask(), facts(), [gift])).toBeNull();
  });

  it('a line of another order is none of these', () => {
    expect(problemOf(ask({ items: [{ lineItemId: '9', quantity: 1, variantId: null }] }))).toEqual({
      kind: 'unknown_line',
      lineItemId: '9',
    });
  });

  it('never passes what was ordered, however it is split over decisions', () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(quantities, fc.integer({ min: 1, max: 6 }), (wished, ordered) => {
        const of = facts({ lines: [line('1', '11', ordered)], variants: [item('11', { available: null })] });
        const held: ReplacementPlan[] = [];
        for (const quantity of wished) {
          const planned = planReplacement(ask({ items: [{ lineItemId: '1', quantity, variantId: null }] }), of, held);
          if (planned.ok) held.push(planned.value.plan);
        }
        const given = held.flatMap((plan) => plan.lines).reduce((sum, each) => sum + each.quantity, 0);
        expect(given).toBeLessThanOrEqual(ordered);
      }),
    );
  });
});

describe('stock', () => {
  it('that has run out is said beside the line, with what is left', () => {
    const of = facts({ variants: [item('11', { available: 1 })] });
    expect(problemOf(ask(), of)).toEqual({
      kind: 'out_of_stock',
      lineItemId: '1',
      title: 'Item 11',
      left: 1,
      asked: 2,
    });
  });

  it('below nothing is nothing left', () => {
    expect(problemOf(ask(), facts({ variants: [item('11', { available: -4 })] }))).toMatchObject({ left: 0 });
  });

  it('is not asked of what is sold on', () => {
    expect(problemOf(ask(), facts({ variants: [item('11', { available: null })] }))).toBeNull();
  });

  it('is shared by everything that wants the same item, the gift last', () => {
    const of = facts({ variants: [item('11', { available: 2 })] });
    expect(problemOf(ask({ gift: { variantId: '11', quantity: 1 } }), of)).toEqual({
      kind: 'out_of_stock',
      lineItemId: null,
      title: 'Item 11',
      left: 0,
      asked: 1,
    });
  });
});

describe('a gift', () => {
  it('may come with the replacement or alone, and adds to its worth', () => {
    const gift = { variantId: '13', quantity: 1 };
    expect(planOf(ask({ gift })).worth.amount).toEqual(pln(2 * 80_00 + 90_00 + 15_00));
    expect(planOf(ask({ items: [], gift })).plan.lines).toEqual([
      { lineItemId: null, variantId: '13', title: 'Item 13', quantity: 1, other: false, unitPrice: pln(90_00) },
    ]);
  });

  it('must be there', () => {
    expect(problemOf(ask({ gift: { variantId: '99', quantity: 1 } }))).toEqual({
      kind: 'unknown_item',
      lineItemId: null,
    });
    expect(problemOf(ask({ items: [] }))).toEqual({ kind: 'nothing_asked' });
  });
});

describe('the address', () => {
  it('has to be confirmed as it is now', () => {
    const unread = { confirmed: null, corrected: {} };
    expect(problemOf(ask({ address: unread }))).toEqual({ kind: 'address_not_confirmed' });
    const old = { confirmed: 'another print', corrected: {} };
    expect(problemOf(ask({ address: old }))).toEqual({ kind: 'address_changed' });
  });

  it('has to be one that a parcel can go to', () => {
    const corrected = { city: ' ', countryCode: '' };
    expect(problemOf(ask({ address: { confirmed: 'print', corrected } }))).toEqual({
      kind: 'address_incomplete',
      missing: ['city', 'countryCode'],
    });
  });

  it('is not kept; only what was really corrected is', () => {
    const corrected = { city: 'Kraków', zip: '30-002', address2: ' m. 4 ' };
    const { plan } = planOf(ask({ address: { confirmed: 'print', corrected } }));
    expect(plan.address).toEqual({ confirmed: 'print', corrected: { zip: '30-002', address2: 'm. 4' } });
    expect(JSON.stringify(plan)).not.toContain('Nowak');
  });

  const corrected = { address1: 'Nowa 5', zip: '30-009' };
  const theirs = (fingerprint = 'print'): ReplacementFacts => {
    const { address } = facts();
    const fields = { ...address.fields, ...corrected };
    const answered = { id: 'q1', answer: 'corrected', fields, fingerprint, at: '2026-11-22T12:00:00.000Z' } as const;
    return facts({ ofCase: { address: answered } });
  };

  it('that the customer has given is stored as hers, whoever typed it', () => {
    for (const answer of [undefined, 'q1'])
      expect(
        planOf(ask({ address: { confirmed: 'print', corrected, ...(answer && { answer }) } }), theirs()).plan.address,
      ).toEqual({ confirmed: 'print', corrected, answer: 'q1' });
  });

  it('may be another one than hers only for somebody who has seen hers', () => {
    const unseen = { confirmed: 'print', corrected: {} };
    expect(problemOf(ask({ address: unseen }), theirs())).toEqual({ kind: 'address_answered' });
    expect(problemOf(ask({ address: { ...unseen, answer: 'q0' } }), theirs())).toEqual({ kind: 'address_answered' });
    const seen = { ...unseen, answer: 'q1' };
    expect(planOf(ask({ address: seen }), theirs()).plan.address).toEqual({ confirmed: 'print', corrected: {} });
  });

  it('of an order that was changed after she was asked is no longer the one she spoke of, unless it is hers by now', () => {
    const [same, changed] = [theirs(), theirs('an older print')];
    const answered = (of: ReplacementFacts) => of.ofCase.address ?? expect.fail('no answer');
    expect(answersThis(same.address, answered(same))).toBe(true);
    expect(answersThis(changed.address, answered(changed))).toBe(false);
    const taken = { ...changed.address, fields: { ...changed.address.fields, ...corrected } };
    expect(answersThis(taken, answered(changed))).toBe(true);
    expect(toTheirs(changed.address.fields, answered(changed))).toEqual(corrected);
  });

  it('is asked about last, after everything that Shopify would refuse', () => {
    const of = facts({ variants: [item('11', { available: 0 })] });
    expect(problemOf(ask({ address: { confirmed: null, corrected: {} } }), of)?.kind).toBe('out_of_stock');
  });
});

it('what a replacement is worth in the shop’s currency is exactly the sum of its parts', () => {
  const parts = fc.record({
    price: fc.integer({ min: 0, max: 1_000_000 }),
    shop: fc.integer({ min: 0, max: 1_000_000 }),
    cost: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    quantity: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(parts, { minLength: 1, maxLength: 8 }), (wished) => {
      const of = facts({
        lines: wished.map((each, index) => ({
          ...line(String(index + 1), String(index + 1), each.quantity),
          unitPrice: pair(each.price, each.shop),
        })),
        variants: wished.map(({ cost }, index) =>
          item(String(index + 1), { available: null, unitCost: cost === null ? null : eur(cost) }),
        ),
      });
      const items = wished.map(({ quantity }, index) => ({ lineItemId: String(index + 1), quantity, variantId: null }));
      const { worth } = planOf(ask({ items, delivery: 'free' }), of);
      const total = (of: (each: (typeof wished)[number]) => number) =>
        wished.reduce((sum, each) => sum + of(each) * each.quantity, 0);
      expect(worth.amount.minor).toBe(total((each) => each.price));
      expect(worth.shopAmount.minor).toBe(total((each) => each.shop));
      expect(worth.shopCost.minor).toBe(total((each) => each.cost ?? each.shop));
    }),
  );
});
