import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MUG_HOUSE, type Desk } from './harness.ts';
import { createOrder, errorsOf, eur, home, openSales, orderOf, search, variant } from './sales.ts';

let desk: Desk;
let mug: string;

beforeAll(async () => {
  desk = await openSales();
  mug = (await variant(desk, 'STMU-BLUE')).id;
});

afterAll(() => desk.close());

const line = (more: object = {}): object => ({ title: 'Mug', quantity: 1, priceSet: eur('10.00'), ...more });

describe('orderCreate', () => {
  it('keeps the marks of a replacement and is found by each of them', async () => {
    const order = await orderOf(desk, {
      lineItems: [{ variantId: mug, quantity: 1, properties: [{ name: 'Gift', value: 'yes' }] }],
      sourceIdentifier: 'amends:r-1',
      tags: ['replacement', 'Amends'],
      note: 'Pack it well',
      poNumber: 'PO-1',
      customAttributes: [{ key: 'remedy', value: 'r-1' }],
      shippingAddress: home(),
      email: 'buyer@example.com',
    });
    expect(order).toMatchObject({
      sourceIdentifier: 'amends:r-1',
      sourceName: '4000001',
      tags: ['Amends', 'replacement'],
      note: 'Pack it well',
      poNumber: 'PO-1',
      customAttributes: [{ key: 'remedy', value: 'r-1' }],
      shippingAddress: { city: 'Kraków', countryCodeV2: 'PL' },
      customer: { email: 'buyer@example.com', firstName: 'Maja' },
      lineItems: { nodes: [{ title: 'Stoneware Mug', customAttributes: [{ key: 'Gift', value: 'yes' }] }] },
    });
    for (const query of ['source_identifier:"amends:r-1"', 'source_identifier:amends:r-1', `name:${order.name}`]) {
      expect(await search(desk, query), query).toEqual([order.name]);
    }
    expect(await search(desk, 'tag:replacement tag:amends')).toContain(order.name);
  });

  it('recognises no repeat: the same source identifier makes a second order', async () => {
    const input = { lineItems: [line()], sourceIdentifier: 'amends:twice' };
    await orderOf(desk, input);
    await orderOf(desk, input);
    expect(await search(desk, 'source_identifier:amends:twice')).toHaveLength(2);
  });

  it('has no @idempotent: the directive is ignored', async () => {
    const query = `mutation M($order: OrderCreateOrderInput!) {
      orderCreate(order: $order) @idempotent(key: "once") { order { id } userErrors { message } } }`;
    const ids = new Set<unknown>();
    for (let turn = 0; turn < 2; turn += 1) {
      type Data = { orderCreate: { order: { id: string } } };
      const { body } = await desk.graphql<Data>(query, { order: { lineItems: [line()] } });
      ids.add(body.data?.orderCreate.order.id);
    }
    expect(ids.size).toBe(2);
  });

  it('without a payment and without a status shows no financial status at all', async () => {
    const order = await orderOf(desk, { lineItems: [line({ quantity: 2 })] });
    expect(order).toMatchObject({
      displayFinancialStatus: null,
      displayFulfillmentStatus: 'UNFULFILLED',
      transactions: [],
      totalOutstandingSet: { shopMoney: { amount: '20.0' } },
    });
  });

  it('takes the money from the transactions, with shipping and the taxes it names', async () => {
    const order = await orderOf(desk, {
      lineItems: [
        line({ quantity: 2, priceSet: eur('12.00'), taxLines: [{ title: 'VAT', rate: 0.1, priceSet: eur('2.40') }] }),
      ],
      shippingLines: [
        {
          title: 'Ground',
          code: 'G',
          source: 'amends',
          priceSet: eur('5.00'),
          taxLines: [{ title: 'VAT', rate: '0.1', priceSet: eur('0.50') }],
        },
      ],
      transactions: [{ kind: 'SALE', status: 'SUCCESS', gateway: 'manual', amountSet: eur('31.90') }],
    });
    expect(order).toMatchObject({
      displayFinancialStatus: 'PAID',
      subtotalPriceSet: { shopMoney: { amount: '24.0' } },
      totalTaxSet: { shopMoney: { amount: '2.9' } },
      totalPriceSet: { shopMoney: { amount: '31.9' } },
      totalOutstandingSet: { shopMoney: { amount: '0.0' } },
      shippingLines: { nodes: [{ title: 'Ground', code: 'G', source: 'amends', custom: false }] },
    });
  });

  it('an authorization is capturable and leaves nothing outstanding', async () => {
    const order = await orderOf(desk, {
      lineItems: [line({ priceSet: eur('18.00') })],
      transactions: [{ kind: 'AUTHORIZATION', status: 'SUCCESS', gateway: 'manual', amountSet: eur('18.00') }],
    });
    expect(order).toMatchObject({
      displayFinancialStatus: 'AUTHORIZED',
      capturable: true,
      totalCapturableSet: { shopMoney: { amount: '18.0' } },
      totalOutstandingSet: { shopMoney: { amount: '0.0' } },
      totalReceivedSet: { shopMoney: { amount: '0.0' } },
    });
  });

  it('a status that is said persists against the transactions', async () => {
    expect((await orderOf(desk, { lineItems: [line()], financialStatus: 'PAID' })).displayFinancialStatus).toBe('PAID');
  });

  it('worth nothing is paid', async () => {
    const order = await orderOf(desk, { lineItems: [{ variantId: mug, quantity: 1, priceSet: eur('0.00') }] });
    expect(order.displayFinancialStatus).toBe('PAID');
  });

  it('takes one discount code off all items, or the shipping', async () => {
    const lineItems = [line({ priceSet: eur('30.00') })];
    const shippingLines = [{ title: 'Ground', priceSet: eur('4.00') }];
    const fixed = { itemFixedDiscountCode: { code: 'FIVE', amountSet: eur('5.00') } };
    expect(await orderOf(desk, { lineItems, shippingLines, discountCode: fixed })).toMatchObject({
      discountCodes: ['FIVE'],
      subtotalPriceSet: { shopMoney: { amount: '25.0' } },
      totalPriceSet: { shopMoney: { amount: '29.0' } },
    });
    const percent = { itemPercentageDiscountCode: { code: 'ALL', percentage: 100 } };
    expect((await orderOf(desk, { lineItems, discountCode: percent })).totalPriceSet.shopMoney.amount).toBe('0.0');
    const free = { freeShippingDiscountCode: { code: 'SHIP' } };
    expect(await orderOf(desk, { lineItems, shippingLines, discountCode: free })).toMatchObject({
      totalPriceSet: { shopMoney: { amount: '30.0' } },
      shippingLines: { nodes: [{ discountedPriceSet: { shopMoney: { amount: '0.0' } } }] },
    });
  });

  it('keeps both currencies as they are given', async () => {
    const priceSet = {
      shopMoney: { amount: '10.00', currencyCode: 'EUR' },
      presentmentMoney: { amount: '43.10', currencyCode: 'PLN' },
    };
    const order = await orderOf(desk, { lineItems: [line({ priceSet })], presentmentCurrency: 'PLN' });
    expect(order.totalPriceSet).toEqual({
      shopMoney: { amount: '10.0', currencyCode: 'EUR' },
      presentmentMoney: { amount: '43.1', currencyCode: 'PLN' },
    });
    expect((await createOrder(desk, { lineItems: [line({ priceSet })] })).userErrors).toHaveLength(1);
  });

  it('keeps three decimals of a currency that has them', async () => {
    const priceSet = { shopMoney: { amount: '1.250', currencyCode: 'KWD' } };
    const order = await orderOf(desk, { lineItems: [line({ quantity: 3, priceSet })], currency: 'KWD' });
    expect(order.totalPriceSet.shopMoney).toEqual({ amount: '3.75', currencyCode: 'KWD' });
  });

  it('processed in the future is processed now', async () => {
    const order = await orderOf(desk, { lineItems: [line()], processedAt: '2099-01-01T00:00:00Z' });
    expect(Date.parse(order.processedAt)).toBeLessThanOrEqual(Date.now());
  });

  it('associates a customer, or makes one', async () => {
    const known = await desk.order({ customer: { email: 'known@example.com' } });
    const lineItems = [line()];
    const byId = await orderOf(desk, { lineItems, customer: { toAssociate: { id: known.customerId } } });
    expect(byId).toMatchObject({ customer: { id: known.customerId }, email: 'known@example.com' });
    const toUpsert = { email: 'fresh@example.com', firstName: 'Fresh', lastName: 'Face' };
    const made = await orderOf(desk, { lineItems, customer: { toUpsert } });
    expect(made.customer).toMatchObject({ email: 'fresh@example.com', firstName: 'Fresh' });
  });

  it('can be sent already', async () => {
    const lineItems = [{ variantId: mug, quantity: 1 }];
    expect((await orderOf(desk, { lineItems, fulfillmentStatus: 'FULFILLED' })).displayFulfillmentStatus).toBe(
      'FULFILLED',
    );
  });

  it('sends a receipt only when told to', async () => {
    const { mails } = desk.devStore.store.state;
    const before = mails.length;
    await orderOf(desk, { lineItems: [line()], email: 'reader@example.com' });
    expect(mails).toHaveLength(before);
    const order = await orderOf(desk, { lineItems: [line()], email: 'reader@example.com' }, { sendReceipt: true });
    expect(mails.at(-1)).toMatchObject({ to: ['reader@example.com'], subject: `Order ${order.name} confirmed` });
  });
});

describe('orderCreate refuses', () => {
  it.each<[string, object, string[], string, string]>([
    ['no lines', { lineItems: [] }, ['order', 'lineItems'], 'Line items must have at least one line item', 'INVALID'],
    [
      'both ways to name a customer',
      {
        lineItems: [{ title: 'x', quantity: 1 }],
        customerId: 'gid://shopify/Customer/1',
        customer: { toUpsert: { email: 'a@example.com' } },
      },
      ['order'],
      'Only one of customer or customerId can be provided',
      'REDUNDANT_CUSTOMER_FIELDS',
    ],
    [
      'a bad e-mail address',
      { lineItems: [{ title: 'x', quantity: 1 }], email: 'nobody' },
      ['order', 'email'],
      'Email is invalid',
      'INVALID',
    ],
  ])('%s', async (_fact, order, field, message, code) => {
    expect(await createOrder(desk, order)).toEqual({ order: null, userErrors: [{ field, message, code }] });
  });

  it('a variant that is not there, with three sentences', async () => {
    const { userErrors } = await createOrder(desk, {
      lineItems: [{ variantId: 'gid://shopify/ProductVariant/999', quantity: 1, priceSet: eur('10.00') }],
    });
    expect(userErrors.map((one) => [one.field?.join('.'), one.message])).toEqual([
      ['order', 'Order Line items is invalid'],
      ['order.lineItems', "Line items Name can't be blank"],
      ['order.lineItems', "Line items Title can't be blank"],
    ]);
  });

  it('a token of a person: offline tokens only', async () => {
    const { body } = await desk.post<{ accessToken: string }>('/dev-store/apps/access-token', {
      shop: MUG_HOUSE,
      userId: 1001,
    });
    const query =
      'mutation M($order: OrderCreateOrderInput!) { orderCreate(order: $order) { userErrors { message } } }';
    const [error] = await errorsOf(desk, query, { order: { lineItems: [line()] } }, { token: body.accessToken });
    expect(error?.extensions?.code).toBe('ACCESS_DENIED');
    expect(error?.message).toContain('offline tokens');
  });

  it('an app without write_orders', async () => {
    const poor = await openSales({ scopes: ['read_orders', 'read_products'] });
    const query =
      'mutation M($order: OrderCreateOrderInput!) { orderCreate(order: $order) { userErrors { message } } }';
    const [error] = await errorsOf(poor, query, { order: { lineItems: [line()] } });
    expect(error?.extensions?.code).toBe('ACCESS_DENIED');
    await poor.close();
  });

  it('the sixth order in a minute where the shop is told to be a development store', async () => {
    await desk.advance(120_000);
    await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { orderCreatesPerMinute: 5 });
    for (let turn = 0; turn < 5; turn += 1) await orderOf(desk, { lineItems: [line()] });
    expect(await createOrder(desk, { lineItems: [line()] })).toEqual({
      order: null,
      userErrors: [{ field: null, message: 'Too many attempts. Please try again later.', code: null }],
    });
    await desk.advance(61_000);
    expect((await createOrder(desk, { lineItems: [line()] })).userErrors).toEqual([]);
    await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { orderCreatesPerMinute: null });
  });
});
