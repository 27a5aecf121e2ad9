import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema, Kind, parse } from 'graphql';
import { costOf } from '#dev-store/engine/cost.ts';
import { loadAdminSchema } from '#dev-store/engine/schema.ts';
import { amountRefund, Desk, MUG_HOUSE, REFUND, type MadeOrder, type RefundData } from './harness.ts';

const admin = loadAdminSchema('.cache/shopify/admin_2026-10.json.gz');

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return costOf(admin.schema, document, operation).requested(variables);
}

describe('requested cost', () => {
  it('scalars cost 0, an object 1', () => {
    expect(cost('{ shop { name email } }')).toBe(1);
  });

  it('a connection costs 2 + floor(2·ln(max(2, n))) per item', () => {
    const orders = (first: number): number => cost(`{ orders(first: ${first}) { nodes { id } } }`);
    expect([orders(1), orders(2), orders(10), orders(50), orders(250)]).toEqual([2 + 1, 2 + 1, 2 + 4, 2 + 7, 2 + 11]);
  });

  it('the page size may come from a variable', () => {
    expect(cost('query Q($n: Int!) { orders(first: $n) { nodes { id } } }', { n: 50 })).toBe(9);
  });

  it('edges and pageInfo cost nothing by themselves', () => {
    expect(cost('{ orders(first: 10) { edges { cursor node { id } } pageInfo { hasNextPage } } }')).toBe(6);
  });

  it('a public debug sample: product { variants(first: 250) { nodes { inventoryItem } } } is 25', () => {
    expect(
      cost('{ product(id: "gid://shopify/Product/1") { variants(first: 250) { nodes { inventoryItem { id } } } } }'),
    ).toBe(25);
  });

  it('MoneyBag, MoneyV2 and defaultAddress are free, a mailing address is not', () => {
    const id = 'gid://shopify/Order/1';
    expect(cost(`{ order(id: "${id}") { totalPriceSet { shopMoney { amount } presentmentMoney { amount } } } }`)).toBe(
      1,
    );
    expect(cost(`{ order(id: "${id}") { customer { amountSpent { amount } defaultAddress { city } } } }`)).toBe(2);
    expect(cost(`{ order(id: "${id}") { shippingAddress { city } } }`)).toBe(2);
  });

  it('a Count is 10, a list of objects is one object', () => {
    expect(cost('{ ordersCount { count } }')).toBe(10);
    expect(cost('{ order(id: "gid://shopify/Order/1") { transactions { id } } }')).toBe(2);
  });

  it('an abstract type is as dear as its dearest selection', () => {
    const query =
      '{ node(id: "gid://shopify/Order/1") { id ... on Shop { name } ... on Order { customer { id } shippingAddress { city } } } }';
    expect(cost(query)).toBe(3);
  });

  it('refundCreate starts at 20, others at 10; the objects of the payload itself are free', () => {
    expect(cost(REFUND)).toBe(25);
    expect(cost('mutation { refundCreate(input: { orderId: "1" }) { refund { id } userErrors { message } } }')).toBe(
      20,
    );
    expect(
      cost('mutation { orderClose(input: { id: "1" }) { order { id customer { id } } userErrors { message } } }'),
    ).toBe(11);
  });

  it('fragments are laid flat and a field asked for twice counts once', () => {
    const query =
      '{ order(id: "1") { customer { id } ...More } } fragment More on Order { customer { email } shippingAddress { city } }';
    expect(cost(query)).toBe(3);
  });

  it('@skip and @include leave a field out', () => {
    const query =
      'query Q($no: Boolean!) { order(id: "1") { customer @include(if: $no) { id } shippingAddress @skip(if: $no) { city } } }';
    expect(cost(query, { no: false })).toBe(2);
    expect(cost(query, { no: true })).toBe(2);
  });

  it('works for any schema with the same conventions', () => {
    const schema = buildSchema('type Query { a: A } type A { b: A c: Int }');
    const document = parse('{ a { b { c } } }');
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    expect(costOf(schema, document, operation).requested({})).toBe(2);
  });
});

describe('the bucket', () => {
  let desk: Desk;
  let order: MadeOrder;

  beforeAll(async () => {
    desk = await Desk.open();
    order = await desk.order({ amount: '5000.00' });
    await desk.post('/dev-store/clock', { frozen: true });
  });

  afterAll(() => desk.close());

  const dear =
    '{ orders(first: 250) { nodes { id customer { id } shippingAddress { city } lineItems(first: 250) { nodes { id } } } } }';

  it('holds 2000 points and gives back 100 a second', async () => {
    const { body } = await desk.graphql('{ shop { name } }');
    expect(body.extensions?.cost.throttleStatus).toEqual({
      maximumAvailable: 2000,
      currentlyAvailable: 1999,
      restoreRate: 100,
    });
  });

  it('is charged the actual cost: what was not found is given back', async () => {
    const { body } = await desk.graphql('{ orders(first: 250, query: "name:#1") { nodes { id } } }');
    expect(body.extensions?.cost).toMatchObject({ requestedQueryCost: 13, actualQueryCost: 2 });
  });

  it('a refund is reported with 25 points', async () => {
    const variables = { input: amountRefund(order, '1.00'), key: 'cost' };
    const { body } = await desk.graphql<RefundData>(REFUND, variables);
    expect(body.extensions?.cost.requestedQueryCost).toBe(25);
  });

  it('empty, it answers THROTTLED with HTTP 200, no data and no Retry-After', async () => {
    desk.devStore.store.state.buckets[MUG_HOUSE] = {
      available: 100,
      at: new Date(desk.devStore.store.now()).toISOString(),
    };
    const { status, body, headers } = await desk.graphql(dear);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('data');
    expect(body.errors).toMatchObject([{ message: 'Throttled', extensions: { code: 'THROTTLED' } }]);
    expect(body.extensions?.cost).toMatchObject({
      requestedQueryCost: 178,
      actualQueryCost: null,
      throttleStatus: { currentlyAvailable: 100 },
    });
    expect(headers.get('retry-after')).toBeNull();
  });

  it('refills by the clock of the store', async () => {
    await desk.advance(1000);
    const { body } = await desk.graphql(dear);
    expect(body.errors).toBeUndefined();
  });

  it('has a size and a rate that can be set', async () => {
    await desk.post(`/dev-store/shops/${MUG_HOUSE}`, { throttle: { maximumAvailable: 20_000, restoreRate: 1000 } });
    await desk.advance(60_000);
    const { body } = await desk.graphql('{ shop { name } }');
    expect(body.extensions?.cost.throttleStatus).toMatchObject({ maximumAvailable: 20_000, restoreRate: 1000 });
  });

  it('one query may not ask for more than 1000 points', async () => {
    const inner = 'lineItems(first: 250) { nodes { product { variants(first: 250) { nodes { id } } } } }';
    const { body } = await desk.graphql(`{ orders(first: 250) { nodes { ${inner} } } }`);
    expect(body.errors?.[0]?.extensions?.code).toBe('MAX_COST_EXCEEDED');
    expect(body.errors?.[0]?.message).toMatch(/^Query has a cost of \d+, which exceeds the max cost of 1000$/);
  });
});
