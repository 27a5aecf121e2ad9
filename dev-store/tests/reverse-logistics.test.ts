import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  errorsOf,
  openAfterSale,
  openReturn,
  readReturn,
  sentOrder,
  warehouse,
  type Coded,
  type WireReturn,
} from './after-sale.ts';
import type { Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
});

afterAll(() => desk.close());

type Delivery = {
  id: string;
  reverseDeliveryLineItems: { nodes: { quantity: number; reverseFulfillmentOrderLineItem: { id: string } }[] };
  deliverable: {
    tracking: { number: string | null; url: string | null; carrierName: string | null } | null;
    label: { publicFileUrl: string } | null;
  } | null;
};

const DELIVERY = `id reverseDeliveryLineItems(first: 5) { nodes { quantity reverseFulfillmentOrderLineItem { id } } }
  deliverable { ... on ReverseDeliveryShippingDeliverable { tracking { number url carrierName } label { publicFileUrl } } }`;

const CREATE = `mutation M($id: ID!, $lines: [ReverseDeliveryLineItemInput!]!, $tracking: ReverseDeliveryTrackingInput,
    $label: ReverseDeliveryLabelInput) {
  root: reverseDeliveryCreateWithShipping(reverseFulfillmentOrderId: $id, reverseDeliveryLineItems: $lines,
    trackingInput: $tracking, labelInput: $label) { reverseDelivery { ${DELIVERY} } userErrors { field message code } } }`;

type CreateAnswer = { root: { reverseDelivery: Delivery | null; userErrors: Coded[] } };

const reverseId = (record: WireReturn): string => record.reverseFulfillmentOrders.nodes[0]?.id ?? '';
const reverseLineId = (record: WireReturn): string =>
  record.reverseFulfillmentOrders.nodes[0]?.lineItems.nodes[0]?.id ?? '';

async function create(variables: object): Promise<CreateAnswer['root']> {
  return (await ask<CreateAnswer>(desk, CREATE, { lines: [], ...variables })).root;
}

describe('reverseDeliveryCreateWithShipping', () => {
  it('without lines carries all of them, with a label and a number; the carrier stays unnamed', async () => {
    const record = await openReturn(desk, await sentOrder(desk), 2);
    const { reverseDelivery } = await create({
      id: reverseId(record),
      tracking: { number: 'RET-1', url: 'https://example.com/RET-1' },
      label: { fileUrl: 'https://example.com/label.pdf' },
    });
    expect(reverseDelivery).toMatchObject({
      reverseDeliveryLineItems: {
        nodes: [{ quantity: 2, reverseFulfillmentOrderLineItem: { id: reverseLineId(record) } }],
      },
      deliverable: {
        tracking: { number: 'RET-1', url: 'https://example.com/RET-1', carrierName: null },
        label: { publicFileUrl: 'https://example.com/label.pdf' },
      },
    });
  });

  it('without tracking and label has nothing to deliver yet; reverseDeliveryShippingUpdate adds it', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    const made = await create({ id: reverseId(record) });
    expect(made.reverseDelivery?.deliverable).toBeNull();
    const update = `mutation M($id: ID!, $tracking: ReverseDeliveryTrackingInput) {
      root: reverseDeliveryShippingUpdate(reverseDeliveryId: $id, trackingInput: $tracking) {
        reverseDelivery { ${DELIVERY} } userErrors { field message code } } }`;
    const variables = { id: made.reverseDelivery?.id, tracking: { number: 'RET-2' } };
    const { root } = await ask<CreateAnswer>(desk, update, variables);
    expect(root.reverseDelivery?.deliverable?.tracking?.number).toBe('RET-2');
    const unknown = { ...variables, id: 'gid://shopify/ReverseDelivery/999999999' };
    expect((await ask<CreateAnswer>(desk, update, unknown)).root.userErrors).toEqual([
      { field: ['reverseDeliveryId'], message: 'Reverse delivery was not found.', code: 'NOT_FOUND' },
    ]);
  });

  it('refuses what is not there or too much, without a code', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    const other = await openReturn(desk, await sentOrder(desk));
    const line = (reverseFulfillmentOrderLineItemId: string, quantity = 1): object => ({
      reverseFulfillmentOrderLineItemId,
      quantity,
    });
    const of = async (lines: object[]): Promise<Coded[]> => (await create({ id: reverseId(record), lines })).userErrors;
    expect(await of([line(reverseLineId(other))])).toEqual([
      {
        field: ['reverseDeliveryLineItems', '0', 'reverseFulfillmentOrderLineItemId'],
        message: 'must exist',
        code: null,
      },
    ]);
    const tooMuch = 'cannot deliver more items than are returned';
    expect(await of([line(reverseLineId(record), 2)])).toEqual([
      { field: ['reverseDeliveryLineItems', '0', 'quantity'], message: tooMuch, code: null },
    ]);
    expect(await of([line(reverseLineId(record)), line(reverseLineId(record))])).toEqual([
      { field: ['reverseDeliveryLineItems', '1', 'quantity'], message: tooMuch, code: null },
    ]);
    expect((await create({ id: 'gid://shopify/ReverseFulfillmentOrder/999999999' })).userErrors).toEqual([
      { field: ['reverseFulfillmentOrderId'], message: 'Reverse fulfillment order was not found.', code: 'NOT_FOUND' },
    ]);
    expect((await errorsOf(desk, CREATE, { id: record.id, lines: [] }))[0]).toMatchObject({
      message: `Invalid id: ${record.id}`,
      extensions: { code: 'RESOURCE_NOT_FOUND' },
    });
  });
});

const DISPOSE = `mutation M($inputs: [ReverseFulfillmentOrderDisposeInput!]!) {
  root: reverseFulfillmentOrderDispose(dispositionInputs: $inputs) {
    reverseFulfillmentOrderLineItems { id totalQuantity dispositions { type quantity location { id } } }
    userErrors { field message code } } }`;

type DisposeAnswer = {
  root: {
    reverseFulfillmentOrderLineItems: { id: string; dispositions: object[] }[] | null;
    userErrors: Coded[];
  };
};

async function dispose(inputs: object[]): Promise<DisposeAnswer['root']> {
  return (await ask<DisposeAnswer>(desk, DISPOSE, { inputs })).root;
}

describe('reverseFulfillmentOrderDispose', () => {
  const entry = async (record: WireReturn, more: object = {}): Promise<object> => ({
    reverseFulfillmentOrderLineItemId: reverseLineId(record),
    quantity: 1,
    dispositionType: 'RESTOCKED',
    locationId: await warehouse(desk),
    ...more,
  });

  it('writes what became of the units; RESTOCKED puts them back into stock, and the reverse order stays OPEN', async () => {
    const order = await sentOrder(desk);
    const stock = async (): Promise<number> => {
      type Data = { order: { lineItems: { nodes: { variant: { inventoryQuantity: number } }[] } } };
      const query =
        'query Q($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { variant { inventoryQuantity } } } } }';
      const data = await ask<Data>(desk, query, { id: order.id });
      return data.order.lineItems.nodes[0]?.variant.inventoryQuantity ?? -1;
    };
    const before = await stock();
    const record = await openReturn(desk, order, 2);
    const { userErrors } = await dispose([
      await entry(record),
      await entry(record, { dispositionType: 'NOT_RESTOCKED' }),
    ]);
    expect(userErrors).toEqual([]);
    expect(await stock()).toBe(before + 1);
    const [reverse] = (await readReturn(desk, record.id)).reverseFulfillmentOrders.nodes;
    expect(reverse?.status).toBe('OPEN');
    expect(reverse?.lineItems.nodes[0]?.dispositions).toEqual([
      { type: 'RESTOCKED', quantity: 1, location: { id: await warehouse(desk) } },
      { type: 'NOT_RESTOCKED', quantity: 1, location: { id: await warehouse(desk) } },
    ]);
  });

  it('refuses an empty list, and units of two reverse orders or of none', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    const other = await openReturn(desk, await sentOrder(desk));
    expect((await dispose([])).userErrors).toEqual([
      { field: ['dispositionInputs'], message: 'The array cannot be empty.', code: 'BLANK' },
    ]);
    const mixed = {
      field: ['dispositionInputs'],
      message: 'Cannot dispose items from more than one reverse fulfillment order.',
      code: 'INVALID',
    };
    expect((await dispose([await entry(record), await entry(other)])).userErrors).toEqual([mixed]);
    const unknown = { reverseFulfillmentOrderLineItemId: 'gid://shopify/ReverseFulfillmentOrderLineItem/0' };
    expect((await dispose([await entry(record, unknown)])).userErrors).toEqual([mixed]);
  });

  it('refuses a location that nobody knows', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    const wrong = await entry(record, { locationId: 'gid://shopify/Location/999999999' });
    expect((await dispose([wrong])).userErrors).toEqual([
      { field: ['dispositionInputs', '0', 'locationId'], message: 'Location not found.', code: 'NOT_FOUND' },
    ]);
  });

  it('does not notice that more is disposed than came back', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    expect(
      (await dispose([await entry(record, { quantity: 3, dispositionType: 'NOT_RESTOCKED' })])).userErrors,
    ).toEqual([]);
  });
});

describe('by hand', () => {
  it('a customer sends a return and the warehouse receives, or loses, it', async () => {
    const record = await openReturn(desk, await sentOrder(desk), 2);
    const legacyId = record.id.split('/').at(-1) ?? '';
    await desk.made(`/dev-store/returns/${legacyId}/ship`, { number: 'BACK-1' });
    await desk.made(`/dev-store/returns/${legacyId}/receive`, {
      lines: [{ returnLineItemId: Number(record.returnLineItems.nodes[0]?.id.split('/').at(-1)), quantity: 1 }],
    });
    await desk.made(`/dev-store/returns/${legacyId}/lose`, {});
    const view = await desk.get<{
      reverseFulfillmentOrders: {
        lines: { dispositions: object[] }[];
        deliveries: { tracking: { number: string } }[];
      }[];
    }>(`/dev-store/returns/${legacyId}`);
    expect(view.reverseFulfillmentOrders[0]?.deliveries[0]?.tracking.number).toBe('BACK-1');
    expect(view.reverseFulfillmentOrders[0]?.lines[0]?.dispositions).toEqual([
      { type: 'RESTOCKED', quantity: 1 },
      { type: 'MISSING', quantity: 1 },
    ]);
  });

  it('a customer asks for a return, and somebody decides on it', async () => {
    const order = await sentOrder(desk);
    type View = { legacyId: number; status: string; source: string };
    const asked = await desk.made<View>(`/dev-store/orders/${order.legacyId}/returns`, { requested: true });
    expect(asked).toMatchObject({ status: 'REQUESTED', source: 'customer' });
    const decided = await desk.made<View>(`/dev-store/returns/${asked.legacyId}/status`, { status: 'OPEN' });
    expect(decided.status).toBe('OPEN');
  });
});
