import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AFTER_SALE_SCOPES, ask, errorsOf, openAfterSale, sentOrder, type Coded } from './after-sale.ts';
import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import { MUG_HOUSE, type Desk, type MadeOrder } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
});

afterAll(() => desk.close());

const WORK = `id status requestStatus supportedActions { action } fulfillmentHolds { id reason reasonNotes displayReason
    handle heldByRequestingApp } assignedLocation { name location { id } } destination { firstName address1 city zip countryCode }
  lineItems(first: 5) { nodes { id totalQuantity remainingQuantity lineItem { id } } }`;

type Work = {
  id: string;
  status: string;
  supportedActions: { action: string }[];
  fulfillmentHolds: {
    id: string;
    reason: string;
    displayReason: string;
    handle: string;
    heldByRequestingApp: boolean;
  }[];
  destination: { city: string } | null;
  lineItems: { nodes: { id: string; totalQuantity: number; remainingQuantity: number }[] };
};

async function works(order: MadeOrder): Promise<{ displayFulfillmentStatus: string; nodes: Work[] }> {
  const query = `query Q($id: ID!) { order(id: $id) { displayFulfillmentStatus fulfillmentOrders(first: 5) { nodes { ${WORK} } } } }`;
  type Data = { order: { displayFulfillmentStatus: string; fulfillmentOrders: { nodes: Work[] } } };
  const { order: found } = await ask<Data>(desk, query, { id: order.id });
  return { displayFulfillmentStatus: found.displayFulfillmentStatus, nodes: found.fulfillmentOrders.nodes };
}

async function only(order: MadeOrder): Promise<Work> {
  const [work] = (await works(order)).nodes;
  if (work === undefined) throw new Error('no fulfillment order');
  return work;
}

const unsent = (): Promise<MadeOrder> => desk.order({ scenario: 'unfulfilled', amount: '30.00', quantity: 3 });

const HOLD = `mutation Hold($id: ID!, $hold: FulfillmentOrderHoldInput!) {
  root: fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { fulfillmentHold { id handle displayReason }
    fulfillmentOrder { ${WORK} } remainingFulfillmentOrder { ${WORK} } userErrors { field message code } } }`;

type HoldAnswer = {
  fulfillmentHold: { id: string; handle: string; displayReason: string } | null;
  fulfillmentOrder: Work | null;
  remainingFulfillmentOrder: Work | null;
  userErrors: Coded[];
};

async function hold(id: string, input: object = {}): Promise<HoldAnswer> {
  const variables = { id, hold: { reason: 'INCORRECT_ADDRESS', ...input } };
  return (await ask<{ root: HoldAnswer }>(desk, HOLD, variables)).root;
}

async function release(id: string, holdIds?: string[]): Promise<Work | null> {
  const query = `mutation Release($id: ID!, $holdIds: [ID!]) {
    root: fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) { fulfillmentOrder { ${WORK} } userErrors { message } } }`;
  return (await ask<{ root: { fulfillmentOrder: Work | null } }>(desk, query, { id, holdIds })).root.fulfillmentOrder;
}

const CREATE = `mutation Ship($input: FulfillmentInput!) { root: fulfillmentCreate(fulfillment: $input) {
  fulfillment { id status displayStatus trackingInfo { company number } fulfillmentLineItems(first: 5) { nodes { quantity } }
    fulfillmentOrders(first: 2) { nodes { id } } } userErrors { field message } } }`;

type CreateAnswer = { fulfillment: { id: string } | null; userErrors: Coded[] };

async function create(id: string, lines?: object[], trackingInfo?: object): Promise<CreateAnswer> {
  const group = { fulfillmentOrderId: id, fulfillmentOrderLineItems: lines };
  const input = { lineItemsByFulfillmentOrder: [group], trackingInfo };
  return (await ask<{ root: CreateAnswer }>(desk, CREATE, { input })).root;
}

describe('fulfillment orders', () => {
  it('an unsent order has one for everything, to the shipping address', async () => {
    const order = await unsent();
    const { displayFulfillmentStatus, nodes } = await works(order);
    expect(displayFulfillmentStatus).toBe('UNFULFILLED');
    expect(nodes).toMatchObject([
      {
        status: 'OPEN',
        requestStatus: 'UNSUBMITTED',
        assignedLocation: { name: 'Warehouse' },
        lineItems: { nodes: [{ totalQuantity: 3, remainingQuantity: 3 }] },
      },
    ]);
    expect(nodes[0]?.supportedActions.map((one) => one.action)).toEqual([
      'CREATE_FULFILLMENT',
      'MOVE',
      'HOLD',
      'SPLIT',
    ]);
    expect(nodes[0]?.destination?.city).toEqual(expect.any(String));
  });

  it('a sent order’s is closed, with nothing left', async () => {
    expect(await only(await sentOrder(desk))).toMatchObject({
      status: 'CLOSED',
      supportedActions: [],
      lineItems: { nodes: [{ totalQuantity: 4, remainingQuantity: 0 }] },
    });
  });

  it('are found by id, and in the shop’s list while they are open', async () => {
    const order = await unsent();
    const work = await only(order);
    const query = `query Q($id: ID!) { fulfillmentOrder(id: $id) { id order { name } }
      fulfillmentOrders(first: 50) { nodes { id status } } node(id: $id) { __typename } }`;
    type Data = { fulfillmentOrders: { nodes: { id: string; status: string }[] } };
    const data = await ask<Data>(desk, query, { id: work.id });
    expect(data).toMatchObject({
      fulfillmentOrder: { id: work.id, order: { name: order.name } },
      node: { __typename: 'FulfillmentOrder' },
    });
    expect(data.fulfillmentOrders.nodes.map((one) => one.id)).toContain(work.id);
    expect(data.fulfillmentOrders.nodes.map((one) => one.status)).not.toContain('CLOSED');
  });

  it('need a fulfillment order scope of their own', async () => {
    const order = await unsent();
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: DEFAULT_SCOPES });
    const query = 'query Q($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { id } } } }';
    expect((await errorsOf(desk, query, { id: order.id }))[0]?.extensions?.code).toBe('ACCESS_DENIED');
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: AFTER_SALE_SCOPES });
  });
});

describe('a hold', () => {
  it('keeps everything back; the order reads ON_HOLD until the last one is released', async () => {
    const order = await unsent();
    const { id } = await only(order);
    const first = await hold(id, { handle: 'address', reasonNotes: 'Asked the customer' });
    expect(first).toMatchObject({
      fulfillmentHold: { handle: 'address' },
      fulfillmentOrder: { status: 'ON_HOLD', fulfillmentHolds: [{ heldByRequestingApp: true }] },
      remainingFulfillmentOrder: null,
      userErrors: [],
    });
    const actions = first.fulfillmentOrder?.supportedActions.map((one) => one.action);
    expect(actions).toEqual(['RELEASE_HOLD', 'HOLD', 'MOVE']);
    const second = await hold(id, { handle: 'items', reason: 'AWAITING_RETURN_ITEMS' });
    expect(second.fulfillmentHold?.displayReason).toBe('Exchange items awaiting return delivery');
    expect((await works(order)).displayFulfillmentStatus).toBe('ON_HOLD');
    expect((await release(id, [first.fulfillmentHold?.id ?? '']))?.status).toBe('ON_HOLD');
    expect(await release(id)).toMatchObject({ status: 'OPEN', fulfillmentHolds: [] });
    expect((await works(order)).displayFulfillmentStatus).toBe('UNFULFILLED');
  });

  it('on some units splits the rest off into a fulfillment order of its own', async () => {
    const work = await only(await unsent());
    const lines = [{ id: work.lineItems.nodes[0]?.id, quantity: 1 }];
    const answer = await hold(work.id, { fulfillmentOrderLineItems: lines });
    expect(answer).toMatchObject({
      fulfillmentOrder: { id: work.id, status: 'ON_HOLD', lineItems: { nodes: [{ totalQuantity: 1 }] } },
      remainingFulfillmentOrder: { status: 'OPEN', lineItems: { nodes: [{ totalQuantity: 2 }] } },
    });
  });

  it('is refused for a handle in use, and above ten', async () => {
    const { id } = await only(await unsent());
    await hold(id, { handle: 'one' });
    expect((await hold(id, { handle: 'one' })).userErrors).toMatchObject([
      { field: ['fulfillmentHold', 'handle'], code: 'DUPLICATE_FULFILLMENT_HOLD_HANDLE' },
    ]);
    for (const n of [2, 3, 4, 5, 6, 7, 8, 9, 10]) await hold(id, { handle: String(n) });
    expect((await hold(id, { handle: 'eleven' })).userErrors).toMatchObject([
      { field: ['id'], code: 'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED' },
    ]);
  });

  it('is refused for no units, the same line twice, and a split of what is held', async () => {
    const { id, lineItems } = await only(await unsent());
    const line = { id: lineItems.nodes[0]?.id, quantity: 1 };
    const codes = async (fulfillmentOrderLineItems: object[]): Promise<unknown> =>
      (await hold(id, { handle: 'other', fulfillmentOrderLineItems })).userErrors[0]?.code;
    expect(await codes([{ ...line, quantity: 0 }])).toBe('GREATER_THAN_ZERO');
    expect(await codes([line, line])).toBe('DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS');
    await hold(id);
    expect(await codes([line])).toBe('FULFILLMENT_ORDER_NOT_SPLITTABLE');
  });

  it('can’t be sent past', async () => {
    const order = await unsent();
    const { id } = await only(order);
    await hold(id);
    expect((await create(id)).userErrors[0]?.message).toBe(
      `Fulfillment order ${id.split('/').at(-1)} has an unfulfillable status= on_hold.`,
    );
    expect((await desk.post(`/dev-store/orders/${order.legacyId}/ship`, {})).status).toBe(400);
  });
});

describe('fulfillmentCreate', () => {
  it('sends some units, then the rest', async () => {
    const order = await unsent();
    const work = await only(order);
    const line = { id: work.lineItems.nodes[0]?.id, quantity: 1 };
    const sent = await create(work.id, [line], { company: 'DHL', number: 'N-1' });
    expect(sent.fulfillment).toMatchObject({
      status: 'SUCCESS',
      displayStatus: 'FULFILLED',
      trackingInfo: [{ company: 'DHL', number: 'N-1' }],
      fulfillmentOrders: { nodes: [{ id: work.id }] },
    });
    expect(await only(order)).toMatchObject({
      status: 'IN_PROGRESS',
      lineItems: { nodes: [{ remainingQuantity: 2 }] },
    });
    await create(work.id);
    expect(await works(order)).toMatchObject({ displayFulfillmentStatus: 'FULFILLED', nodes: [{ status: 'CLOSED' }] });
  });

  it('refuses in the recorded words', async () => {
    const order = await unsent();
    const work = await only(order);
    const line = (quantity: number): object => ({ id: work.lineItems.nodes[0]?.id, quantity });
    expect((await create(work.id, [line(0)])).userErrors).toEqual([
      {
        field: ['fulfillment', 'lineItemsByFulfillmentOrder', '0', 'fulfillmentOrderLineItems', '0', 'quantity'],
        message: 'Quantity must be greater than 0',
      },
    ]);
    const message = async (id: string, lines?: object[]): Promise<unknown> =>
      (await create(id, lines)).userErrors[0]?.message;
    expect(await message(work.id, [line(4)])).toBe('Invalid fulfillment order line item quantity requested.');
    expect(await message('gid://shopify/FulfillmentOrder/999999999')).toBe('Fulfillment order does not exist.');
    const foreign = { id: 'gid://shopify/FulfillmentOrderLineItem/999999999', quantity: 1 };
    expect(await message(work.id, [foreign])).toBe('Fulfillment order line item does not exist.');
    await create(work.id);
    expect(await message(work.id)).toBe(
      `Fulfillment order ${work.id.split('/').at(-1)} has an unfulfillable status= closed.`,
    );
  });

  it('fulfillmentTrackingInfoUpdate changes the number, and costs 50', async () => {
    const sent = await create((await only(await unsent())).id);
    const query = `mutation M($id: ID!, $info: FulfillmentTrackingInput!) {
      fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $info) {
        fulfillment { trackingInfo { number } } userErrors { message } } }`;
    const { body } = await desk.graphql(query, { id: sent.fulfillment?.id, info: { number: 'N-2', company: 'UPS' } });
    expect(body).toMatchObject({
      data: { fulfillmentTrackingInfoUpdate: { fulfillment: { trackingInfo: [{ number: 'N-2' }] } } },
      extensions: { cost: { requestedQueryCost: 51 } },
    });
  });
});

describe('by hand', () => {
  it('any order is shipped, delivered and lost; an unsent one is sent first', async () => {
    const order = await unsent();
    await desk.made(`/dev-store/orders/${order.legacyId}/deliver`, {});
    const query = 'query Q($id: ID!) { order(id: $id) { fulfillments { displayStatus deliveredAt } } }';
    expect(await ask(desk, query, { id: order.id })).toMatchObject({
      order: { fulfillments: [{ displayStatus: 'DELIVERED', deliveredAt: expect.any(String) as string }] },
    });
    const other = await unsent();
    await desk.made(`/dev-store/orders/${other.legacyId}/ship`, {
      lines: [{ lineItemId: other.lineItems[0]?.legacyId, quantity: 2 }],
    });
    await desk.made(`/dev-store/orders/${other.legacyId}/lose`, {});
    expect((await works(other)).displayFulfillmentStatus).toBe('PARTIALLY_FULFILLED');
  });
});
