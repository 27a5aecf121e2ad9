import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, change, openAfterSale, openReturn, sentOrder } from './after-sale.ts';
import type { Desk, MadeOrder } from './harness.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openAfterSale();
});

afterAll(() => desk.close());

async function page(order: MadeOrder): Promise<string> {
  const html = await (await fetch(`${desk.base}/store/mug-house/orders/${order.legacyId}`)).text();
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

describe('the order page of the admin', () => {
  it('shows returns with their state, reason, exchange and way back', async () => {
    const order = await sentOrder(desk);
    const record = await openReturn(desk, order, 2);
    await desk.made(`/dev-store/returns/${record.id.split('/').at(-1) ?? ''}/ship`, { number: 'BACK-7' });
    await desk.made(`/dev-store/returns/${record.id.split('/').at(-1) ?? ''}/receive`, {});
    const text = await page(order);
    expect(text).toContain(`Return ${order.name}-R1 Open`);
    expect(text).toContain('Damaged or defective');
    expect(text).toContain('BACK-7');
    expect(text).toContain('2 × restocked');
    await change(desk, 'returnClose', record.id);
    expect(await page(order)).toContain(`Return ${order.name}-R1 was closed`);
  });

  it('escapes what customers wrote', async () => {
    const order = await sentOrder(desk);
    const line = {
      fulfillmentLineItemId: order.sent[0],
      quantity: 1,
      returnReason: 'OTHER',
      customerNote: '<img src=x onerror=alert(1)>',
    };
    await change(desk, 'returnRequest', { orderId: order.id, returnLineItems: [line] });
    const html = await (await fetch(`${desk.base}/store/mug-house/orders/${order.legacyId}`)).text();
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toContain('<img src=x');
  });

  it('shows why an order was cancelled, and that it is about to be', async () => {
    await desk.post('/dev-store/jobs/rules', { delayMs: null });
    const order = await desk.order({ scenario: 'unfulfilled', amount: '20.00' });
    await ask(
      desk,
      'mutation M($id: ID!) { orderCancel(orderId: $id, reason: INVENTORY, restock: true, staffNote: "Glaze ran out") { job { id } } }',
      { id: order.id },
    );
    expect(await page(order)).toContain('The order is being cancelled.');
    const [job] = await desk.get<{ key: string }[]>('/dev-store/jobs');
    await desk.made(`/dev-store/jobs/${job?.key ?? ''}/run`, {});
    const text = await page(order);
    expect(text).toMatch(/Cancelled on .*: inventory/);
    expect(text).toContain('Glaze ran out');
  });

  it('shows disputes and what is on hold', async () => {
    const order = await desk.order({ scenario: 'unfulfilled', amount: '20.00' });
    await desk.made(`/dev-store/orders/${order.legacyId}/disputes`, { initiatedAs: 'INQUIRY' });
    await desk.made(`/dev-store/fulfillment-orders/${order.legacyId}/hold`, {
      reason: 'INCORRECT_ADDRESS',
      reasonNotes: 'Street is missing',
    });
    const text = await page(order);
    expect(text).toContain('Inquiry: needs response');
    expect(text).toContain('Incorrect address: Street is missing');
  });
});
