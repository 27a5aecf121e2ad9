import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inBrowser } from '#tests/setup/browser.ts';
import { ANNA_AGENT, HARUKA_OWNER, MUG_HOUSE, TOKYO_PAPER } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintForm, eventually, orderSearch, putItRight, rows } from './screens.ts';

// Long enough for a call on a busy machine, short enough to wait for.
const amends = inBrowser({ SHOPIFY_TIMEOUT_MS: '2500' });

const SCOPES = [
  'read_orders',
  'write_orders',
  'read_all_orders',
  'read_customers',
  'read_products',
  'read_fulfillments',
  'read_locations',
];
const scopes = (granted: string[]) => amends.app.control('apps/scopes', { shop: MUG_HOUSE, scopes: granted });
const fault = (rule: Record<string, unknown>) => amends.app.control('faults', rule);
const noFaults = () => amends.app.control('faults', undefined, 'DELETE');

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, HARUKA_OWNER, 'owner', TOKYO_PAPER);
});
afterEach(async () => {
  await noFaults();
  await scopes(SCOPES);
});

describe('when nobody knows whether Shopify has made the refund', () => {
  test('the panel says that it is checking, tempts nobody to try again, and settles by itself with one refund', async () => {
    const order = await amends.app.makeOrder({ amount: '23.00' });
    const { id, label } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.why.fill('Broken.');
    await panel.panel.getByRole('button', { name: 'Refund €23.00' }).waitFor();
    // Shopify makes it and never answers; and as long as this lasts, it cannot be asked either.
    await fault({ match: 'refundCreate', kind: 'timeout-after', times: 1 });
    await fault({ match: 'FindRefund', kind: '5xx-before' });
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: 'Checking with Shopify: nothing will be given twice' }).waitFor();
    await panel.panel.getByText(/There is nothing for you to do/).waitFor();
    expect(await panel.panel.getByRole('button').count()).toBe(0);
    expect(await panel.panel.getByRole('link').count()).toBe(0);

    const home = await amends.sitDown();
    await home.frame
      .getByRole('region', { name: 'Checking with Shopify' })
      .getByRole('link', { name: label })
      .waitFor();

    await noFaults();
    await panel.panel.getByRole('heading', { name: /^€23\.00 given back to/ }).waitFor({ timeout: 40_000 });
    await desk.frame.getByText('Resolved', { exact: true }).first().waitFor();
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });

  test('a refund whose answer was a server error is looked for, sent again with its own key, and given once', async () => {
    const order = await amends.app.makeOrder({ amount: '24.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.why.fill('Broken.');
    await panel.panel.getByRole('button', { name: 'Refund €24.00' }).waitFor();
    await fault({ match: 'refundCreate', kind: '5xx-before', times: 1 });
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: /^€24\.00 given back to/ }).waitFor({ timeout: 40_000 });
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });
});

describe('when Shopify refuses the refund', () => {
  test('its own words are shown, and the money is free to be given again', async () => {
    const order = await amends.app.makeOrder({ amount: '50.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.why.fill('Broken.');
    await panel.panel.getByRole('button', { name: 'Refund €50.00' }).waitFor();
    const message = 'The payment gateway said: account 7 is frozen';
    await fault({ match: 'refundCreate', kind: 'user-errors', times: 1, userErrors: [{ field: null, message }] });
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: 'Shopify refused the refund' }).waitFor();
    await panel.panel.getByText(message).waitFor();
    await panel.panel.getByText('Nothing was given and nothing is held.').waitFor();
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);

    // The whole limit of 50 is there again.
    await panel.panel.getByRole('button', { name: 'Decide again' }).click();
    await panel.why.fill('Broken, second try.');
    await panel.panel.getByRole('button', { name: 'Refund €50.00' }).click();
    await panel.panel.getByRole('heading', { name: /^€50\.00 given back to/ }).waitFor();
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });

  test('for want of a permission, it names the permission', async () => {
    const order = await amends.app.makeOrder({ amount: '14.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.why.fill('Broken.');
    await panel.panel.getByRole('button', { name: 'Refund €14.00' }).waitFor();
    await scopes(SCOPES.filter((scope) => scope !== 'write_orders'));
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: 'Shopify refused the refund' }).waitFor();
    await panel.panel
      .getByText(/lacks the permission write_orders, .* The store owner grants it by opening Amends/)
      .waitFor();
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);
  });
});

describe('when Shopify cannot be read', () => {
  test('a missing permission to read orders is named in the search, and nothing typed is lost', async () => {
    const order = await amends.app.makeOrder({ amount: '15.00' });
    await scopes(SCOPES.filter((scope) => !['read_orders', 'read_all_orders', 'write_orders'].includes(scope)));
    const desk = await amends.sitDown({ at: '/complaints/new' });
    await orderSearch(desk.frame).fill(order.name);
    const said = desk.frame.getByRole('alert').filter({ hasText: 'Amends may not do this yet' });
    await said.getByText(/read_orders/).waitFor();
    expect(await orderSearch(desk.frame).inputValue()).toBe(order.name);
  });

  test('the search, the form and the refund say so, keep what was typed, and go on afterwards', async () => {
    const order = await amends.app.makeOrder({ amount: '25.00' });
    const desk = await amends.sitDown({ at: `/complaints/new?order_id=${String(order.legacyId)}` });
    const form = complaintForm(desk);
    await form.reason.selectOption('Does not work');
    await form.words.fill('It leaks.');
    await form.wanted.selectOption('All the money back');
    await amends.app.sql('UPDATE order_snapshots SET stale_since = now() WHERE order_id = $1', [
      String(order.legacyId),
    ]);
    await fault({ kind: '5xx-before', match: 'ReadOrder' });
    await form.log.click();
    await desk.frame
      .getByRole('alert')
      .getByText(/Shopify is not answering/)
      .waitFor();
    expect(await form.words.inputValue()).toBe('It leaks.');
    await noFaults();
    await form.log.click();
    await desk.frame.getByRole('heading', { level: 1, name: /Does not work/ }).waitFor();

    const panel = putItRight(desk);
    await panel.why.fill('It leaks indeed.');
    await panel.panel.getByRole('button', { name: 'Refund €25.00' }).waitFor();
    await fault({ kind: '5xx-before', match: 'ReadRefundable' });
    await panel.give.click();
    await panel.panel
      .getByRole('alert')
      .getByText(/Shopify is not answering/)
      .waitFor();
    expect(await panel.why.inputValue()).toBe('It leaks indeed.');
    await noFaults();
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: /^€25\.00 given back to/ }).waitFor();
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });
});

describe('when Amends itself cannot be reached', () => {
  test('a refund keeps what was typed, says so, and the next press is the same request', async () => {
    const order = await amends.app.makeOrder({ amount: '26.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.why.fill('Broken.');
    await panel.panel.getByRole('button', { name: 'Refund €26.00' }).waitFor();
    const requestIds: (string | null)[] = [];
    await desk.page.route('**/*.data*', (route) => {
      const form = new URLSearchParams(route.request().postData() ?? '');
      if (form.has('requestId')) requestIds.push(form.get('requestId'));
      return requestIds.length > 1 ? route.continue() : desk.cutOff(route);
    });
    await panel.give.click();
    await panel.panel.getByText(/We could not reach Amends, so we do not know whether this arrived/).waitFor();
    expect(await panel.why.inputValue()).toBe('Broken.');
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: /^€26\.00 given back to/ }).waitFor();
    expect(requestIds).toHaveLength(2);
    expect(requestIds[0]).toBe(requestIds[1]);
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });

  test('a refund whose answer got lost on the way is not given again by the next press', async () => {
    const order = await amends.app.makeOrder({ amount: '27.00' });
    const { id } = await logComplaint(amends.app, order);
    const desk = await amends.sitDown({ at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.why.fill('Broken.');
    await panel.panel.getByRole('button', { name: 'Refund €27.00' }).waitFor();
    await desk.page.route(
      '**/resolution.data*',
      async (route) => {
        await route.fetch();
        await desk.cutOff(route);
      },
      { times: 1 },
    );
    await panel.give.click();
    await panel.panel.getByText(/We could not reach Amends, so we do not know whether this arrived/).waitFor();
    await panel.give.click();
    await panel.panel.getByRole('heading', { name: /^€27\.00 given back to/ }).waitFor();
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });
});

describe('when the shop has uninstalled Amends', () => {
  afterEach(async () => {
    await amends.app.control('webhooks/rules', undefined, 'DELETE');
    await amends.app.control('apps/install', { shop: TOKYO_PAPER });
  });

  test('while the news of it is still on its way, not even a reload loses what was typed', async () => {
    const order = await amends.app.makeOrder({ shop: TOKYO_PAPER, amount: '1300' });
    const who = { shop: TOKYO_PAPER, user: HARUKA_OWNER };
    const { id } = await logComplaint(amends.app, order, who);
    const desk = await amends.sitDown({ ...who, at: `/complaints/${id}` });
    const panel = putItRight(desk);
    const note = desk.frame.getByRole('textbox', { name: 'Add a note' });
    await panel.byAmount.check();
    await panel.amount.fill('700');
    await panel.why.fill('Torn at two corners.');
    await note.fill('Ask for a picture.');
    await panel.panel.getByRole('button', { name: 'Refund ¥700' }).waitFor();
    await amends.app.control('webhooks/rules', { action: 'hold', topic: 'app/uninstalled', shop: TOKYO_PAPER });
    await amends.app.control('apps/uninstall', { shop: TOKYO_PAPER });
    await panel.give.click();
    await panel.panel.getByText(/no longer installed in this shop/).waitFor();
    // Amends knows by now that nobody may come in, and the page that is asked for anew is none.
    await desk.page.reload();
    await desk.page.getByRole('button', { name: /Install/ }).waitFor();

    await amends.app.control('apps/install', { shop: TOKYO_PAPER });
    await desk.open(`/complaints/${id}`);
    await panel.panel.getByText('This is what you had typed before.').waitFor();
    expect(await panel.amount.inputValue()).toBe('700');
    expect(await panel.why.inputValue()).toBe('Torn at two corners.');
    expect(await note.inputValue()).toBe('Ask for a picture.');
    await panel.panel.getByRole('button', { name: 'Refund ¥700' }).click();
    await panel.panel.getByRole('heading', { name: /^¥700 given back to/ }).waitFor();
    expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
  });

  test('a page that can no longer be shown says why, and comes back by one press once Amends is installed again', async () => {
    const order = await amends.app.makeOrder({ shop: TOKYO_PAPER, amount: '1400' });
    const who = { shop: TOKYO_PAPER, user: HARUKA_OWNER };
    const { id, label } = await logComplaint(amends.app, order, who);
    const desk = await amends.sitDown({ ...who, at: '/complaints' });
    await amends.app.control('webhooks/rules', { action: 'hold', topic: 'app/uninstalled', shop: TOKYO_PAPER });
    await amends.app.control('apps/uninstall', { shop: TOKYO_PAPER });
    await amends.app.sql('DELETE FROM sessions WHERE shop_id = $1', [TOKYO_PAPER]);
    await rows(desk.frame)
      .getByRole('link', { name: new RegExp(label) })
      .click();
    await desk.frame.getByRole('heading', { level: 1, name: 'Amends cannot reach your shop' }).waitFor();
    await desk.frame
      .getByRole('alert')
      .getByText(/ask the store owner to install it again/)
      .waitFor();
    await desk.frame.getByText(/tell support this number/).waitFor();

    await amends.app.control('apps/install', { shop: TOKYO_PAPER });
    await desk.frame.getByRole('button', { name: 'Try again' }).click();
    await desk.frame.getByRole('heading', { level: 1, name: new RegExp(`^${label} `) }).waitFor();
    expect(desk.page.url()).toContain(id);
  });

  test('an open page says so instead of losing what was typed, and the admin offers to install it', async () => {
    const order = await amends.app.makeOrder({ shop: TOKYO_PAPER, amount: '1200' });
    const who = { shop: TOKYO_PAPER, user: HARUKA_OWNER };
    const { id, label } = await logComplaint(amends.app, order, who);
    const desk = await amends.sitDown({ ...who, at: `/complaints/${id}` });
    const panel = putItRight(desk);
    await panel.why.fill('Torn.');
    await panel.panel.getByRole('button', { name: 'Refund ¥1,200' }).waitFor();
    await amends.app.control('apps/uninstall', { shop: TOKYO_PAPER });
    const left = 'SELECT 1 FROM shops WHERE shop_id = $1 AND uninstalled_at IS NOT NULL';
    await eventually(() => amends.app.sql(left, [TOKYO_PAPER])).toHaveLength(1);
    await panel.give.click();
    // In one sentence or the other: whether the news or the click comes first.
    await panel.panel
      .getByText(/Shopify no longer lets Amends into this shop|no longer installed in this shop/)
      .waitFor();
    expect(await panel.why.inputValue()).toBe('Torn.');
    expect((await amends.app.orderNow(order)).refunds).toEqual([]);

    await desk.page.goto(`${amends.app.admin}/store/tokyo-paper/apps/amends`);
    await desk.page.getByRole('button', { name: /Install/ }).waitFor();

    // Back again, nothing is lost.
    await amends.app.control('apps/install', { shop: TOKYO_PAPER });
    await desk.open('/complaints');
    await rows(desk.frame)
      .getByRole('link', { name: new RegExp(label) })
      .waitFor();
  });
});
