import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, ask, newCustomer, openDesk } from './benefits.ts';
import {
  ACTIVATE,
  change,
  CREATE,
  DEACTIVATE,
  DELETE,
  FREE_SHIPPING,
  freshCode,
  newCode,
  newSegment,
  tenPercent,
  UPDATE,
} from './discount-kit.ts';
import { MUG_HOUSE, type Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

describe('discountCodeBasicCreate', () => {
  it('makes an active code with the summary that Shopify writes', async () => {
    const { discount, code } = await newCode(desk, {
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '1.00' } },
    });
    expect(discount).toMatchObject({
      __typename: 'DiscountCodeBasic',
      status: 'ACTIVE',
      summary: '10% off entire order • Minimum purchase of €1.00',
      startsAt: '2026-01-01T00:00:00Z',
      endsAt: null,
      asyncUsageCount: 0,
      usageLimit: null,
      appliesOncePerCustomer: false,
      discountClasses: ['ORDER'],
      combinesWith: { productDiscounts: false, orderDiscounts: false, shippingDiscounts: false },
      context: { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' },
      customerGets: {
        value: { __typename: 'DiscountPercentage', percentage: 0.1 },
        items: { __typename: 'AllDiscountItems' },
      },
      minimumRequirement: { greaterThanOrEqualToSubtotal: { amount: '1.0', currencyCode: 'EUR' } },
    });
    expect(discount.codes.nodes[0]?.code).toBe(code);
  });

  it('binds a fixed amount to one customer, to be used once', async () => {
    const { id } = await newCustomer(desk);
    const { discount } = await newCode(desk, {
      context: { customers: { add: [id] } },
      usageLimit: 1,
      appliesOncePerCustomer: true,
      endsAt: '2099-01-01T00:00:00Z',
      combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
      customerGets: { value: { discountAmount: { amount: '5.00', appliesOnEachItem: false } }, items: { all: true } },
    });
    expect(discount).toMatchObject({
      summary: '€5.00 off entire order • One use per customer',
      context: { __typename: 'DiscountCustomers', customers: [{ id }] },
      usageLimit: 1,
      combinesWith: { productDiscounts: true, orderDiscounts: false, shippingDiscounts: true },
      customerGets: { value: { amount: { amount: '5.0', currencyCode: 'EUR' }, appliesOnEachItem: false } },
    });
  });

  it('still takes the deprecated customerSelection', async () => {
    const { id } = await newCustomer(desk);
    const { discount } = await newCode(desk, { context: null, customerSelection: { customers: { add: [id] } } });
    expect(discount.context).toEqual({ __typename: 'DiscountCustomers', customers: [{ id }] });
  });

  it('costs 20 points with the recorded selection', async () => {
    const recorded = `mutation ($input: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id
      codeDiscount { __typename ... on DiscountCodeBasic { title status summary startsAt endsAt createdAt updatedAt asyncUsageCount
        discountClasses combinesWith { productDiscounts } codes(first: 2) { nodes { id code asyncUsageCount } pageInfo { endCursor } }
        context { __typename ... on DiscountBuyerSelectionAll { all } } customerGets { value { __typename ... on DiscountPercentage { percentage } }
        items { __typename ... on AllDiscountItems { allItems } } } minimumRequirement { __typename ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity } } } } }
      userErrors { field message code extraInfo } } }`;
    const { extensions } = await answer(desk, recorded, { input: tenPercent() });
    expect(extensions?.cost.requestedQueryCost).toBe(20);
  });
});

describe('the status of a discount', () => {
  it('follows from its dates, by the store’s clock', async () => {
    const read = async (more: object): Promise<string> => (await newCode(desk, more)).discount.status;
    expect(await read({ startsAt: '2099-01-01T00:00:00Z' })).toBe('SCHEDULED');
    expect(await read({ startsAt: '2019-01-01T00:00:00Z', endsAt: '2020-01-01T00:00:00Z' })).toBe('EXPIRED');
    expect(await read({ startsAt: '2020-01-01T00:00:00Z', endsAt: '2099-01-01T00:00:00Z' })).toBe('ACTIVE');
  });

  it('is EXPIRED after discountCodeDeactivate and ACTIVE after discountCodeActivate, which takes the end away', async () => {
    const { id } = await newCode(desk, { endsAt: '2099-01-01T00:00:00Z' });
    const off = await change(desk, DEACTIVATE, { id });
    expect(off.codeDiscountNode?.codeDiscount).toMatchObject({ status: 'EXPIRED', startsAt: '2026-01-01T00:00:00Z' });
    expect(off.codeDiscountNode?.codeDiscount.endsAt).not.toBe('2099-01-01T00:00:00Z');
    const on = await change(desk, ACTIVATE, { id });
    expect(on.codeDiscountNode?.codeDiscount).toMatchObject({ status: 'ACTIVE', endsAt: null });
  });

  it('of a scheduled code: deactivating lets it begin and end at once', async () => {
    const { id } = await newCode(desk, { startsAt: '2099-01-01T00:00:00Z' });
    const { codeDiscountNode } = await change(desk, DEACTIVATE, { id });
    const { startsAt, endsAt, status } = codeDiscountNode?.codeDiscount ?? { startsAt: '', endsAt: '', status: '' };
    expect([status, startsAt]).toEqual(['EXPIRED', endsAt]);
  });

  it('does not change when a repeat switches to what already is', async () => {
    const { id } = await newCode(desk);
    const first = await change(desk, DEACTIVATE, { id });
    await desk.advance(60_000);
    const second = await change(desk, DEACTIVATE, { id });
    expect(second).toEqual(first);
  });
});

describe('a code that is in use', () => {
  const taken = {
    field: ['basicCodeDiscount', 'code'],
    message: 'Code must be unique. Please try a different code.',
    code: 'TAKEN',
    extraInfo: null,
  };

  it('refuses a word for word repeat with TAKEN, and codeDiscountNodeByCode finds the first', async () => {
    const input = tenPercent();
    const first = await change(desk, CREATE, { input });
    expect(await change(desk, CREATE, { input })).toEqual({ codeDiscountNode: null, userErrors: [taken] });
    const find = 'query ($code: String!) { codeDiscountNodeByCode(code: $code) { id } }';
    expect(await ask(desk, find, { code: String(input['code']).toLowerCase() })).toEqual({
      codeDiscountNodeByCode: { id: first.codeDiscountNode?.id },
    });
  });

  it('refuses an update of another discount, and not of its own', async () => {
    const [one, two] = [await newCode(desk), await newCode(desk)];
    expect((await change(desk, UPDATE, { id: two.id, input: { code: one.code } })).userErrors).toEqual([taken]);
    expect((await change(desk, UPDATE, { id: one.id, input: { code: one.code } })).userErrors).toEqual([]);
  });

  it('is free again when its discount is deleted', async () => {
    const { id, code } = await newCode(desk);
    expect(await change(desk, DELETE, { id })).toEqual({ deletedCodeDiscountId: id, userErrors: [] });
    const read =
      'query ($id: ID!, $code: String!) { discountNode(id: $id) { id } codeDiscountNodeByCode(code: $code) { id } }';
    expect(await ask(desk, read, { id, code })).toEqual({ discountNode: null, codeDiscountNodeByCode: null });
    expect((await newCode(desk, { code })).code).toBe(code);
  });
});

describe('discountCodeBasicUpdate', () => {
  it('changes what it names, keeps the id of the code, and replaces customers by segments', async () => {
    const { id: customer } = await newCustomer(desk);
    const segment = await newSegment(desk, "customer_tags CONTAINS 'VIP'");
    const before = await newCode(desk, { context: { customers: { add: [customer] } } });
    const code = freshCode();
    const { codeDiscountNode } = await change(desk, UPDATE, {
      id: before.id,
      input: { code, context: { customerSegments: { add: [segment] } } },
    });
    expect(codeDiscountNode?.codeDiscount).toMatchObject({
      title: before.discount.title,
      codes: { nodes: [{ id: before.discount.codes.nodes[0]?.id, code }] },
      context: { __typename: 'DiscountCustomerSegments', segments: [{ id: segment }] },
    });
  });

  it('adds and removes customers one by one', async () => {
    const [a, b] = [await newCustomer(desk), await newCustomer(desk)];
    const { id } = await newCode(desk, { context: { customers: { add: [a.id] } } });
    const input = { context: { customers: { add: [b.id], remove: [a.id] } } };
    expect((await change(desk, UPDATE, { id, input })).codeDiscountNode?.codeDiscount.context).toMatchObject({
      customers: [{ id: b.id }],
    });
  });

  it('of a discount that does not exist says so without a code', async () => {
    const id = 'gid://shopify/DiscountCodeNode/1';
    expect((await change(desk, UPDATE, { id, input: { title: 'x' } })).userErrors).toEqual([
      { field: ['id'], message: 'Discount does not exist', code: null, extraInfo: null },
    ]);
  });
});

describe('discountCodeFreeShippingCreate', () => {
  it('makes a shipping code, for some countries and up to a price', async () => {
    const { customerGets: _gets, ...input } = tenPercent({
      appliesOncePerCustomer: true,
      usageLimit: 5,
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '10.00' } },
      destination: { countries: { add: ['PL'] } },
      maximumShippingPrice: '25.00',
    });
    const { codeDiscountNode } = await change(desk, FREE_SHIPPING, { input });
    expect(codeDiscountNode?.codeDiscount).toMatchObject({
      status: 'ACTIVE',
      discountClasses: ['SHIPPING'],
      summary:
        'Free shipping on all products • Minimum purchase of €10.00 • For Poland • Applies to shipping rates under €25.00 • One use per customer',
      destinationSelection: { __typename: 'DiscountCountries', countries: ['PL'], includeRestOfWorld: false },
      maximumShippingPrice: { amount: '25.0' },
    });
  });

  it('can’t combine with its own class', async () => {
    const { customerGets: _gets, ...input } = tenPercent({ combinesWith: { shippingDiscounts: true } });
    expect((await change(desk, FREE_SHIPPING, { input })).userErrors).toEqual([
      {
        field: ['freeShippingCodeDiscount', 'combinesWith'],
        message: 'The combinesWith settings are not valid for the discount class.',
        code: 'INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS',
        extraInfo: null,
      },
    ]);
  });
});

describe('discounts are found', () => {
  async function found(query: string): Promise<string[]> {
    const data = await ask<{ discountNodes: { nodes: { id: string }[] } }>(
      desk,
      'query ($query: String!) { discountNodes(first: 50, query: $query) { nodes { id } } }',
      { query },
    );
    return data.discountNodes.nodes.map((node) => node.id);
  }

  it('by customer, status, class and code', async () => {
    const { id: customer } = await newCustomer(desk);
    const { id, code } = await newCode(desk, { context: { customers: { add: [customer] } } });
    const numeric = customer.split('/').at(-1) ?? '';
    expect(await found(`customer_ids:${numeric} AND status:active,scheduled AND discount_class:order`)).toEqual([id]);
    expect(await found(`code:${code} AND method:code AND context:customer`)).toEqual([id]);
    expect(await found(`customer_ids:${numeric} AND status:expired`)).toEqual([]);
  });

  it('by code at once, and by search only when the index has caught up', async () => {
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { searchLagMs: 5000 });
    const { id, code } = await newCode(desk);
    const read = 'query ($code: String!) { codeDiscountNodeByCode(code: $code) { id } }';
    expect(await ask(desk, read, { code })).toEqual({ codeDiscountNodeByCode: { id } });
    expect(await found(`code:${code}`)).toEqual([]);
    await desk.advance(6000);
    expect(await found(`code:${code}`)).toEqual([id]);
    await desk.made(`/dev-store/shops/${MUG_HOUSE}`, { searchLagMs: 0 });
  });

  it('by the id of the code discount as DiscountNode, as DiscountCodeNode and as node', async () => {
    const { id } = await newCode(desk);
    const read = `query ($id: ID!) { discountNode(id: $id) { id discount { __typename } } codeDiscountNode(id: $id) { id } node(id: $id) { id __typename } }`;
    expect(await ask(desk, read, { id })).toEqual({
      discountNode: { id, discount: { __typename: 'DiscountCodeBasic' } },
      codeDiscountNode: { id },
      node: { id, __typename: 'DiscountCodeNode' },
    });
  });
});
