import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RETRY_DELAYS_MS } from '#dev-store/webhooks/queue.ts';
import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import { amountRefund, Desk, MUG_HOUSE, Receiver, refund } from './harness.ts';

type Delivery = {
  id: string;
  eventId: string;
  topic: string;
  state: string;
  attempts: { status: number | null }[];
  nextAttemptAt: string | null;
};

const receiver = new Receiver();
let desk: Desk;

beforeAll(async () => {
  desk = await Desk.open({ webhooks: true, appUrl: await receiver.listen() });
});

afterAll(async () => {
  await desk.close();
  await receiver.close();
});

afterEach(async () => {
  await desk.post('/dev-store/webhooks/idle', {});
  receiver.status = 200;
  receiver.received.length = 0;
  await fetch(`${desk.base}/dev-store/webhooks/rules`, { method: 'DELETE' });
});

async function settled(): Promise<void> {
  await desk.post('/dev-store/webhooks/idle', {});
}

async function log(topic: string): Promise<Delivery> {
  const all = await desk.get<Delivery[]>('/dev-store/webhooks');
  const found = all.findLast((one) => one.topic === topic);
  if (found === undefined) throw new Error(`no ${topic} was recorded`);
  return found;
}

async function refundSomething(key: string, scenario = 'paid-200'): Promise<void> {
  const order = await desk.order({
    scenario,
    refundSettleAfterMs: scenario === 'pending-refund-gateway' ? 60_000 : undefined,
  });
  await refund(desk, amountRefund(order, '1.00', { note: '[amends:1]' }), key);
  await settled();
}

describe('a webhook', () => {
  it('is signed with the client secret over the raw body and carries every header', async () => {
    await refundSomething('signed');
    const sent = receiver.received.find((one) => one.topic === 'refunds/create');
    const expected = createHmac('sha256', 'amends-demo-secret')
      .update(sent?.body ?? '')
      .digest('base64');
    expect(sent?.headers).toMatchObject({
      'x-shopify-hmac-sha256': expected,
      'x-shopify-shop-domain': MUG_HOUSE,
      'x-shopify-api-version': '2026-10',
      'x-shopify-topic': 'refunds/create',
    });
    for (const name of ['x-shopify-webhook-id', 'x-shopify-event-id', 'x-shopify-triggered-at']) {
      expect(sent?.headers[name], name).toEqual(expect.any(String));
    }
  });

  it('a refund sends refunds/create, order_transactions/create and orders/updated', async () => {
    await refundSomething('three');
    expect(receiver.topics().sort()).toEqual(['order_transactions/create', 'orders/updated', 'refunds/create']);
  });

  it('refunds/create has the lines, shipping, adjustments, transactions and the note', async () => {
    await refundSomething('shape');
    const body = JSON.parse(receiver.received.find((one) => one.topic === 'refunds/create')?.body ?? '{}') as object;
    expect(body).toMatchObject({ note: '[amends:1]', return: null, refund_line_items: [], refund_shipping_lines: [] });
    expect(body).toMatchObject({
      transactions: [{ kind: 'refund', status: 'success', amount: '1.00', currency: 'EUR' }],
    });
    expect(body).toMatchObject({ order_adjustments: [{ amount: '-1.00' }] });
  });

  it('a pending refund tells of its transaction only when it settles', async () => {
    await refundSomething('pending', 'pending-refund-gateway');
    expect(receiver.topics()).not.toContain('order_transactions/create');
    await desk.advance(60_001);
    await settled();
    expect(receiver.topics()).toContain('order_transactions/create');
  });

  it('a scan of a parcel sends fulfillment_events/create and fulfillments/update', async () => {
    const order = await desk.order({ scenario: 'in-transit' });
    await desk.post(`/dev-store/orders/${order.legacyId}/events`, { status: 'DELIVERED', message: 'Handed over' });
    await settled();
    expect(receiver.topics().sort()).toEqual(['fulfillment_events/create', 'fulfillments/update']);
    const body = JSON.parse(
      receiver.received.find((one) => one.topic === 'fulfillment_events/create')?.body ?? '{}',
    ) as object;
    expect(body).toMatchObject({ status: 'delivered', order_id: order.legacyId, message: 'Handed over' });
  });

  it('fulfillment topics need read_fulfillments', async () => {
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: ['write_orders'] });
    const order = await desk.order({ scenario: 'in-transit' });
    await desk.post(`/dev-store/orders/${order.legacyId}/events`, { status: 'DELIVERED' });
    await settled();
    expect(receiver.topics()).toEqual(['app/scopes_update']);
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: DEFAULT_SCOPES });
  });

  it('a refund by hand in the admin is told like any other', async () => {
    const order = await desk.order();
    await desk.made(`/dev-store/orders/${order.legacyId}/refunds`, { amount: '5.00', note: 'by hand' });
    await settled();
    expect(receiver.topics()).toContain('refunds/create');
  });
});

describe('delivery', () => {
  it('is tried 9 times over 4 hours, with the same ids and body, then given up', async () => {
    receiver.status = 503;
    await refundSomething('retried');
    expect(RETRY_DELAYS_MS).toHaveLength(8);
    expect(RETRY_DELAYS_MS.reduce((sum, ms) => sum + ms, 0)).toBe(4 * 3_600_000);
    for (const wait of RETRY_DELAYS_MS) await desk.advance(wait + 1000);
    const tries = receiver.received.filter((one) => one.topic === 'refunds/create');
    expect(tries).toHaveLength(9);
    expect(new Set(tries.map((one) => one.headers['x-shopify-webhook-id'])).size).toBe(1);
    expect(new Set(tries.map((one) => one.body)).size).toBe(1);
    expect((await log('refunds/create')).state).toBe('failed');
  });

  it('a redirect is a failure too, and a later 200 ends the retries', async () => {
    receiver.status = 302;
    await refundSomething('redirected');
    expect((await log('refunds/create')).state).toBe('retrying');
    receiver.status = 200;
    await desk.advance(61_000);
    expect(await log('refunds/create')).toMatchObject({
      state: 'delivered',
      attempts: [{ status: 302 }, { status: 200 }],
    });
  });

  it('twice when asked to: same webhook id, same event id', async () => {
    await desk.made('/dev-store/webhooks/rules', { topic: 'refunds/create', action: 'duplicate', times: 1 });
    await refundSomething('twice');
    const copies = receiver.received.filter((one) => one.topic === 'refunds/create');
    expect(copies.map((one) => one.headers['x-shopify-webhook-id'])).toEqual([
      copies[0]?.headers['x-shopify-webhook-id'],
      copies[0]?.headers['x-shopify-webhook-id'],
    ]);
  });

  it('not at all when asked to', async () => {
    await desk.made('/dev-store/webhooks/rules', { topic: 'refunds/create', action: 'drop' });
    await refundSomething('dropped');
    expect(receiver.topics()).not.toContain('refunds/create');
    expect((await log('refunds/create')).state).toBe('dropped');
  });

  it('late when asked to, by the clock of the store', async () => {
    await desk.made('/dev-store/webhooks/rules', { topic: 'refunds/create', action: 'delay', delayMs: 3_600_000 });
    await refundSomething('late');
    expect(receiver.topics()).not.toContain('refunds/create');
    await desk.advance(3_600_001);
    expect(receiver.topics()).toContain('refunds/create');
  });

  it('held back and out of order when asked to', async () => {
    await desk.made('/dev-store/webhooks/rules', { action: 'hold' });
    await refundSomething('held');
    expect(receiver.received).toEqual([]);
    await desk.made('/dev-store/webhooks/deliver', { reverse: true });
    expect(receiver.topics()).toEqual(['orders/updated', 'order_transactions/create', 'refunds/create']);
  });
});

describe('the life of the app', () => {
  it('uninstalling sends app/uninstalled, and shop/redact 48 hours later to the compliance address', async () => {
    await desk.post('/dev-store/apps/uninstall', { shop: MUG_HOUSE });
    await settled();
    expect(receiver.topics()).toEqual(['app/uninstalled']);
    await desk.advance(48 * 3_600_000 + 1);
    await settled();
    expect(receiver.topics()).toEqual(['app/uninstalled', 'shop/redact']);
    await desk.post('/dev-store/apps/install', { shop: MUG_HOUSE });
  });

  it('a change of scopes sends previous and current', async () => {
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: ['read_orders'] });
    await desk.post('/dev-store/apps/scopes', { shop: MUG_HOUSE, scopes: DEFAULT_SCOPES });
    await settled();
    expect(JSON.parse(receiver.received.at(-1)?.body ?? '{}')).toMatchObject({
      previous: ['read_orders'],
      current: DEFAULT_SCOPES,
    });
  });

  it.each(['customers/data_request', 'customers/redact', 'shop/redact'])(
    '%s goes to the compliance address',
    async (topic) => {
      const order = await desk.order();
      const customerId = Number(order.customerId?.split('/').at(-1));
      await desk.made(`/dev-store/compliance/${topic}`, { shop: MUG_HOUSE, customerId });
      await settled();
      expect(receiver.topics()).toEqual([topic]);
      expect(await log(topic)).toMatchObject({ url: expect.stringMatching(/\/webhooks\/compliance$/) as string });
    },
  );
});
