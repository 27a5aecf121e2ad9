import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, MUG_HOUSE, TOKYO_PAPER, type MadeOrder } from './harness.ts';

type Page = {
  orders: {
    nodes: { name: string }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string; startCursor: string };
  };
};

let desk: Desk;
let anna: MadeOrder;
let boris: MadeOrder;

const DAY_MS = 86_400_000;

beforeAll(async () => {
  desk = await Desk.open();
  anna = await desk.order({
    customer: { email: 'anna.example@example.com', firstName: 'Anna', lastName: 'Łapińska' },
    tags: ['gift'],
  });
  boris = await desk.order({
    customer: { email: 'boris@example.com', firstName: 'Boris', lastName: 'Stone' },
    scenario: 'unfulfilled',
  });
  for (const scenario of ['partly-shipped', 'refunded', 'cancelled', 'guest']) await desk.order({ scenario });
});

afterAll(() => desk.close());

async function names(query: string, more = 'first: 20, sortKey: ORDER_NUMBER'): Promise<string[]> {
  const { body } = await desk.graphql<Page>(
    `query Q($query: String) { orders(${more}, query: $query) { nodes { name } pageInfo { hasNextPage } } }`,
    { query },
  );
  if (body.data == null) throw new Error(JSON.stringify(body.errors));
  return body.data.orders.nodes.map((one) => one.name);
}

describe('orders(query:)', () => {
  it('finds by number with and without #, and by its beginning', async () => {
    expect(await names(`name:${anna.name}`)).toEqual([anna.name]);
    expect(await names(`name:${anna.name.slice(1)}`)).toEqual([anna.name]);
    expect(await names(anna.name)).toEqual([anna.name]);
    expect(await names('name:200*')).toHaveLength(6);
    expect(await names('name:200')).toEqual([]);
  });

  it('finds by e-mail, name, beginning of a name, without accents, and quoted', async () => {
    for (const query of [
      'email:anna.example@example.com',
      'anna.example@example.com',
      'anna',
      'lap',
      'ŁAPIŃSKA',
      '"Anna Łapińska"',
      "'anna lap'",
    ]) {
      expect(await names(query), query).toEqual([anna.name]);
    }
  });

  it('joins terms by AND (also unsaid), OR, NOT, minus and parentheses', async () => {
    expect(await names('anna AND tag:gift')).toEqual([anna.name]);
    expect(await names('anna boris')).toEqual([]);
    expect(await names('anna OR boris')).toEqual([anna.name, boris.name]);
    expect(await names('(anna OR boris) -tag:gift')).toEqual([boris.name]);
    expect(await names('(anna OR boris) NOT tag:gift')).toEqual([boris.name]);
  });

  it('filters by customer, id and state', async () => {
    const customer = anna.customerId?.split('/').at(-1) ?? '';
    expect(await names(`customer_id:${customer}`)).toEqual([anna.name]);
    expect(await names(`id:${anna.legacyId}`)).toEqual([anna.name]);
    expect(await names('financial_status:refunded')).toHaveLength(2);
    expect(await names('fulfillment_status:partial')).toHaveLength(1);
    expect(await names('status:cancelled')).toHaveLength(1);
    expect(await names('source_identifier:none')).toEqual([]);
  });

  it('compares times', async () => {
    const since = new Date(Date.now() - 2 * DAY_MS).toISOString();
    expect(await names(`created_at:>'${since}'`)).toEqual([boris.name]);
    expect(await names(`updated_at:>="${since}" AND anna`)).toEqual([]);
  });

  it('sees only its own shop', async () => {
    const token = await desk.accessToken(TOKYO_PAPER);
    const { body } = await desk.graphql<Page>(
      '{ orders(first: 5) { nodes { name } } }',
      {},
      { shop: TOKYO_PAPER, token },
    );
    expect(body.data?.orders.nodes).toEqual([]);
    const other = await desk.graphql(
      'query Q($id: ID!) { order(id: $id) { id } }',
      { id: anna.id },
      { shop: TOKYO_PAPER, token },
    );
    expect(other.body.data).toEqual({ order: null });
  });
});

describe('pages', () => {
  const page = async (args: string): Promise<Page['orders']> => {
    const { body } = await desk.graphql<Page>(
      `{ orders(${args}, sortKey: ORDER_NUMBER) { nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    if (body.data == null) throw new Error(JSON.stringify(body.errors));
    return body.data.orders;
  };

  it('walk forward by first and after, and back by last and before', async () => {
    const first = await page('first: 4');
    const second = await page(`first: 4, after: "${first.pageInfo.endCursor}"`);
    expect([first.nodes.length, second.nodes.length]).toEqual([4, 2]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage, second.pageInfo.hasPreviousPage]).toEqual([
      true,
      false,
      true,
    ]);
    const back = await page(`last: 2, before: "${second.pageInfo.startCursor}"`);
    expect(back.nodes).toEqual(first.nodes.slice(2));
  });

  it('reverse turns the order round', async () => {
    const [up, down] = [await page('first: 6'), await page('first: 6, reverse: true')];
    expect(down.nodes).toEqual(up.nodes.toReversed());
  });

  it('a foreign cursor is refused', async () => {
    const { body } = await desk.graphql('{ orders(first: 1, after: "xyz") { nodes { id } } }');
    expect(body.errors?.[0]?.extensions?.code).toBe('BAD_REQUEST');
  });
});

describe('an order', () => {
  it('shows lines with pictures, quantities and both prices', async () => {
    type Data = {
      order: {
        lineItems: { nodes: { image: { url: string }; quantity: number; refundableQuantity: number; sku: string }[] };
      };
    };
    const { body } = await desk.graphql<Data>(
      'query Q($id: ID!) { order(id: $id) { lineItems(first: 5) { nodes { sku quantity refundableQuantity image { url } } } } }',
      { id: anna.id },
    );
    const [line] = body.data?.order.lineItems.nodes ?? [];
    expect(line).toMatchObject({ quantity: 4, refundableQuantity: 4 });
    const picture = await fetch(line?.image.url ?? '');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  });

  it('shows where the parcel is, and for how long it has been silent', async () => {
    const order = await desk.order({ scenario: 'silent-parcel' });
    type Data = {
      order: {
        fulfillments: {
          displayStatus: string;
          deliveredAt: string | null;
          trackingInfo: { company: string }[];
          events: { nodes: { happenedAt: string }[] };
        }[];
      };
    };
    const { body } = await desk.graphql<Data>(
      'query Q($id: ID!) { order(id: $id) { fulfillments(first: 5) { displayStatus deliveredAt trackingInfo { company number url } events(first: 20) { nodes { status happenedAt } } } } }',
      { id: order.id },
    );
    const parcel = body.data?.order.fulfillments[0];
    expect(parcel).toMatchObject({ displayStatus: 'IN_TRANSIT', deliveredAt: null });
    const last = Date.parse(parcel?.events.nodes.at(-1)?.happenedAt ?? '');
    expect(Date.now() - last).toBeGreaterThan(10 * DAY_MS);
  });

  it.each([
    ['delivered', 'FULFILLED', 'DELIVERED'],
    ['in-transit', 'FULFILLED', 'IN_TRANSIT'],
    ['lost', 'FULFILLED', 'FAILURE'],
    ['partly-shipped', 'PARTIALLY_FULFILLED', 'DELIVERED'],
    ['unfulfilled', 'UNFULFILLED', undefined],
  ])('%s is %s and its parcel %s', async (scenario, status, parcel) => {
    const order = await desk.order({ scenario });
    type Data = { order: { displayFulfillmentStatus: string; fulfillments: { displayStatus: string }[] } };
    const { body } = await desk.graphql<Data>(
      'query Q($id: ID!) { order(id: $id) { displayFulfillmentStatus fulfillments { displayStatus } } }',
      { id: order.id },
    );
    expect(body.data?.order.displayFulfillmentStatus).toBe(status);
    expect(body.data?.order.fulfillments[0]?.displayStatus).toBe(parcel);
  });

  it('a cancelled one is closed, refunded and reads a current total of 0', async () => {
    const order = await desk.order({ scenario: 'cancelled' });
    const { body } = await desk.graphql(
      'query Q($id: ID!) { order(id: $id) { closed cancelReason displayFinancialStatus currentTotalPriceSet { shopMoney { amount } } } }',
      { id: order.id },
    );
    expect(body.data).toEqual({
      order: {
        closed: true,
        cancelReason: 'CUSTOMER',
        displayFinancialStatus: 'REFUNDED',
        currentTotalPriceSet: { shopMoney: { amount: '0.0' } },
      },
    });
  });

  it('a chargeback shows as a dispute and as risk', async () => {
    const order = await desk.order({ scenario: 'chargeback' });
    const { body } = await desk.graphql(
      'query Q($id: ID!) { order(id: $id) { refundable disputes { initiatedAs status } risk { recommendation } } }',
      { id: order.id },
    );
    expect(body.data).toEqual({
      order: {
        refundable: false,
        disputes: [{ initiatedAs: 'CHARGEBACK', status: 'NEEDS_RESPONSE' }],
        risk: { recommendation: 'CANCEL' },
      },
    });
  });

  it('a guest has an address and an e-mail but no customer', async () => {
    const order = await desk.order({ scenario: 'guest' });
    expect([order.customerId, order.email]).toEqual([null, expect.stringContaining('@example.com')]);
  });

  it('can be asked for as a node and by identifier', async () => {
    const { body } = await desk.graphql(
      'query Q($id: ID!) { node(id: $id) { id ... on Order { name } } orderByIdentifier(identifier: { id: $id }) { name } }',
      { id: anna.id },
    );
    expect(body.data).toEqual({ node: { id: anna.id, name: anna.name }, orderByIdentifier: { name: anna.name } });
  });
});

describe('a year of business', () => {
  it('is there after a full seed: 120 orders and 61 in two shops, names from #2001 and #5001, mail on example.com only', async () => {
    const seeded = await Desk.open({ seed: 'full' });
    type State = { orders: (MadeOrder & { shop: string; createdAt: string })[]; customers: { email: string | null }[] };
    const state = await seeded.get<State>('/dev-store/state');
    const of = (shop: string): string[] => state.orders.filter((one) => one.shop === shop).map((one) => one.name);
    expect([of(MUG_HOUSE)[0], of(TOKYO_PAPER)[0]]).toEqual(['#2001', '#5001']);
    expect([of(MUG_HOUSE).length, of(TOKYO_PAPER).length]).toEqual([120, 61]);
    expect(state.customers.every((one) => one.email?.endsWith('@example.com'))).toBe(true);
    expect(new Set(state.orders.map((one) => one.presentmentCurrency))).toEqual(
      new Set(['EUR', 'PLN', 'CZK', 'USD', 'JPY', 'KWD']),
    );
    expect(state.orders.every((one) => Date.parse(one.createdAt) <= Date.now())).toBe(true);
    await seeded.close();
  });
});
