import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AFTER_SALE_SCOPES, ask, change, made, openAfterSale, openReturn, sentOrder } from './after-sale.ts';
import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import { MUG_HOUSE, Receiver, type Desk } from './harness.ts';

const TOPICS = [
  'orders/updated',
  'orders/cancelled',
  'refunds/create',
  'fulfillments/create',
  'fulfillments/update',
  'fulfillment_events/create',
  'fulfillment_orders/placed_on_hold',
  'fulfillment_orders/hold_released',
  'returns/request',
  'returns/approve',
  'returns/decline',
  'returns/cancel',
  'returns/close',
  'returns/reopen',
  'returns/process',
  'returns/update',
  'reverse_deliveries/attach_deliverable',
  'reverse_fulfillment_orders/dispose',
  'disputes/create',
  'disputes/update',
];

const receiver = new Receiver();
let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale({ webhooks: true, webhookTopics: TOPICS, appUrl: await receiver.listen() });
});

afterAll(async () => {
  await desk.close();
  await receiver.close();
});

afterEach(async () => {
  await settled();
  receiver.received.length = 0;
});

const settled = (): Promise<unknown> => desk.post('/dev-store/webhooks/idle', {});

async function topics(): Promise<string[]> {
  await settled();
  return receiver.topics();
}

async function body(topic: string): Promise<unknown> {
  await settled();
  return JSON.parse(receiver.received.findLast((one) => one.topic === topic)?.body ?? 'null') as unknown;
}

const numberOf = (gid: string): number => Number(gid.split('/').at(-1));

describe('returns', () => {
  it('a request and its approval carry the return, its order and its lines', async () => {
    const order = await sentOrder(desk);
    const line = { fulfillmentLineItemId: order.sent[0], quantity: 1, returnReason: 'DEFECTIVE' };
    const record = made(await change(desk, 'returnRequest', { orderId: order.id, returnLineItems: [line] }));
    expect(await body('returns/request')).toMatchObject({
      id: numberOf(record.id),
      admin_graphql_api_id: record.id,
      status: 'requested',
      order: { id: order.legacyId },
      total_return_line_items: 1,
    });
    await change(desk, 'returnApproveRequest', { id: record.id });
    expect(await body('returns/approve')).toMatchObject({ status: 'open', admin_graphql_api_id: record.id });
  });

  it('a declined request carries the reason', async () => {
    const order = await sentOrder(desk);
    const line = { fulfillmentLineItemId: order.sent[0], quantity: 1, returnReason: 'STYLE' };
    const { id } = made(await change(desk, 'returnRequest', { orderId: order.id, returnLineItems: [line] }));
    await change(desk, 'returnDeclineRequest', { id, declineReason: 'RETURN_PERIOD_ENDED', declineNote: 'Too late' });
    expect(await body('returns/decline')).toMatchObject({
      status: 'declined',
      decline: { reason: 'return_period_ended', note: 'Too late' },
    });
  });

  it('closing, reopening and cancelling tell once each, and not again when nothing changed', async () => {
    const { id } = await openReturn(desk, await sentOrder(desk));
    for (const name of ['returnClose', 'returnClose', 'returnReopen', 'returnCancel', 'returnCancel'] as const)
      await change(desk, name, id);
    expect(await topics()).toEqual(['returns/approve', 'returns/close', 'returns/reopen', 'returns/cancel']);
    expect(await body('returns/cancel')).toMatchObject({ admin_graphql_api_id: id, status: 'canceled' });
  });

  it('processing with a refund tells of both', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order);
    const transactionAmount = { amount: '50.00', currencyCode: 'EUR' };
    await change(desk, 'returnProcess', {
      returnId: record.id,
      returnLineItems: [{ id: record.returnLineItems.nodes[0]?.id, quantity: 1 }],
      financialTransfer: {
        issueRefund: { orderTransactions: [{ parentId: order.transactions[0]?.id, transactionAmount }] },
      },
    });
    expect((await topics()).sort()).toEqual(['orders/updated', 'refunds/create', 'returns/approve', 'returns/process']);
    expect(await body('refunds/create')).toMatchObject({ return: { admin_graphql_api_id: record.id } });
  });

  it('taking units off tells how many', async () => {
    const record = await openReturn(desk, await sentOrder(desk), 2);
    const returnLineItemId = record.returnLineItems.nodes[0]?.id;
    await ask(
      desk,
      `mutation M($id: ID!, $lines: [ReturnLineItemRemoveFromReturnInput!]) {
        removeFromReturn(returnId: $id, returnLineItems: $lines) { userErrors { message } } }`,
      { id: record.id, lines: [{ returnLineItemId, quantity: 1 }] },
    );
    expect(await body('returns/update')).toMatchObject({
      return_line_items: { removals: [{ admin_graphql_api_id: returnLineItemId, delta: 1 }] },
    });
  });

  it('a label or number and a disposition', async () => {
    const record = await openReturn(desk, await sentOrder(desk));
    const legacyId = numberOf(record.id);
    await desk.made(`/dev-store/returns/${legacyId}/ship`, { number: 'BACK-1' });
    expect(await body('reverse_deliveries/attach_deliverable')).toMatchObject({
      return: { id: legacyId },
      shipping_deliverable: { tracking: { tracking_number: 'BACK-1', carrier_name: null } },
    });
    await desk.made(`/dev-store/returns/${legacyId}/receive`, {});
    expect(await body('reverse_fulfillment_orders/dispose')).toMatchObject({
      dispositions: [{ type: 'restocked', quantity: 1 }],
      total_dispositions: 1,
    });
  });
});

describe('orders', () => {
  it('a cancellation tells when the job has run, not before', async () => {
    const order = await desk.order({ scenario: 'unfulfilled', amount: '20.00' });
    await ask(
      desk,
      `mutation M($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true,
        refundMethod: { originalPaymentMethodsRefund: true }) { job { id } } }`,
      { id: order.id },
    );
    expect(await topics()).toEqual([]);
    await desk.advance(1000);
    expect(new Set(await topics())).toEqual(new Set(['refunds/create', 'orders/updated', 'orders/cancelled']));
    expect(await body('orders/cancelled')).toMatchObject({
      id: order.legacyId,
      cancel_reason: 'customer',
      cancelled_at: expect.any(String) as string,
      current_total_price: '0.00',
    });
  });

  it('a parcel that leaves, its number and its arrival', async () => {
    const order = await desk.order({ scenario: 'unfulfilled', amount: '20.00' });
    const parcel = await desk.made<{ id: number }>(`/dev-store/orders/${order.legacyId}/ship`, { number: 'P-1' });
    expect(await body('fulfillments/create')).toMatchObject({
      id: parcel.id,
      order_id: order.legacyId,
      status: 'success',
      tracking_number: 'P-1',
    });
    await desk.made(`/dev-store/fulfillments/${parcel.id}/tracking`, { company: 'UPS', number: 'P-2' });
    await desk.made(`/dev-store/orders/${order.legacyId}/deliver`, {});
    expect(await body('fulfillments/update')).toMatchObject({ tracking_number: 'P-2', shipment_status: 'delivered' });
    expect(await topics()).toContain('fulfillment_events/create');
  });

  it('the first hold and the last release', async () => {
    const order = await desk.order({ scenario: 'unfulfilled', amount: '20.00' });
    const id = `gid://shopify/FulfillmentOrder/${order.legacyId}`;
    const hold = `mutation M($id: ID!, $handle: String) { fulfillmentOrderHold(id: $id,
      fulfillmentHold: { reason: INCORRECT_ADDRESS, handle: $handle }) { userErrors { message } } }`;
    await ask(desk, hold, { id, handle: 'a' });
    await ask(desk, hold, { id, handle: 'b' });
    await ask(desk, 'mutation M($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { userErrors { message } } }', { id });
    expect(await topics()).toEqual(['fulfillment_orders/placed_on_hold', 'fulfillment_orders/hold_released']);
    expect(await body('fulfillment_orders/placed_on_hold')).toMatchObject({
      fulfillment_order: { id, status: 'on_hold', fulfillment_holds: [{ reason: 'incorrect_address' }] },
    });
  });

  it('a dispute that is opened and decided', async () => {
    const order = await desk.order({ amount: '60.00' });
    const dispute = await desk.made<{ id: number }>(`/dev-store/orders/${order.legacyId}/disputes`, {
      reason: 'FRAUDULENT',
    });
    expect(await body('disputes/create')).toMatchObject({
      id: dispute.id,
      order_id: order.legacyId,
      type: 'chargeback',
      amount: '60.00',
      currency: 'EUR',
      reason: 'fraudulent',
      status: 'needs_response',
      finalized_on: null,
    });
    await desk.made(`/dev-store/disputes/${dispute.id}`, { status: 'LOST' });
    expect(await body('disputes/update')).toMatchObject({ status: 'lost', finalized_on: expect.any(String) as string });
  });
});

describe('scopes', () => {
  it('nothing of returns and disputes comes without read_returns and read_shopify_payments_disputes', async () => {
    const order = await sentOrder(desk);
    const scopes = DEFAULT_SCOPES.filter((scope) => !scope.endsWith('_returns'));
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes });
    await desk.made(`/dev-store/orders/${order.legacyId}/returns`, {});
    await desk.made(`/dev-store/orders/${order.legacyId}/disputes`, {});
    expect((await topics()).filter((topic) => /^(returns|disputes)/.test(topic))).toEqual([]);
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: AFTER_SALE_SCOPES });
  });
});
