import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AFTER_SALE_SCOPES,
  ask,
  change,
  errorsOf,
  made,
  openAfterSale,
  openReturn,
  sentOrder,
  type Coded,
} from './after-sale.ts';
import { MUG_HOUSE, type Desk, type MadeOrder } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
  await desk.post('/dev-store/clock', { frozen: true });
});

beforeEach(() => desk.post('/dev-store/jobs/rules', { delayMs: 1000, fail: null }));

afterAll(() => desk.close());

const CANCEL = `mutation Cancel($id: ID!, $restock: Boolean!, $reason: OrderCancelReason!, $refund: Boolean,
    $method: OrderCancelRefundMethodInput, $note: String, $notify: Boolean) {
  orderCancel(orderId: $id, restock: $restock, reason: $reason, refund: $refund, refundMethod: $method,
    staffNote: $note, notifyCustomer: $notify) {
    job { id done } jobResult { id done status errors { field message code } order { id } }
    orderCancelUserErrors { field message code } userErrors { field message } } }`;

type Payload = {
  job: { id: string; done: boolean } | null;
  jobResult: { id: string; done: boolean; status: string; errors: Coded[]; order: { id: string } | null } | null;
  orderCancelUserErrors: Coded[];
  userErrors: Coded[];
};

async function cancel(order: MadeOrder, more: object = {}): Promise<Payload> {
  const variables = { id: order.id, restock: false, reason: 'CUSTOMER', ...more };
  return (await ask<{ orderCancel: Payload }>(desk, CANCEL, variables)).orderCancel;
}

const ORIGINAL = { method: { originalPaymentMethodsRefund: true } };

type Cancelled = {
  closed: boolean;
  cancelledAt: string | null;
  cancelReason: string | null;
  cancellation: { staffNote: string | null } | null;
  displayFinancialStatus: string;
  displayFulfillmentStatus: string;
  currentTotalPriceSet: { shopMoney: { amount: string } };
  totalOutstandingSet: { shopMoney: { amount: string } };
  totalRefundedSet: { shopMoney: { amount: string } };
  refunds: { refundLineItems: { nodes: { quantity: number; restockType: string }[] } }[];
  transactions: { kind: string; status: string; gateway: string }[];
  fulfillmentOrders: { nodes: { status: string; lineItems: { nodes: { totalQuantity: number }[] } }[] };
  lineItems: { nodes: { variant: { inventoryQuantity: number } }[] };
};

async function read(order: MadeOrder): Promise<Cancelled> {
  const query = `query Q($id: ID!) { order(id: $id) { closed cancelledAt cancelReason cancellation { staffNote }
    displayFinancialStatus displayFulfillmentStatus currentTotalPriceSet { shopMoney { amount } }
    totalOutstandingSet { shopMoney { amount } } totalRefundedSet { shopMoney { amount } }
    refunds { refundLineItems(first: 5) { nodes { quantity restockType } } } transactions { kind status gateway }
    fulfillmentOrders(first: 5) { nodes { status lineItems(first: 5) { nodes { totalQuantity } } } }
    lineItems(first: 1) { nodes { variant { inventoryQuantity } } } } }`;
  return (await ask<{ order: Cancelled }>(desk, query, { id: order.id })).order;
}

const unsent = (input: object = {}): Promise<MadeOrder> =>
  desk.order({ scenario: 'unfulfilled', amount: '20.00', quantity: 2, ...input });

describe('orderCancel', () => {
  it('answers a job that has not run; job(id:), node(id:) and the order show when it has', async () => {
    const order = await unsent();
    const { job, jobResult, orderCancelUserErrors } = await cancel(order, ORIGINAL);
    expect(orderCancelUserErrors).toEqual([]);
    expect(job).toEqual({ id: expect.stringMatching(/^gid:\/\/shopify\/Job\/[0-9a-f-]{36}$/) as string, done: false });
    expect(jobResult).toMatchObject({ done: false, status: 'STARTED', errors: [], order: { id: order.id } });
    expect((await read(order)).cancelledAt).toBeNull();
    await desk.advance(1000);
    const query = `query Q($job: ID!, $result: ID!) { job(id: $job) { done query { __typename } }
      node(id: $result) { ... on OrderCancelJobResult { done status order { cancelledAt } } } }`;
    expect(await ask(desk, query, { job: job?.id, result: jobResult?.id })).toMatchObject({
      job: { done: true, query: { __typename: 'QueryRoot' } },
      node: { done: true, status: 'SUCCEEDED', order: { cancelledAt: expect.any(String) as string } },
    });
  });

  it('closes the order, gives everything back and lets nothing be sent any more', async () => {
    const order = await unsent({ shipping: '5.00' });
    await cancel(order, { ...ORIGINAL, restock: true, note: 'Asked by phone' });
    await desk.advance(1000);
    const after = await read(order);
    expect(after).toMatchObject({
      closed: true,
      cancelReason: 'CUSTOMER',
      cancellation: { staffNote: 'Asked by phone' },
      displayFinancialStatus: 'REFUNDED',
      displayFulfillmentStatus: 'UNFULFILLED',
      currentTotalPriceSet: { shopMoney: { amount: '0.0' } },
      totalOutstandingSet: { shopMoney: { amount: '0.0' } },
      totalRefundedSet: { shopMoney: { amount: '25.0' } },
      refunds: [{ refundLineItems: { nodes: [{ quantity: 2, restockType: 'CANCEL' }] } }],
      transactions: [
        { kind: 'SALE', status: 'SUCCESS' },
        { kind: 'REFUND', status: 'SUCCESS' },
      ],
      fulfillmentOrders: { nodes: [{ status: 'CLOSED', lineItems: { nodes: [{ totalQuantity: 0 }] } }] },
    });
  });

  it('puts units back into stock only when asked to', async () => {
    for (const [restock, back] of [
      [true, 2],
      [false, 0],
    ] as const) {
      const order = await unsent();
      const before = (await read(order)).lineItems.nodes[0]?.variant.inventoryQuantity ?? 0;
      await cancel(order, { ...ORIGINAL, restock });
      await desk.advance(1000);
      expect((await read(order)).lineItems.nodes[0]?.variant.inventoryQuantity).toBe(before + back);
    }
  });

  it('without a method keeps the money: the order stays PAID and can still be refunded', async () => {
    const order = await unsent();
    await cancel(order);
    await desk.advance(1000);
    expect(await read(order)).toMatchObject({ displayFinancialStatus: 'PAID', refunds: [], closed: true });
    const later = await desk.post(`/dev-store/orders/${order.legacyId}/refunds`, {});
    expect(later.status).toBe(201);
  });

  it('refunds to store credit with an expiry', async () => {
    const order = await unsent();
    await cancel(order, { method: { storeCreditRefund: { expiresAt: '2030-01-01T00:00:00Z' } } });
    await desk.advance(1000);
    expect((await read(order)).transactions.at(-1)).toMatchObject({ kind: 'REFUND', gateway: 'shopify_store_credit' });
  });

  it('leaves a refund pending where the gateway settles later', async () => {
    const order = await unsent({ refundSettleAfterMs: 3_600_000 });
    await cancel(order, ORIGINAL);
    await desk.advance(1000);
    expect((await read(order)).transactions.at(-1)).toMatchObject({ kind: 'REFUND', status: 'PENDING' });
    await desk.advance(3_600_000);
    expect((await read(order)).displayFinancialStatus).toBe('REFUNDED');
  });

  it('a job that nobody knows reads as done', async () => {
    expect(await ask(desk, '{ job(id: "gid://shopify/Job/0") { id done query { __typename } } }')).toEqual({
      job: { id: 'gid://shopify/Job/0', done: true, query: { __typename: 'QueryRoot' } },
    });
  });
});

describe('refusals: a code in orderCancelUserErrors, the same without one in userErrors', () => {
  const expectRefusal = (payload: Payload, error: Coded): void => {
    expect(payload).toEqual({
      job: null,
      jobResult: null,
      orderCancelUserErrors: [error],
      userErrors: [{ field: error.field, message: error.message }],
    });
  };
  const onOrder = (message: string): Coded => ({ field: ['orderId'], message, code: 'INVALID' });

  it('cancelled already, and while it is being cancelled', async () => {
    const order = await unsent();
    await cancel(order);
    expectRefusal(await cancel(order), { field: null, message: 'Cancellation is already in progress', code: null });
    await desk.advance(1000);
    expectRefusal(await cancel(order), onOrder('Cannot cancel an order that has already been canceled'));
  });

  it('with a parcel that left', async () => {
    const message = 'Cannot cancel an order that has outstanding fulfillments';
    expectRefusal(await cancel(await sentOrder(desk)), onOrder(message));
    expectRefusal(await cancel(await desk.order({ scenario: 'partly-shipped' })), onOrder(message));
  });

  it('with a return under way', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order);
    expectRefusal(await cancel(order), onOrder('Cannot cancel an order that has returns'));
    made(await change(desk, 'returnCancel', record.id));
    expect((await cancel(order)).orderCancelUserErrors[0]?.message).toMatch(/outstanding fulfillments/);
  });

  it('a note above 255 characters, and both ways to ask for a refund', async () => {
    const order = await unsent();
    expectRefusal(await cancel(order, { note: 'x'.repeat(256) }), {
      field: ['staffNote'],
      message: 'Staff note is too long. Maximum length is 255 characters.',
      code: 'INVALID',
    });
    for (const refund of [true, false]) {
      expectRefusal(await cancel(order, { ...ORIGINAL, refund }), {
        field: ['refund'],
        message: 'Only one of the arguments `refund` or `refund_method` is allowed.',
        code: 'INVALID',
      });
    }
  });

  it('store credit without a customer, or that has ended', async () => {
    const guest = await unsent({ customer: null });
    const method = { storeCreditRefund: {} };
    expect((await cancel(guest, { method })).orderCancelUserErrors[0]?.code).toBe(
      'STORE_CREDIT_REFUND_MISSING_CUSTOMER',
    );
    const past = { storeCreditRefund: { expiresAt: '2020-01-01T00:00:00Z' } };
    expect((await cancel(await unsent(), { method: past })).orderCancelUserErrors[0]?.code).toBe(
      'STORE_CREDIT_REFUND_EXPIRATION_IN_PAST',
    );
  });

  it('an order that does not exist', async () => {
    const order = await unsent();
    const unknown = { ...order, id: 'gid://shopify/Order/999999999' };
    expect((await cancel(unknown)).orderCancelUserErrors[0]).toMatchObject({ field: ['orderId'], code: 'NOT_FOUND' });
  });

  it('reasons are those of the schema, and write_orders is needed', async () => {
    const order = await unsent();
    const variables = { id: order.id, restock: false, reason: 'STAFF_ERROR' };
    expect((await errorsOf(desk, CANCEL, variables))[0]?.extensions?.code).toBe('INVALID_VARIABLE');
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: ['read_orders'] });
    const denied = await errorsOf(desk, CANCEL, { ...variables, reason: 'STAFF' });
    expect(denied[0]?.extensions?.code).toBe('ACCESS_DENIED');
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: AFTER_SALE_SCOPES });
  });
});

describe('jobs, as the control API wants them', () => {
  it('fail when told to: the order stays as it was, and can be tried again', async () => {
    await desk.post('/dev-store/jobs/rules', { fail: { times: 1, message: 'Something went wrong' } });
    const order = await unsent();
    const { jobResult } = await cancel(order, ORIGINAL);
    await desk.advance(1000);
    const query =
      'query Q($id: ID!) { node(id: $id) { ... on OrderCancelJobResult { status errors { message code } } } }';
    expect(await ask(desk, query, { id: jobResult?.id })).toEqual({
      node: { status: 'FAILED', errors: [{ message: 'Something went wrong', code: 'INTERNAL_ERROR' }] },
    });
    expect((await read(order)).cancelledAt).toBeNull();
    expect((await cancel(order, ORIGINAL)).job?.done).toBe(false);
  });

  it('fail when the order was sent in the meantime', async () => {
    const order = await unsent();
    await cancel(order, ORIGINAL);
    await desk.made(`/dev-store/orders/${order.legacyId}/ship`, {});
    await desk.advance(1000);
    const jobs = await desk.get<{ status: string; errors: Coded[] }[]>('/dev-store/jobs');
    expect(jobs.at(-1)).toMatchObject({
      status: 'FAILED',
      errors: [{ message: 'Cannot cancel an order that has outstanding fulfillments' }],
    });
    expect((await read(order)).totalRefundedSet.shopMoney.amount).toBe('0.0');
  });

  it('run at once, or wait until they are told', async () => {
    await desk.post('/dev-store/jobs/rules', { delayMs: null });
    const order = await unsent();
    const { job } = await cancel(order);
    await desk.advance(86_400_000);
    expect((await read(order)).cancelledAt).toBeNull();
    await desk.made(`/dev-store/jobs/${job?.id.split('/').at(-1) ?? ''}/run`, {});
    expect((await read(order)).cancelledAt).not.toBeNull();
  });

  it('an order cancelled by hand is cancelled at once', async () => {
    const order = await unsent();
    await desk.made(`/dev-store/orders/${order.legacyId}/cancel`, { reason: 'INVENTORY' });
    expect(await read(order)).toMatchObject({ cancelReason: 'INVENTORY', displayFinancialStatus: 'REFUNDED' });
  });
});
