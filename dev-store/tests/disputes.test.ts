import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AFTER_SALE_SCOPES, ask, errorsOf, openAfterSale } from './after-sale.ts';
import { amountRefund, MUG_HOUSE, refund, type Desk } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
});

afterAll(() => desk.close());

type Dispute = { id: number; status: string; initiatedAs: string };

const DISPUTE = `id legacyResourceId status type amount { amount currencyCode } reasonDetails { reason networkReasonCode }
  initiatedAt evidenceDueBy evidenceSentOn finalizedOn order { id }`;

const wireId = (dispute: Dispute): string => `gid://shopify/ShopifyPaymentsDispute/${dispute.id}`;

describe('disputes', () => {
  it('are on the order in short, and in full under their own id and in the shop’s list', async () => {
    const order = await desk.order({ amount: '60.00' });
    const made = await desk.made<Dispute>(`/dev-store/orders/${order.legacyId}/disputes`, {
      reason: 'FRAUDULENT',
      networkReasonCode: '10.4',
    });
    const query = `query Q($order: ID!, $id: ID!) { order(id: $order) { disputes { id initiatedAs status } }
      dispute(id: $id) { ${DISPUTE} } disputes(first: 50) { nodes { id } }
      shopifyPaymentsAccount { activated disputes(first: 50) { nodes { status } } } }`;
    type Data = { disputes: { nodes: { id: string }[] } };
    const data = await ask<Data>(desk, query, { order: order.id, id: wireId(made) });
    expect(data).toMatchObject({
      order: {
        disputes: [
          {
            id: `gid://shopify/OrderDisputeSummary/${made.id}`,
            initiatedAs: 'CHARGEBACK',
            status: 'NEEDS_RESPONSE',
          },
        ],
      },
      dispute: {
        id: wireId(made),
        type: 'CHARGEBACK',
        amount: { amount: '60.0', currencyCode: 'EUR' },
        reasonDetails: { reason: 'FRAUDULENT', networkReasonCode: '10.4' },
        finalizedOn: null,
        order: { id: order.id },
      },
      shopifyPaymentsAccount: { activated: true },
    });
    expect(data.disputes.nodes.map((one) => one.id)).toContain(wireId(made));
  });

  it('a chargeback blocks refunds until it is decided, an inquiry never does', async () => {
    const order = await desk.order();
    const inquiry = await desk.made<Dispute>(`/dev-store/orders/${order.legacyId}/disputes`, {
      initiatedAs: 'INQUIRY',
    });
    expect((await refund(desk, amountRefund(order, '1.00'), 'inquiry')).userErrors).toEqual([]);
    await desk.made(`/dev-store/disputes/${inquiry.id}`, { initiatedAs: 'CHARGEBACK' });
    expect((await refund(desk, amountRefund(order, '1.00'), 'open')).userErrors).toHaveLength(1);
    await desk.made(`/dev-store/disputes/${inquiry.id}`, { status: 'UNDER_REVIEW' });
    expect((await refund(desk, amountRefund(order, '1.00'), 'review')).userErrors).toHaveLength(1);
    await desk.made(`/dev-store/disputes/${inquiry.id}`, { status: 'WON' });
    expect((await refund(desk, amountRefund(order, '1.00'), 'won')).userErrors).toEqual([]);
    expect(
      await ask(desk, `query Q($id: ID!) { dispute(id: $id) { ${DISPUTE} } }`, { id: wireId(inquiry) }),
    ).toMatchObject({
      dispute: {
        status: 'WON',
        evidenceSentOn: expect.any(String) as string,
        finalizedOn: expect.any(String) as string,
      },
    });
  });

  it('of a part of the money, in what the customer paid in', async () => {
    const order = await desk.order({ presentment: 'PLN', amount: '400.00' });
    const made = await desk.made<Dispute>(`/dev-store/orders/${order.legacyId}/disputes`, { amount: '150.00' });
    expect(
      await ask(desk, `query Q($id: ID!) { dispute(id: $id) { amount { amount currencyCode } } }`, {
        id: wireId(made),
      }),
    ).toEqual({ dispute: { amount: { amount: '150.0', currencyCode: 'PLN' } } });
  });

  it('an unknown one is null', async () => {
    expect(await ask(desk, '{ dispute(id: "gid://shopify/ShopifyPaymentsDispute/0") { id } }')).toEqual({
      dispute: null,
    });
  });

  it('the order’s summary needs read_orders only, the dispute its own scope', async () => {
    const order = await desk.order({ scenario: 'chargeback' });
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: ['read_orders'] });
    const summary = await ask(desk, 'query Q($id: ID!) { order(id: $id) { disputes { status } } }', { id: order.id });
    expect(summary).toEqual({ order: { disputes: [{ status: 'NEEDS_RESPONSE' }] } });
    const denied = await errorsOf(desk, '{ disputes(first: 1) { nodes { id } } }');
    expect(denied[0]?.extensions?.code).toBe('ACCESS_DENIED');
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: AFTER_SALE_SCOPES });
  });
});

describe('scenarios', () => {
  it('an order with a chargeback, and one with an inquiry', async () => {
    const query = 'query Q($id: ID!) { order(id: $id) { disputes { initiatedAs status } } }';
    for (const [scenario, initiatedAs] of [
      ['chargeback', 'CHARGEBACK'],
      ['inquiry', 'INQUIRY'],
    ] as const) {
      const order = await desk.order({ scenario });
      expect(await ask(desk, query, { id: order.id })).toEqual({
        order: { disputes: [{ initiatedAs, status: 'NEEDS_RESPONSE' }] },
      });
    }
  });

  it('an order in a currency with three decimals', async () => {
    const order = await desk.order({ scenario: 'three-decimals', amount: '13.125' });
    expect(order).toMatchObject({ presentmentCurrency: 'KWD', total: { amount: '13.125', shopAmount: '39.11' } });
    await refund(desk, amountRefund(order, '0.005', { currency: 'KWD' }), 'five fils');
    expect(await desk.orderNow(order.legacyId)).toMatchObject({ maximumRefundable: { amount: '13.12' } });
  });
});
