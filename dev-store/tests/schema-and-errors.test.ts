import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAdminSchema } from '#dev-store/engine/schema.ts';
import { Desk, MUG_HOUSE, type MadeOrder } from './harness.ts';

let desk: Desk;
let order: MadeOrder;

beforeAll(async () => {
  desk = await Desk.open();
  order = await desk.order();
});

afterAll(() => desk.close());

describe('the schema', () => {
  const admin = loadAdminSchema('.cache/shopify/admin_2026-10.json.gz');

  it('is the 2026-10 one: 3546 types, 288 query roots, 524 mutations', () => {
    expect(Object.keys(admin.schema.getTypeMap())).toHaveLength(3546);
    expect(Object.keys(admin.schema.getQueryType()?.getFields() ?? {})).toHaveLength(288);
    expect(Object.keys(admin.schema.getMutationType()?.getFields() ?? {})).toHaveLength(524);
  });

  it('carries scopes, protected fields and GID types', () => {
    expect(admin.typeAccess.get('Order')?.scopes).toContain('read_orders');
    expect(admin.fieldAccess.get('Mutation.refundCreate')?.scopes).toContain('write_orders');
    expect(admin.protectedFields).toContain('Customer.email');
    expect(admin.protectedFields).not.toContain('MailingAddress.city');
    expect(admin.gidTypes.get('RefundInput.orderId')).toEqual(['Order']);
  });

  it('has @idempotent(key: String!) on fields', () => {
    const directive = admin.schema.getDirective('idempotent');
    expect(directive?.locations).toEqual(['FIELD']);
    expect(directive?.args.map((argument) => String(argument.type))).toEqual(['String!']);
  });
});

describe('validation errors speak as graphql-ruby does, without data and without extensions', () => {
  const cases: [fact: string, query: string, variables: object, code: string, message: string][] = [
    ['an unknown field', '{ shop { colour } }', {}, 'undefinedField', "Field 'colour' doesn't exist on type 'Shop'"],
    [
      'an unknown input field in a literal',
      'mutation { refundCreate(input: { orderId: "gid://shopify/Order/1", colour: 1 }) { userErrors { message } } }',
      {},
      'argumentNotAccepted',
      "InputObject 'RefundInput' doesn't accept argument 'colour'",
    ],
    [
      'a missing argument',
      '{ order { id } }',
      {},
      'missingRequiredArguments',
      "Field 'order' is missing required arguments: id",
    ],
    ['an unknown directive', '{ shop @twice { name } }', {}, 'undefinedDirective', 'Directive @twice is not defined'],
    [
      '@idempotent without key',
      'mutation { refundCreate(input: { orderId: "gid://shopify/Order/1" }) @idempotent { userErrors { message } } }',
      {},
      'missingRequiredArguments',
      "Directive 'idempotent' is missing required arguments: key",
    ],
    [
      '@idempotent on the operation',
      'mutation @idempotent(key: "a") { refundCreate(input: { orderId: "gid://shopify/Order/1" }) { userErrors { message } } }',
      {},
      'directiveCannotBeApplied',
      "'@idempotent' can't be applied to mutations (allowed: fields)",
    ],
    [
      'an unused variable',
      'query Q($id: ID!) { shop { name } }',
      { id: '1' },
      'variableNotUsed',
      'Variable $id is declared by Q but not used',
    ],
  ];

  it.each(cases)('%s', async (_fact, query, variables, code, message) => {
    const { status, body } = await desk.graphql(query, variables);
    expect(status).toBe(200);
    expect(body.errors?.map((error) => [error.extensions?.code, error.message])).toContainEqual([code, message]);
    expect(body).not.toHaveProperty('data');
    expect(body).not.toHaveProperty('extensions');
  });

  it('a path begins with the operation', async () => {
    const { body } = await desk.graphql('query Where { shop { colour } }');
    expect(body.errors?.[0]?.path).toEqual(['query Where', 'shop', 'colour']);
  });

  it('a document that does not parse is PARSE_ERROR', async () => {
    const { body } = await desk.graphql('{ shop { name }');
    expect(body.errors?.[0]?.extensions?.code).toBe('PARSE_ERROR');
  });

  it('a variable of the wrong shape is INVALID_VARIABLE with value and problems', async () => {
    const query =
      'mutation M($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "a") { userErrors { message } } }';
    const { body } = await desk.graphql(query, { input: { note: 'x', colour: 1 } });
    expect(body).not.toHaveProperty('data');
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID_VARIABLE',
      value: { note: 'x', colour: 1 },
      problems: [
        { path: ['colour'], explanation: 'Field is not defined on RefundInput' },
        { path: ['orderId'], explanation: 'Expected value to not be null' },
      ],
    });
  });

  it.each(['1,00', '1e309', 'abc', ''])('the amount %j is no Money', async (amount) => {
    const query =
      'query Q($id: ID!, $amount: Money) { order(id: $id) { suggestedRefund(shippingAmount: $amount) { amount } } }';
    const { body } = await desk.graphql(query, { id: order.id, amount });
    expect(body.errors?.[0]?.extensions?.code).toBe('INVALID_VARIABLE');
  });
});

describe('run-time errors keep data and cost', () => {
  it('a GID of the wrong type is RESOURCE_NOT_FOUND, "Invalid id: …"', async () => {
    const { body } = await desk.graphql('query Q($id: ID!) { order(id: $id) { id } }', {
      id: 'gid://shopify/Customer/1',
    });
    expect(body.data).toEqual({ order: null });
    expect(body.errors?.[0]).toMatchObject({
      message: 'Invalid id: gid://shopify/Customer/1',
      path: ['order'],
      extensions: { code: 'RESOURCE_NOT_FOUND' },
    });
    expect(body.extensions?.cost.requestedQueryCost).toBe(1);
  });

  it('no GID at all is "invalid id"', async () => {
    const { body } = await desk.graphql('{ order(id: "12") { id } }');
    expect(body.errors?.[0]?.message).toBe('invalid id');
  });

  it('GID types inside inputs are checked too', async () => {
    const query =
      'mutation M($input: RefundInput!) { refundCreate(input: $input) @idempotent(key: "gid") { userErrors { message } } }';
    const { body } = await desk.graphql(query, { input: { orderId: 'gid://shopify/Refund/1' } });
    expect(body.data).toEqual({ refundCreate: null });
    expect(body.errors?.[0]?.message).toBe('Invalid id: gid://shopify/Refund/1');
  });

  it('an order that does not exist is null without an error', async () => {
    const { body } = await desk.graphql('{ order(id: "gid://shopify/Order/1") { id } }');
    expect(body.data).toEqual({ order: null });
    expect(body.errors).toBeUndefined();
  });

  it('a list needs first or last', async () => {
    const { body } = await desk.graphql('{ orders { nodes { id } } }');
    expect(body.errors?.[0]?.message).toBe('you must provide one of first or last');
  });

  it('a field without a resolver says so and is never a silent null', async () => {
    const { body } = await desk.graphql('query Q($id: ID!) { order(id: $id) { clientIp } }', { id: order.id });
    expect(body.errors?.[0]?.message).toBe('dev store: no resolver for Order.clientIp');
  });

  it('a root without a resolver says so', async () => {
    const { body } = await desk.graphql('{ productsCount { count } }');
    expect(body.errors?.[0]?.message).toBe('dev store: no resolver for QueryRoot.productsCount');
  });

  it('an unknown search filter is loud', async () => {
    const { body } = await desk.graphql('{ orders(first: 1, query: "colour:red") { nodes { id } } }');
    expect(body.errors?.[0]?.message).toBe("dev store: the search filter 'colour' is not supported");
  });
});

describe('HTTP', () => {
  it('an unknown version is 404', async () => {
    expect((await desk.graphql('{ shop { name } }', {}, { version: '2019-04' })).status).toBe(404);
  });

  it('the served version is in X-Shopify-API-Version', async () => {
    const { headers } = await desk.graphql('{ shop { name } }');
    expect(headers.get('x-shopify-api-version')).toBe('2026-10');
  });

  it('another shop is another world', async () => {
    const { body } = await desk.graphql<{ shop: { myshopifyDomain: string } }>('{ shop { myshopifyDomain } }');
    expect(body.data?.shop.myshopifyDomain).toBe(MUG_HOUSE);
  });
});
