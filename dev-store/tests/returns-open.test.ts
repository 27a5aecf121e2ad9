import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AFTER_SALE_SCOPES,
  ask,
  change,
  errorsOf,
  made,
  openAfterSale,
  openReturn,
  readReturn,
  sentOrder,
  type ReturnAnswer,
  type Sent,
} from './after-sale.ts';
import { MUG_HOUSE, type Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
});

afterAll(() => desk.close());

function line(order: Sent, more: object = {}): Record<string, unknown> {
  return { fulfillmentLineItemId: order.sent[0], quantity: 1, ...more };
}

const RETURNABLE = `query Q($id: ID!) { returnableFulfillments(orderId: $id, first: 5) { nodes { id fulfillment { id }
  returnableFulfillmentLineItems(first: 5) { nodes { quantity fulfillmentLineItem { id } } } } } }`;

type Returnable = {
  returnableFulfillments: {
    nodes: {
      id: string;
      fulfillment: { id: string };
      returnableFulfillmentLineItems: { nodes: { quantity: number; fulfillmentLineItem: { id: string } }[] };
    }[];
  };
};

async function returnable(order: Sent): Promise<number[]> {
  const data = await ask<Returnable>(desk, RETURNABLE, { id: order.id });
  return data.returnableFulfillments.nodes.flatMap((one) =>
    one.returnableFulfillmentLineItems.nodes.map((entry) => entry.quantity),
  );
}

describe('what can be returned', () => {
  it('is listed parcel by parcel, under the parcel’s own number', async () => {
    const order = await sentOrder(desk);
    const [parcel] = (await ask<Returnable>(desk, RETURNABLE, { id: order.id })).returnableFulfillments.nodes;
    expect(parcel?.id.split('/').at(-1)).toBe(parcel?.fulfillment.id.split('/').at(-1));
    expect(parcel?.returnableFulfillmentLineItems.nodes).toEqual([
      { quantity: 4, fulfillmentLineItem: { id: order.sent[0] } },
    ]);
  });

  it('shrinks by open, asked-for and closed returns and by refunds, and grows again when one is cancelled or declined', async () => {
    const order = await sentOrder(desk);
    const first = await openReturn(desk, order);
    expect(await returnable(order)).toEqual([3]);
    const input = { orderId: order.id, returnLineItems: [line(order, { returnReason: 'STYLE' })] };
    const second = made(await change(desk, 'returnRequest', input));
    expect(await returnable(order)).toEqual([2]);
    await desk.made(`/dev-store/orders/${order.legacyId}/refunds`, {
      lines: [{ lineItemId: order.lineItems[0]?.legacyId, quantity: 1 }],
    });
    expect(await returnable(order)).toEqual([1]);
    await change(desk, 'returnCancel', first.id);
    await change(desk, 'returnDeclineRequest', { id: second.id, declineReason: 'OTHER' });
    expect(await returnable(order)).toEqual([3]);
  });

  it('is nothing of an order that was not sent', async () => {
    expect(await returnable(await sentOrder(desk, { scenario: 'unfulfilled' }))).toEqual([]);
  });

  it('needs read_returns beside read_orders', async () => {
    const order = await sentOrder(desk);
    const token = await desk.accessToken(MUG_HOUSE);
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: ['read_orders'] });
    const { body } = await desk.graphql(RETURNABLE, { id: order.id }, { token });
    expect(body.errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED');
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: AFTER_SALE_SCOPES });
  });
});

describe('returnCreate', () => {
  it('opens a return at once, with its reverse fulfillment order, named after the order', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order, 2);
    expect(record).toMatchObject({ name: `${order.name}-R1`, status: 'OPEN', totalQuantity: 2, closedAt: null });
    expect(record.returnLineItems.nodes).toMatchObject([
      { quantity: 2, processableQuantity: 2, processedQuantity: 0, unprocessedQuantity: 2, refundableQuantity: 2 },
    ]);
    expect(record.reverseFulfillmentOrders.nodes).toMatchObject([
      { status: 'OPEN', lineItems: { nodes: [{ totalQuantity: 2, fulfillmentLineItem: { id: order.sent[0] } }] } },
    ]);
    expect((await openReturn(desk, order)).name).toBe(`${order.name}-R2`);
  });

  it('needs a parcel that left, not one that arrived', async () => {
    const order = await sentOrder(desk, { scenario: 'in-transit' });
    expect((await openReturn(desk, order)).status).toBe('OPEN');
  });

  it('takes a reason by its definition or by the old enum, and answers both', async () => {
    const order = await sentOrder(desk);
    const definition = { returnReasonDefinitionId: 'gid://shopify/ReturnReasonDefinition/6' };
    const input = { orderId: order.id, returnLineItems: [line(order, definition)] };
    expect(made(await change(desk, 'returnCreate', input)).returnLineItems.nodes).toMatchObject([
      { returnReason: 'DEFECTIVE', returnReasonDefinition: { handle: 'damaged-or-defective' } },
    ]);
  });

  it('keeps a return shipping fee and a restocking fee in percent', async () => {
    const order = await sentOrder(desk);
    const record = made(
      await change(desk, 'returnCreate', {
        orderId: order.id,
        returnLineItems: [line(order, { returnReason: 'UNWANTED', restockingFee: { percentage: 10 } })],
        returnShippingFee: { amount: { amount: '7.50', currencyCode: 'EUR' } },
      }),
    );
    expect(record.returnShippingFees).toMatchObject([
      { amountSet: { shopMoney: { amount: '7.5' }, presentmentMoney: { amount: '7.5' } } },
    ]);
    expect(record.returnShippingFees[0]?.id).toMatch(/^gid:\/\/shopify\/Fee\/\d+$/);
    expect(record.returnLineItems.nodes[0]?.restockingFee).toEqual({
      percentage: 10,
      amountSet: { shopMoney: { amount: '5.0' } },
    });
  });

  it('takes exchange lines, which become line items only when they are processed', async () => {
    const order = await sentOrder(desk);
    const variant = (
      await ask<{ productVariants: { nodes: { id: string }[] } }>(
        desk,
        '{ productVariants(first: 1) { nodes { id } } }',
      )
    ).productVariants.nodes[0];
    const record = await openReturn(desk, order, 1, { exchangeLineItems: [{ variantId: variant?.id, quantity: 1 }] });
    expect(record.exchangeLineItems.nodes).toMatchObject([{ quantity: 1, processedQuantity: 0, lineItems: [] }]);
    expect((await desk.orderNow(order.legacyId)).lineItems).toHaveLength(1);
  });

  it('opens an archived order again', async () => {
    const order = await sentOrder(desk);
    const kept = desk.devStore.store.orderById(order.legacyId);
    if (kept !== undefined) kept.closedAt = '2026-01-01T00:00:00Z';
    await openReturn(desk, order);
    const data = await ask<{ order: { closed: boolean } }>(desk, 'query Q($id: ID!) { order(id: $id) { closed } }', {
      id: order.id,
    });
    expect(data.order.closed).toBe(false);
  });
});

describe('returnRequest', () => {
  it('waits: REQUESTED, nothing to send back yet, and the customer’s note is kept', async () => {
    const order = await sentOrder(desk);
    const input = {
      orderId: order.id,
      returnLineItems: [line(order, { returnReason: 'DEFECTIVE', customerNote: 'Arrived cracked' })],
    };
    const record = made(await change(desk, 'returnRequest', input));
    expect(record).toMatchObject({ status: 'REQUESTED', reverseFulfillmentOrders: { nodes: [] } });
    expect(record.returnLineItems.nodes[0]?.customerNote).toBe('Arrived cracked');
    expect((await readReturn(desk, record.id)).order.returnStatus).toBe('RETURN_REQUESTED');
  });
});

describe('refusals, in the words of each root', () => {
  const both = async (order: Sent, lines: object[]): Promise<[ReturnAnswer, ReturnAnswer]> => [
    await change(desk, 'returnCreate', { orderId: order.id, returnLineItems: lines }),
    await change(desk, 'returnRequest', { orderId: order.id, returnLineItems: lines }),
  ];

  it('more than is left: "Return line item has an invalid quantity."', async () => {
    const order = await sentOrder(desk);
    await openReturn(desk, order, 3);
    const [create, request] = await both(order, [line(order, { quantity: 2, returnReason: 'UNWANTED' })]);
    const message = 'Return line item has an invalid quantity.';
    expect(create).toEqual({
      return: null,
      userErrors: [{ field: ['returnInput', 'returnLineItems', '0', 'quantity'], message, code: 'INVALID' }],
    });
    expect(request.userErrors[0]?.field).toEqual(['input', 'returnLineItems', '0', 'quantity']);
  });

  it('the same units twice in one call', async () => {
    const order = await sentOrder(desk, { amount: '10.00' });
    const wish = line(order, { returnReason: 'UNWANTED' });
    const [create] = await both(order, [wish, wish]);
    expect(create.userErrors).toMatchObject([{ field: ['returnInput', 'returnLineItems', '1', 'quantity'] }]);
  });

  it('a line that was never sent: "Fulfillment Line Item was not found."', async () => {
    const order = await sentOrder(desk);
    const unknown = {
      ...line(order, { returnReason: 'UNWANTED' }),
      fulfillmentLineItemId: 'gid://shopify/FulfillmentLineItem/999999999',
    };
    const [create, request] = await both(order, [line(order, { returnReason: 'UNWANTED' }), unknown]);
    expect(create.userErrors).toEqual([
      {
        field: ['returnInput', 'returnLineItems', '1', 'fulfillmentLineItemId'],
        message: 'Fulfillment Line Item was not found.',
        code: 'NOT_FOUND',
      },
    ]);
    expect(request.userErrors[0]?.code).toBe('NOT_FOUND');
  });

  it('no reason', async () => {
    const order = await sentOrder(desk);
    const [create, request] = await both(order, [line(order)]);
    expect(create.userErrors).toEqual([
      {
        field: ['returnInput', 'returnLineItems', '0'],
        message: 'Return line items Either return reason or return reason definition must be provided',
        code: 'NOT_FOUND',
      },
    ]);
    expect(request.userErrors).toEqual([
      {
        field: ['input', 'returnLineItems', '0', 'returnReason'],
        message: "Return reason can't be blank",
        code: 'BLANK',
      },
    ]);
  });

  it('"Other" without a note: refused by returnCreate, taken by returnRequest', async () => {
    const order = await sentOrder(desk);
    const [create, request] = await both(order, [line(order, { returnReason: 'OTHER' })]);
    expect(create.userErrors).toEqual([
      {
        field: ['returnInput', 'returnLineItems', '0', 'returnReasonNote'],
        message: 'Return line items return reason note The note is required when the return reason is "Other"',
        code: 'BLANK',
      },
    ]);
    expect(request.userErrors).toEqual([]);
  });

  it('a GID of the wrong type and a reason that is none are refused before anything is looked up', async () => {
    const order = await sentOrder(desk);
    const document =
      'mutation M($input: ReturnInput!) { returnCreate(returnInput: $input) { userErrors { message } } }';
    const wrong = { ...line(order, { returnReason: 'UNWANTED' }), fulfillmentLineItemId: order.id };
    expect(
      (await errorsOf(desk, document, { input: { orderId: order.id, returnLineItems: [wrong] } }))[0],
    ).toMatchObject({
      message: `Invalid id: ${order.id}`,
      extensions: { code: 'RESOURCE_NOT_FOUND' },
    });
    const lines = [line(order, { returnReason: 'NOT_A_REASON' })];
    expect(
      (await errorsOf(desk, document, { input: { orderId: order.id, returnLineItems: lines } }))[0]?.extensions?.code,
    ).toBe('INVALID_VARIABLE');
  });

  it('write_returns is needed', async () => {
    const order = await sentOrder(desk);
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: ['write_orders', 'read_returns'] });
    const token = await desk.accessToken(MUG_HOUSE);
    const { body } = await desk.graphql(
      'mutation M($input: ReturnInput!) { returnCreate(returnInput: $input) { userErrors { message } } }',
      { input: { orderId: order.id, returnLineItems: [line(order, { returnReason: 'UNWANTED' })] } },
      { token },
    );
    expect(body).toMatchObject({ data: { returnCreate: null }, errors: [{ extensions: { code: 'ACCESS_DENIED' } }] });
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: AFTER_SALE_SCOPES });
  });
});
