import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '#dev-store/options.ts';
import { Receiver, type Desk } from './harness.ts';
import {
  ask,
  completeDraft,
  custom,
  draftNow,
  draftOf,
  home,
  openSales,
  orderById,
  orderOf,
  SALES_SCOPES,
  search,
  stockOf,
  variant,
  type Draft,
  type MadeByApp,
} from './sales.ts';

const HOUR_MS = 3_600_000;
const receiver = new Receiver();
let desk: Desk;
let mug: string;

beforeAll(async () => {
  const topics = ['orders/create', 'orders/paid', 'draft_orders/create', 'draft_orders/update', 'draft_orders/delete'];
  desk = await openSales({
    webhooks: true,
    appUrl: await receiver.listen(),
    webhookTopics: [...DEFAULT_OPTIONS.webhookTopics, ...topics, 'inventory_levels/update'],
  });
  mug = (await variant(desk, 'STMU-BLUE')).id;
});

afterAll(async () => {
  await desk.close();
  await receiver.close();
});

afterEach(async () => {
  await desk.post('/dev-store/webhooks/idle', {});
  receiver.received.length = 0;
});

async function replacement(): Promise<MadeByApp> {
  return orderOf(
    desk,
    {
      lineItems: [{ variantId: mug, quantity: 2, priceSet: { shopMoney: { amount: '0.00', currencyCode: 'EUR' } } }],
      sourceIdentifier: 'amends:r-1',
      tags: ['replacement'],
      customAttributes: [{ key: 'Card text', value: 'Sorry for the broken one' }],
      note: 'Replacement of #2001',
      shippingAddress: home(),
      email: 'maja@example.com',
    },
    { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' },
  );
}

describe('a replacement order', () => {
  it('can be followed until it is delivered', async () => {
    const order = await replacement();
    const committed = await stockOf(desk, mug);
    type Parcels = { order: { displayFulfillmentStatus: string; fulfillments: { displayStatus: string }[] } };
    const parcel = async (): Promise<unknown> => {
      const query = `query Q($id: ID!) { order(id: $id) { displayFulfillmentStatus fulfillments(first: 5) {
        displayStatus trackingInfo { number } deliveredAt } } }`;
      return (await ask<Parcels>(desk, query, { id: order.id })).order;
    };
    expect(await parcel()).toMatchObject({ displayFulfillmentStatus: 'UNFULFILLED', fulfillments: [] });
    await desk.made(`/dev-store/orders/${order.legacyResourceId}/ship`, { carrier: 'InPost', number: 'IP1' });
    expect(await parcel()).toMatchObject({
      displayFulfillmentStatus: 'FULFILLED',
      fulfillments: [{ displayStatus: 'FULFILLED', trackingInfo: [{ number: 'IP1' }], deliveredAt: null }],
    });
    expect(await stockOf(desk, mug)).toMatchObject({
      available: committed.available,
      committed: committed.committed - 2,
      on_hand: committed.on_hand - 2,
    });
    await desk.made(`/dev-store/orders/${order.legacyResourceId}/deliver`, {});
    expect(await parcel()).toMatchObject({
      fulfillments: [{ displayStatus: 'DELIVERED', deliveredAt: expect.any(String) as string }],
    });
  });

  it('made from a draft can be sent too, its custom lines with it', async () => {
    const draft = await draftOf(desk, {
      lineItems: [{ variantId: mug, quantity: 1 }, custom('Gift card text', '0.00')],
      shippingAddress: home(),
    });
    const { draftOrder } = await completeDraft(desk, draft.id);
    const id = draftOrder?.order?.id ?? '';
    await desk.made(`/dev-store/orders/${encodeURIComponent(id)}/deliver`, {});
    expect((await orderById(desk, id))?.displayFulfillmentStatus).toBe('FULFILLED');
  });

  it('can be refunded like any other', async () => {
    const price = { shopMoney: { amount: '10.00', currencyCode: 'EUR' } };
    const order = await orderOf(desk, {
      lineItems: [{ title: 'Mug', quantity: 1, priceSet: price }],
      transactions: [{ amountSet: price }],
    });
    await desk.made(`/dev-store/orders/${order.legacyResourceId}/refunds`, {});
    expect((await orderById(desk, order.id))?.displayFinancialStatus).toBe('REFUNDED');
  });

  it('stands in the admin’s list and on a page of its own, with what it was marked by', async () => {
    const order = await replacement();
    const list = await (await fetch(`${desk.base}/store/amends-mug-house/orders?q=replacement`)).text();
    expect(list).toContain(order.name);
    const page = await (await fetch(`${desk.base}/store/amends-mug-house/orders/${order.legacyResourceId}`)).text();
    for (const text of ['Replacement of #2001', 'Card text', 'Sorry for the broken one', 'amends:r-1', 'Kraków']) {
      expect(page, text).toContain(text);
    }
    const empty = await orderOf(desk, { lineItems: [{ title: 'Nobody’s', quantity: 1 }] });
    const bare = await fetch(`${desk.base}/store/amends-mug-house/orders/${empty.legacyResourceId}`);
    expect(bare.status).toBe(200);
    expect(await bare.text()).toContain('No customer');
  });

  it('stands in the state with its marks, and so do drafts, metafields and stock', async () => {
    const order = await replacement();
    const draft = await draftOf(desk, { lineItems: [{ variantId: mug, quantity: 1 }], tags: ['seen'] });
    type State = {
      orders: (Record<string, unknown> & { id: string })[];
      draftOrders: (Record<string, unknown> & { id: string })[];
      stock: { sku: string; available: number; committed: number }[];
    };
    const state = await desk.get<State>('/dev-store/state');
    expect(state.orders.find((one) => one.id === order.id)).toMatchObject({
      sourceIdentifier: 'amends:r-1',
      tags: ['replacement'],
      note: 'Replacement of #2001',
      lineItems: [{ variantId: mug, sku: 'STMU-BLUE', quantity: 2 }],
    });
    expect(state.draftOrders.find((one) => one.id === draft.id)).toMatchObject({ status: 'OPEN', tags: ['seen'] });
    const stock = await stockOf(desk, mug);
    expect(state.stock.find((one) => one.sku === 'STMU-BLUE')).toMatchObject({
      available: stock.available,
      committed: stock.committed,
    });
  });
});

describe('webhooks', () => {
  const settled = (): Promise<unknown> => desk.post('/dev-store/webhooks/idle', {});

  it('tell of a new order, its payment and its stock', async () => {
    const order = await replacement();
    await settled();
    expect(receiver.topics().sort()).toEqual(['inventory_levels/update', 'orders/create', 'orders/paid']);
    const body = JSON.parse(receiver.received.find((one) => one.topic === 'orders/create')?.body ?? '{}') as object;
    expect(body).toMatchObject({
      admin_graphql_api_id: order.id,
      source_identifier: 'amends:r-1',
      tags: 'replacement',
      note_attributes: [{ name: 'Card text', value: 'Sorry for the broken one' }],
    });
  });

  it('tell of drafts: made, changed, completed, deleted', async () => {
    const draft = await draftOf(desk, { lineItems: [custom('x', '1.00')] });
    await ask(
      desk,
      'mutation M($id: ID!) { draftOrderUpdate(id: $id, input: { note: "n" }) { userErrors { message } } }',
      {
        id: draft.id,
      },
    );
    await completeDraft(desk, draft.id);
    await ask(desk, 'mutation M($id: ID!) { draftOrderDelete(input: { id: $id }) { deletedId } }', { id: draft.id });
    await settled();
    const drafts = receiver.received.filter((one) => one.topic.startsWith('draft_orders/'));
    expect(drafts.map((one) => one.topic).sort()).toEqual([
      'draft_orders/create',
      'draft_orders/delete',
      'draft_orders/update',
      'draft_orders/update',
    ]);
    const statuses = drafts.map((one) => (JSON.parse(one.body) as { status?: string }).status);
    expect(statuses).toContain('completed');
  });

  it('tell of changed tags and notes', async () => {
    const order = await desk.order();
    await ask(desk, 'mutation M($id: ID!) { tagsAdd(id: $id, tags: ["x"]) { userErrors { message } } }', {
      id: order.id,
    });
    await settled();
    expect(receiver.topics()).toEqual(['orders/updated']);
  });

  it('of drafts need read_draft_orders', async () => {
    const scopes = SALES_SCOPES.filter((scope) => scope !== 'write_draft_orders');
    const poor = await openSales({ scopes, webhookTopics: ['draft_orders/update', 'orders/create'] });
    type Data = { webhookSubscriptions: { nodes: { topic: string }[] } };
    const query = '{ webhookSubscriptions(first: 10) { nodes { topic } } }';
    expect((await ask<Data>(poor, query)).webhookSubscriptions.nodes).toEqual([{ topic: 'ORDERS_CREATE' }]);
    await poor.close();
  });
});

describe('a restart', () => {
  it('keeps drafts with their reservations, orders with their marks, metafields and stock', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dev-store-'));
    const before = await openSales({ dataDir: folder });
    const id = (await variant(before, 'STMU-BLUE')).id;
    const reserveInventoryUntil = new Date(Date.now() + HOUR_MS).toISOString();
    const draft: Draft = await draftOf(before, {
      lineItems: [{ variantId: id, quantity: 2 }],
      reserveInventoryUntil,
      metafields: [{ namespace: 'amends', key: 'remedy', type: 'single_line_text_field', value: 'r-1' }],
    });
    const order = await orderOf(before, {
      lineItems: [{ variantId: id, quantity: 1 }],
      sourceIdentifier: 'amends:kept',
    });
    const stock = await stockOf(before, id);
    await before.close();

    const after = await openSales({ dataDir: folder });
    expect(await stockOf(after, id)).toEqual(stock);
    expect(await search(after, 'source_identifier:amends:kept')).toEqual([order.name]);
    const query =
      'query Q($id: ID!) { draftOrder(id: $id) { metafield(namespace: "amends", key: "remedy") { value } } }';
    expect(await ask(after, query, { id: draft.id })).toEqual({ draftOrder: { metafield: { value: 'r-1' } } });
    await after.advance(HOUR_MS + 1000);
    expect(await stockOf(after, id)).toEqual({ ...stock, available: stock.available + 2, reserved: 0 });
    const { draftOrder } = await completeDraft(after, draft.id);
    expect((await draftNow(after, draft.id))?.order).toEqual(draftOrder?.order);
    await after.close();
    await rm(folder, { recursive: true, force: true });
  });
});
