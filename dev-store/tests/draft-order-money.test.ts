import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, TOKYO_PAPER } from './harness.ts';
import { ask, createDraft, custom, draftOf, home, openSales, updateDraft, variant } from './sales.ts';

let desk: Desk;
let mug: string;

beforeAll(async () => {
  desk = await openSales();
  mug = (await variant(desk, 'STMU-BLUE')).id;
});

afterAll(() => desk.close());

describe('the price of a draft', () => {
  it('is the catalogue’s for a variant, whatever the fields of custom lines say', async () => {
    const draft = await draftOf(desk, {
      lineItems: [
        {
          variantId: mug,
          quantity: 2,
          title: 'Bogus',
          sku: 'BOGUS',
          originalUnitPrice: '0.01',
          requiresShipping: false,
        },
      ],
    });
    expect(draft.lineItems.nodes[0]).toMatchObject({
      title: 'Stoneware Mug',
      sku: 'STMU-BLUE',
      custom: false,
      requiresShipping: true,
      originalUnitPriceSet: { shopMoney: { amount: '18.9' } },
    });
    expect(draft.totalPriceSet.presentmentMoney).toEqual({ amount: '37.8', currencyCode: 'EUR' });
  });

  it('is overridden by priceOverride, also in another currency', async () => {
    const line = { variantId: mug, quantity: 1, priceOverride: { amount: '10.00', currencyCode: 'EUR' } };
    expect((await draftOf(desk, { lineItems: [line] })).totalPriceSet.presentmentMoney.amount).toBe('10.0');
    const polish = await draftOf(desk, { lineItems: [line], presentmentCurrencyCode: 'PLN' });
    expect(polish.totalPriceSet.presentmentMoney).toEqual({ amount: '42.83', currencyCode: 'PLN' });
    expect(polish.totalPriceSet.shopMoney).toEqual({ amount: '10.0', currencyCode: 'EUR' });
  });

  it('is what a custom line says, and 0 where it says nothing', async () => {
    const draft = await draftOf(desk, {
      lineItems: [custom('Engraving', '7.50', { quantity: 2, sku: 'ENGR' }), { title: 'Card', quantity: 1 }],
    });
    expect(draft.totalPriceSet.presentmentMoney.amount).toBe('15.0');
    expect(draft.lineItems.nodes.map((line) => [line.title, line.custom, line.sku, line.variant])).toEqual([
      ['Engraving', true, 'ENGR', null],
      ['Card', true, null, null],
    ]);
  });

  it('is in the currency of the shipping address unless one is asked for', async () => {
    const lineItems = [{ variantId: mug, quantity: 1 }];
    const toPoland = await draftOf(desk, { lineItems, shippingAddress: home() });
    expect(toPoland.totalPriceSet).toEqual({
      shopMoney: { amount: '18.89', currencyCode: 'EUR' },
      presentmentMoney: { amount: '80.9', currencyCode: 'PLN' },
    });
    const inEuros = await draftOf(desk, { lineItems, shippingAddress: home(), presentmentCurrencyCode: 'EUR' });
    expect(inEuros.presentmentCurrencyCode).toBe('EUR');
  });

  it('has no decimals in a currency without', async () => {
    const over = { shop: TOKYO_PAPER, token: await desk.accessToken(TOKYO_PAPER) };
    const pen = await variant(desk, 'BRPE-SEPIA', over);
    type Data = { draftOrderCreate: { draftOrder: { totalPriceSet: { shopMoney: { amount: string } } } } };
    const data = await ask<Data>(
      desk,
      `mutation M($input: DraftOrderInput!) { draftOrderCreate(input: $input) { draftOrder {
        totalPriceSet { shopMoney { amount } } } userErrors { message } } }`,
      {
        input: {
          lineItems: [{ variantId: pen.id, quantity: 1 }],
          appliedDiscount: { value: 33, valueType: 'PERCENTAGE' },
        },
      },
      over,
    );
    expect(data.draftOrderCreate.draftOrder.totalPriceSet.shopMoney.amount).toBe('590.0');
  });

  it('contains its tax where prices do, and none when exempt', async () => {
    const lineItems = [{ variantId: mug, quantity: 1 }];
    expect((await draftOf(desk, { lineItems })).totalTaxSet.shopMoney.amount).toBe('3.28');
    expect((await draftOf(desk, { lineItems, taxExempt: true })).totalTaxSet.shopMoney.amount).toBe('0.0');
  });
});

describe('a discount of a draft', () => {
  const lineItems = (): object[] => [{ variantId: mug, quantity: 2 }];

  it('of 100 % leaves shipping to pay, and nothing when shipping is free', async () => {
    const appliedDiscount = { title: 'Replacement', value: 100, valueType: 'PERCENTAGE' };
    const shippingLine = { title: 'Courier', priceWithCurrency: { amount: '4.90', currencyCode: 'EUR' } };
    const draft = await draftOf(desk, { lineItems: lineItems(), appliedDiscount, shippingLine });
    expect(draft.totalPriceSet.presentmentMoney.amount).toBe('4.9');
    expect(draft.shippingLine).toMatchObject({ title: 'Courier', code: 'custom', custom: true });
    const free = { title: 'Free', priceWithCurrency: { amount: '0.00', currencyCode: 'EUR' } };
    const gift = await draftOf(desk, { lineItems: lineItems(), appliedDiscount, shippingLine: free });
    expect(gift.totalPriceSet.presentmentMoney.amount).toBe('0.0');
    expect(gift.totalDiscountsSet.presentmentMoney.amount).toBe('37.8');
  });

  it('stands on a line and on the order beside each other', async () => {
    const draft = await draftOf(desk, {
      lineItems: [custom('Service', '20.00', { quantity: 2, appliedDiscount: { value: 10, valueType: 'PERCENTAGE' } })],
      appliedDiscount: { title: 'Loyalty', value: 5, valueType: 'FIXED_AMOUNT' },
      shippingLine: { title: 'Courier', priceWithCurrency: { amount: '7.25', currencyCode: 'EUR' } },
    });
    const amounts = [
      draft.totalLineItemsPriceSet,
      draft.lineItemsSubtotalPrice,
      draft.subtotalPriceSet,
      draft.totalDiscountsSet,
      draft.totalShippingPriceSet,
      draft.totalPriceSet,
    ].map((bag) => bag.shopMoney.amount);
    expect(amounts).toEqual(['40.0', '36.0', '31.0', '9.0', '7.25', '38.25']);
    expect(draft.lineItems.nodes[0]?.appliedDiscount?.amountSet.shopMoney.amount).toBe('4.0');
    expect(draft.lineItems.nodes[0]?.discountedTotalSet.shopMoney.amount).toBe('36.0');
  });

  it('of a fixed amount takes the shop’s currency, one unit at a time, or the amount that is stated', async () => {
    const off = (more: object): object => [
      { variantId: mug, quantity: 2, appliedDiscount: { value: 5, valueType: 'FIXED_AMOUNT', ...more } },
    ];
    const perUnit = await draftOf(desk, { lineItems: off({}) });
    expect(perUnit.totalDiscountsSet.shopMoney.amount).toBe('10.0');
    const stated = await draftOf(desk, {
      lineItems: off({ amountWithCurrency: { amount: '21.40', currencyCode: 'PLN' } }),
      presentmentCurrencyCode: 'PLN',
    });
    expect(stated.totalDiscountsSet.presentmentMoney.amount).toBe('21.4');
  });

  it('never takes more than there is', async () => {
    const appliedDiscount = { value: 500, valueType: 'FIXED_AMOUNT' };
    const draft = await draftOf(desk, { lineItems: lineItems(), appliedDiscount });
    expect(draft.totalPriceSet.shopMoney.amount).toBe('0.0');
  });

  it('above 100 %, or with more than two decimals, is refused at its place; below zero it is taken', async () => {
    const refusal = async (value: number): Promise<unknown> =>
      (await createDraft(desk, { lineItems: lineItems(), appliedDiscount: { value, valueType: 'PERCENTAGE' } }))
        .userErrors;
    expect(await refusal(150)).toEqual([
      {
        field: ['appliedDiscount', 'value'],
        message: 'Applied discount value must be less than or equal to 100%',
      },
    ]);
    expect(await refusal(10.123)).toEqual([
      {
        field: ['appliedDiscount', 'value'],
        message: 'Applied discount value can have at most 2 digits after decimal point',
      },
    ]);
    expect(await refusal(-5)).toEqual([]);
  });
});

describe('draftOrderCalculate', () => {
  it('answers what a draft would come to and keeps nothing', async () => {
    const query = `mutation M($input: DraftOrderInput!) { draftOrderCalculate(input: $input) {
      calculatedDraftOrder { totalPriceSet { presentmentMoney { amount } } totalQuantityOfLineItems
        lineItems { title custom discountedTotal { amount } } availableShippingRates { handle } customer { id } }
      userErrors { field message } } }`;
    type Data = { draftOrderCalculate: { calculatedDraftOrder: object | null; userErrors: object[] } };
    const input = {
      email: 'nobody.yet@example.com',
      lineItems: [{ variantId: mug, quantity: 2 }],
      appliedDiscount: { value: 50, valueType: 'PERCENTAGE' },
    };
    const before = (await desk.get<{ draftOrders: object[]; customers: object[] }>('/dev-store/state')).customers
      .length;
    const data = await ask<Data>(desk, query, { input });
    expect(data.draftOrderCalculate).toEqual({
      calculatedDraftOrder: {
        totalPriceSet: { presentmentMoney: { amount: '18.9' } },
        totalQuantityOfLineItems: 2,
        lineItems: [{ title: 'Stoneware Mug', custom: false, discountedTotal: { amount: '37.8' } }],
        availableShippingRates: [],
        customer: null,
      },
      userErrors: [],
    });
    expect((await desk.get<{ customers: object[] }>('/dev-store/state')).customers).toHaveLength(before);
    const empty = await ask<Data>(desk, query, { input: { lineItems: [] } });
    expect(empty.draftOrderCalculate).toEqual({
      calculatedDraftOrder: null,
      userErrors: [{ field: null, message: 'Add at least 1 product' }],
    });
  });
});

describe('draftOrderUpdate', () => {
  it('prices the draft anew when its currency or its lines change', async () => {
    const draft = await draftOf(desk, { lineItems: [{ variantId: mug, quantity: 1 }], taxExempt: true });
    const { draftOrder } = await updateDraft(desk, draft.id, { presentmentCurrencyCode: 'CZK' });
    expect(draftOrder?.totalPriceSet.presentmentMoney).toEqual({ amount: '472.5', currencyCode: 'CZK' });
    const more = await updateDraft(desk, draft.id, { lineItems: [{ variantId: mug, quantity: 3 }] });
    expect(more.draftOrder?.totalPriceSet.presentmentMoney.amount).toBe('1417.5');
  });
});
