import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MUG_HOUSE, TOKYO_PAPER, type Desk } from './harness.ts';
import {
  ask,
  createDraft,
  custom,
  draftNow,
  draftOf,
  errorsOf,
  home,
  openSales,
  updateDraft,
  variant,
} from './sales.ts';

let desk: Desk;
let mug: string;

beforeAll(async () => {
  desk = await openSales();
  mug = (await variant(desk, 'STMU-BLUE')).id;
});

afterAll(() => desk.close());

describe('draftOrderCreate', () => {
  it('keeps note, attributes, address, sorted tags, metafields and a name of its own', async () => {
    const draft = await draftOf(desk, {
      lineItems: [{ variantId: mug, quantity: 1, customAttributes: [{ key: 'Gift', value: 'yes' }] }],
      note: 'Pack it well',
      tags: ['replacement', 'Amends, b', 'amends'],
      customAttributes: [{ key: 'remedy', value: 'r-1' }],
      shippingAddress: home(),
      metafields: [{ namespace: '$app', key: 'remedy', type: 'single_line_text_field', value: 'r-1' }],
    });
    expect(draft).toMatchObject({
      name: expect.stringMatching(/^#D\d+$/) as string,
      status: 'OPEN',
      note2: 'Pack it well',
      tags: ['Amends', 'b', 'replacement'],
      customAttributes: [{ key: 'remedy', value: 'r-1' }],
      shippingAddress: { city: 'Kraków', countryCodeV2: 'PL' },
      order: null,
    });
    type Data = { draftOrder: { metafield: { value: string } } };
    const query = 'query Q($id: ID!) { draftOrder(id: $id) { metafield(namespace: "$app", key: "remedy") { value } } }';
    expect(await ask<Data>(desk, query, { id: draft.id })).toEqual({ draftOrder: { metafield: { value: 'r-1' } } });
  });

  it('belongs to the customer that is named, by either field, with her e-mail address and, if wanted, her address', async () => {
    const order = await desk.order({ customer: { email: 'vera@example.com', firstName: 'Vera' } });
    const lineItems = [{ variantId: mug, quantity: 1 }];
    const newer = await draftOf(desk, {
      lineItems,
      purchasingEntity: { customerId: order.customerId },
      useCustomerDefaultAddress: true,
    });
    expect(newer).toMatchObject({ email: 'vera@example.com', customer: { id: order.customerId } });
    expect(newer.shippingAddress).not.toBeNull();
    const older = await draftOf(desk, { lineItems, customerId: order.customerId });
    expect(older.customer?.id).toBe(order.customerId);
  });

  it('makes a customer of an e-mail address that nobody has', async () => {
    const lineItems = [{ variantId: mug, quantity: 1 }];
    const first = await draftOf(desk, { lineItems, email: 'new.somebody@example.com' });
    expect(first.customer?.email).toBe('new.somebody@example.com');
    const second = await draftOf(desk, { lineItems, email: 'NEW.somebody@example.com' });
    expect(second.customer?.id).toBe(first.customer?.id);
  });

  it('recognises no repeat: the same call makes a second draft', async () => {
    const input = { lineItems: [{ variantId: mug, quantity: 1 }] };
    expect((await draftOf(desk, input)).id).not.toBe((await draftOf(desk, input)).id);
  });

  it.each<[string, object, string[] | null, string]>([
    ['no lines', { lineItems: [] }, null, 'Add at least 1 product'],
    [
      'a variant that is not there',
      { lineItems: [{ variantId: 'gid://shopify/ProductVariant/999999999', quantity: 1 }] },
      null,
      'Product with ID 999999999 is no longer available.',
    ],
    [
      'a custom line without a title',
      { lineItems: [{ quantity: 1, originalUnitPrice: '10.00' }] },
      null,
      'Merchandise title is empty.',
    ],
    [
      'a quantity of 0',
      { lineItems: [{ title: 'x', quantity: 0 }] },
      ['lineItems', '0', 'quantity'],
      'Quantity must be greater than or equal to 1',
    ],
    [
      'a price below 0',
      { lineItems: [{ title: 'x', quantity: 1, originalUnitPrice: '-1.00' }] },
      null,
      'Cannot send negative price for line_item',
    ],
    ['a bad e-mail address', { lineItems: [custom('x', '1.00')], email: 'bad email' }, ['email'], 'Email is invalid'],
    [
      'a reservation in the past',
      { lineItems: [custom('x', '1.00')], reserveInventoryUntil: '2020-01-01T00:00:00Z' },
      null,
      "Reserve until can't be in the past",
    ],
    [
      'payment terms without a template',
      { lineItems: [custom('x', '1.00')], paymentTerms: { paymentSchedules: [] } },
      null,
      'Payment terms template id can not be empty.',
    ],
    [
      'a tag of more than 40 characters',
      { lineItems: [custom('x', '1.00')], tags: ['x'.repeat(41)] },
      ['tags', '0'],
      'Title Tag exceeds the maximum length of 40 characters',
    ],
  ])('refuses %s in Shopify’s words', async (_fact, input, field, message) => {
    expect(await createDraft(desk, input)).toEqual({ draftOrder: null, userErrors: [{ field, message }] });
  });

  it('takes 499 lines and 250 tags: more is refused before anything runs, without data', async () => {
    const query = 'mutation M($input: DraftOrderInput!) { draftOrderCreate(input: $input) { userErrors { message } } }';
    const many = (count: number): object[] => Array.from({ length: count }, () => custom('x', '1.00'));
    const { body } = await desk.graphql(query, { input: { lineItems: many(500) } });
    expect(body).not.toHaveProperty('data');
    expect(body.errors).toMatchObject([
      {
        message: 'The input array size of 500 is greater than the maximum allowed of 499.',
        path: ['draftOrderCreate', 'input', 'lineItems'],
        extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
      },
    ]);
    expect(body.extensions?.cost.actualQueryCost).toBeNull();
    const tags = Array.from({ length: 251 }, (_none, index) => `tag-${index}`);
    const [error] = await errorsOf(desk, query, { input: { lineItems: many(1), tags } });
    expect(error?.path).toEqual(['draftOrderCreate', 'input', 'tags']);
    expect((await createDraft(desk, { lineItems: many(499) })).userErrors).toEqual([]);
  });

  it('has userErrors without a code', async () => {
    const query = 'mutation M($input: DraftOrderInput!) { draftOrderCreate(input: $input) { userErrors { code } } }';
    expect((await errorsOf(desk, query, { input: { lineItems: [] } }))[0]?.message).toBe(
      "Field 'code' doesn't exist on type 'UserError'",
    );
  });

  it('is loud about what this store takes no part in', async () => {
    const query = 'mutation M($input: DraftOrderInput!) { draftOrderCreate(input: $input) { userErrors { message } } }';
    const input = { lineItems: [custom('x', '1.00')], shippingLine: { shippingRateHandle: 'abc' } };
    expect((await errorsOf(desk, query, { input }))[0]?.extensions?.code).toBe('DEV_STORE_NOT_IMPLEMENTED');
  });

  it('costs 10 points and what is selected below the draft', async () => {
    const query = `mutation M($input: DraftOrderInput!) { draftOrderCreate(input: $input) {
      draftOrder { id totalPriceSet { shopMoney { amount } } } userErrors { message } } }`;
    const { body } = await desk.graphql(query, { input: { lineItems: [custom('x', '1.00')] } });
    expect(body.extensions?.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 });
  });
});

describe('draftOrderUpdate', () => {
  it('leaves what it does not name, takes away what it sets to null', async () => {
    const draft = await draftOf(desk, {
      lineItems: [{ variantId: mug, quantity: 1 }],
      note: 'first',
      tags: ['one'],
      appliedDiscount: { title: 'Off', value: 10, valueType: 'PERCENTAGE' },
    });
    const renamed = await updateDraft(desk, draft.id, { note: 'second' });
    expect(renamed.draftOrder).toMatchObject({ note2: 'second', tags: ['one'], appliedDiscount: { value: 10 } });
    const bare = await updateDraft(desk, draft.id, { note: null, appliedDiscount: null });
    expect(bare.draftOrder).toMatchObject({ note2: null, appliedDiscount: null });
    expect(bare.draftOrder?.lineItems.nodes).toHaveLength(1);
  });

  it('puts its refusals below input, and counts tags from one', async () => {
    const draft = await draftOf(desk, { lineItems: [custom('x', '1.00')], tags: ['one'] });
    expect((await updateDraft(desk, draft.id, { tags: ['x'.repeat(41)] })).userErrors).toEqual([
      { field: ['input', 'tags', '1'], message: 'Title Tag exceeds the maximum length of 40 characters' },
    ]);
    const appliedDiscount = { value: 150, valueType: 'PERCENTAGE' };
    expect((await updateDraft(desk, draft.id, { appliedDiscount })).userErrors[0]?.field).toEqual([
      'input',
      'appliedDiscount',
      'value',
    ]);
    expect((await draftNow(desk, draft.id))?.tags).toEqual(['one']);
  });

  it('does not find another shop’s draft', async () => {
    const draft = await draftOf(desk, { lineItems: [custom('x', '1.00')] });
    const over = { shop: TOKYO_PAPER, token: await desk.accessToken(TOKYO_PAPER) };
    const query = `mutation M($id: ID!) { draftOrderUpdate(id: $id, input: { note: "x" }) {
      draftOrder { id } userErrors { field message } } }`;
    expect(await ask(desk, query, { id: draft.id }, over)).toEqual({
      draftOrderUpdate: { draftOrder: null, userErrors: [{ field: null, message: 'Draft order not found' }] },
    });
  });
});

describe('draftOrderDelete', () => {
  it('answers the id, and the draft is gone', async () => {
    const draft = await draftOf(desk, { lineItems: [custom('x', '1.00')] });
    const query = `mutation M($id: ID!) { draftOrderDelete(input: { id: $id }) { deletedId userErrors { message } } }`;
    expect(await ask(desk, query, { id: draft.id })).toEqual({
      draftOrderDelete: { deletedId: draft.id, userErrors: [] },
    });
    expect(await draftNow(desk, draft.id)).toBeNull();
    expect(await ask(desk, query, { id: draft.id })).toEqual({
      draftOrderDelete: { deletedId: null, userErrors: [{ message: 'Draft order not found' }] },
    });
  });
});

describe('draftOrders(query:)', () => {
  type Data = { draftOrders: { nodes: { id: string }[] }; draftOrdersCount: { count: number } };
  const find = async (query: string): Promise<string[]> => {
    const text = `query Q($query: String) { draftOrders(first: 50, query: $query) { nodes { id } }
      draftOrdersCount(query: $query) { count } }`;
    const data = await ask<Data>(desk, text, { query });
    expect(data.draftOrdersCount.count).toBe(data.draftOrders.nodes.length);
    return data.draftOrders.nodes.map((one) => one.id);
  };

  it('finds by tag, status, customer, id and words, the oldest first', async () => {
    const one = await draftOf(desk, { lineItems: [custom('Needle', '1.00')], tags: ['amends:r-7'] });
    const two = await draftOf(desk, { lineItems: [custom('Haystack', '1.00')], tags: ['amends:r-7', 'x'] });
    expect(await find('tag:"amends:r-7"')).toEqual([one.id, two.id]);
    expect(await find('tag:amends:r-7 AND needle')).toEqual([one.id]);
    expect(await find(`id:${two.id.split('/').at(-1) ?? ''}`)).toEqual([two.id]);
    expect(await find(one.name)).toEqual([one.id]);
    expect(await find('tag:amends:r-7 status:completed')).toEqual([]);
    expect(await find('tag:amends:r-7 status:open')).toHaveLength(2);
  });

  it('does not find a new one until the index has caught up; by id it is there at once', async () => {
    await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { searchLagMs: 60_000 });
    const draft = await draftOf(desk, { lineItems: [custom('Lagging', '1.00')], tags: ['lagging'] });
    expect(await find('tag:lagging')).toEqual([]);
    expect((await draftNow(desk, draft.id))?.id).toBe(draft.id);
    await desk.advance(61_000);
    expect(await find('tag:lagging')).toEqual([draft.id]);
    await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { searchLagMs: 0 });
  });
});

describe('without write_draft_orders', () => {
  it('making is refused, and reading needs read_draft_orders', async () => {
    const poor = await openSales({ scopes: ['read_products', 'write_orders', 'read_customers'] });
    const make = 'mutation M($input: DraftOrderInput!) { draftOrderCreate(input: $input) { userErrors { message } } }';
    const [error] = await errorsOf(poor, make, { input: { lineItems: [custom('x', '1.00')] } });
    expect(error?.extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      requiredAccess:
        '`write_draft_orders` access scope or `write_quick_sale` access scope. Also: The user must have access to manage draft orders.',
    });
    const [reading] = await errorsOf(poor, '{ draftOrders(first: 1) { nodes { id } } }');
    expect(reading?.extensions?.code).toBe('ACCESS_DENIED');
    await poor.close();
  });
});
