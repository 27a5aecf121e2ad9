/** A hundred attacks in everything that both extensions show inside Shopify's own pages. */
import { randomUUID } from 'node:crypto';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launch, USER_AGENT } from '#tests/setup/browser.ts';
import {
  ANNA_AGENT,
  MUG_HOUSE,
  OLGA_OWNER,
  runApp,
  type RunningApp,
  type StoreOrder,
} from '#tests/setup/running-app.ts';
import { asStaff, comesIn, logComplaint } from './arrange.ts';
import { at, expectText, listenTo } from './attacks.ts';

let app: RunningApp;
let browser: Browser;
let order: StoreOrder;
let complaintId: string;
let remedyId: string;
let page: Page;
let ran: string[];

beforeAll(async () => {
  [app, browser] = await Promise.all([runApp(), launch()]);
  await comesIn(app, OLGA_OWNER, 'owner');
  await comesIn(app, ANNA_AGENT, 'agent');
  order = await app.makeOrder({ amount: '60.00', quantity: 3, customer: { email: 'eva.attacked@example.com' } });
  complaintId = (await logComplaint(app, order)).id;
  remedyId = await giveSomething();
  await poison();
  const context = await browser.newContext({ userAgent: USER_AGENT, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  ran = listenTo(page);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function poison(): Promise<void> {
  const set = (statement: string, place: string) => app.sql(statement, [at(place)]);
  await set('UPDATE complaints SET order_name = $1', 'order of the complaint');
  await set('UPDATE complaint_lines SET title = $1', 'item of the complaint');
  await set('UPDATE staff_members SET name = $1', 'colleague');
  await set('UPDATE shops SET name = $1', 'shop');
  app.rename(order, { order: at('order'), title: at('item'), variantTitle: at('variant') });
  await app.sql('UPDATE order_snapshots SET stale_since = now()');
}

/** What extensions draw is in a frame of its own; the page around it is the store's. */
const drawnIn = (frame: FrameLocator) => frame.locator(':root');
const inDialog = (): FrameLocator => page.frameLocator('dialog iframe');

test('nothing that people wrote runs, loads or leads away on an order’s page in the admin', async () => {
  await page.goto(`${app.admin}/store/mug-house/orders/${String(order.legacyId)}?user=${String(OLGA_OWNER)}`);
  const block = page.frameLocator('iframe[title="Complaints"]');
  await block.getByText(/^With colleague/).waitFor();
  await expectText(drawnIn(block), [at('colleague')], 'the block');
  await block.getByRole('button', { name: 'Log a complaint' }).click();
  const form = inDialog();
  await form.getByText(/is about the same items/).waitFor();
  await form.getByLabel('In their words').fill(at('typed'));
  await form.getByRole('button', { name: 'Log complaint' }).click();
  await form.getByText('Choose a reason.').waitFor();
  await expectText(
    drawnIn(form),
    [at('order'), `${at('item')}, ${at('variant')}`, at('item'), at('typed')],
    'the form',
  );
  expect(ran).toEqual([]);
});

/** What she can be given, with attacks in whatever of it is written by people or by others. */
const line = { lineItemId: '1', title: at('given item'), quantity: 1 };
const steps = [
  { step: 'sent', at: new Date().toISOString(), by: 'Anna', details: { courier: at('courier'), number: at('number') } },
];
const given: { kind: string; plan: object; proof: object; shows: string[] }[] = [
  {
    kind: 'replacement',
    plan: { lines: [line] },
    proof: {
      name: at('new order'),
      parcels: [{ carrier: at('carrier'), number: at('number'), url: 'javascript:alert(1)' }],
    },
    shows: ['given item', 'new order', 'carrier', 'number'],
  },
  {
    kind: 'return',
    plan: { lines: [line], exchange: [line], label: { kind: 'own_cost' }, note: at('note') },
    proof: {},
    shows: ['given item', 'note'],
  },
  {
    kind: 'repair',
    plan: { items: [line], partner: at('partner'), label: at('label'), dueOn: '2027-01-01' },
    proof: { steps },
    shows: ['given item', 'partner', 'label'],
  },
  {
    kind: 'external_gift',
    plan: { what: at('gift'), dueOn: '2027-01-01' },
    proof: { steps },
    shows: ['gift', 'courier', 'number'],
  },
  { kind: 'custom', plan: { what: at('special'), dueOn: '2027-01-01' }, proof: { steps: [] }, shows: ['special'] },
];

test('nothing that people wrote runs, loads or leads away in a customer’s account', async () => {
  const customer = order.customerId?.split('/').at(-1) ?? '';
  const address = `${app.admin}/storefront/mug-house/new-account/${customer}/orders/${String(order.legacyId)}`;
  const block = page.frameLocator('iframe[title="Order status"]');
  for (const { kind, plan, proof, shows } of given) {
    await app.sql(
      `UPDATE remedies SET kind = $2, plan = $3, proof = $4, state = 'issued', next_check_at = NULL WHERE id = $1`,
      [...[remedyId, kind, JSON.stringify(plan), JSON.stringify(proof)]],
    );
    await page.goto(address);
    await block.getByRole('button', { name: 'See how it stands' }).waitFor();
    await expectText(drawnIn(block), ['order of the complaint', ...shows].map(at), kind);
  }
  await page.frameLocator('iframe[title="Order menu"]').getByRole('button', { name: 'Report a problem' }).click();
  const form = inDialog();
  await form.getByLabel('In your own words').fill(at('typed'));
  await form.getByRole('button', { name: 'Send' }).click();
  await form.getByText('We need your yes to look into it.').waitFor();
  await expectText(drawnIn(form), [`${at('item')}, ${at('variant')}`, at('item'), at('shop'), at('typed')], 'the form');
  expect(ran).toEqual([]);
});

/** A refund on the complaint, decided as the panel decides it; what it is called, the test says afterwards. */
async function giveSomething(): Promise<string> {
  const fields = new URLSearchParams({ requestId: randomUUID(), reason: 'Broken on arrival' });
  fields.set('remedies', JSON.stringify([{ kind: 'refund', what: 'amount', amount: '10.00', currency: 'EUR' }]));
  const path = `/app/complaints/${complaintId}/resolution.data`;
  await (await asStaff(app, MUG_HOUSE, OLGA_OWNER, path, fields)).text();
  const remedy = async () => (await app.sql('SELECT id, state FROM remedies'))[0];
  await vi.waitFor(async () => expect((await remedy())?.['state']).toBe('settled'), { timeout: 15_000, interval: 200 });
  return String((await remedy())?.['id']);
}
