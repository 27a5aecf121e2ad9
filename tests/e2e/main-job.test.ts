import { beforeAll, expect, test } from 'vitest';
import { inBrowser } from '#tests/setup/browser.ts';
import { ANNA_AGENT, MUG_HOUSE, type StoreOrder } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintForm, fact, orderSearch, ordersFound, printed, putItRight, rows } from './screens.ts';

const amends = inBrowser();

beforeAll(() => comesIn(amends.app, ANNA_AGENT, 'agent'));

const wilhelmina = { email: 'w.abendroth@example.com', firstName: 'Wilhelmina', lastName: 'Abendroth' };
const marker = /\[amends:[0-9a-f-]{36}\]/;

function lineOf(order: StoreOrder, nth: number) {
  const line = order.lineItems[nth];
  if (!line) throw new Error(`${order.name} has no line ${String(nth)}`);
  return { title: line.title, quantity: line.quantity, price: printed(line.unitPrice), unitPrice: line.unitPrice };
}

test('an agent finds the order, logs the complaint, gives a refund and sees it arrive, in the app and in the store', async () => {
  const order = await amends.app.makeOrder({ scenario: 'silent-parcel', customer: wilhelmina });
  const line = lineOf(order, 0);
  const desk = await amends.sitDown();
  const { page, frame } = desk;
  await page.getByRole('button', { name: /Who am I: .*Anna Kowalska · Support agent/ }).waitFor();

  // The order is found by its number, by its customer's name and by her e-mail.
  await frame.getByRole('link', { name: 'Log a complaint' }).first().click();
  for (const text of [order.name.slice(1), 'abendroth', wilhelmina.email]) {
    await orderSearch(frame).fill('nobody of that name');
    await frame.getByRole('heading', { name: 'No order found for “nobody of that name”' }).waitFor();
    await orderSearch(frame).fill(text);
    await ordersFound(frame).getByRole('link', { name: order.name }).waitFor();
  }
  const found = ordersFound(frame).getByRole('listitem');
  await found.getByText('Wilhelmina Abendroth').waitFor();
  await found.getByText(printed(order.total)).waitFor();
  await orderSearch(frame).press('Enter');

  // Beside the form: is it the right order, and where is its parcel?
  await frame.getByRole('heading', { name: `Log a complaint on ${order.name}` }).waitFor();
  const summary = frame.getByRole('region', { name: `Order ${order.name}` });
  await fact(summary, 'Customer', 'Wilhelmina Abendroth').waitFor();
  await fact(summary, 'Total', printed(order.total)).waitFor();
  await frame.getByRole('region', { name: 'Parcel' }).getByText('Silent for 11 days').waitFor();

  const form = complaintForm(desk);
  await form.line(line.title).check();
  await form.howMany(line.title).fill('1');
  await form.reason.selectOption('Has not arrived');
  expect(await form.severity.inputValue()).toBe('high');
  await form.severity.selectOption('Normal');
  await form.words.fill('Where is my parcel? I have been waiting for two weeks.');
  await form.wanted.selectOption('All the money back');
  await form.channel.selectOption('Phone');
  await form.log.click();

  // The case: what was bought, paid and refunded, and the parcel.
  await frame.getByRole('heading', { level: 1, name: /^C-\d+ · Has not arrived/ }).waitFor();
  await frame.getByText('“Where is my parcel? I have been waiting for two weeks.”').waitFor();
  const card = frame.getByRole('region', { name: `Order ${order.name}` });
  await fact(card, 'Paid', printed(order.total)).waitFor();
  await fact(card, 'Refunded', '€0.00').waitFor();
  for (const { title } of order.lineItems) await card.getByText(title, { exact: true }).waitFor();
  const parcel = frame.getByRole('region', { name: 'Parcel' });
  await parcel.getByText('Silent for 11 days').waitFor();
  await parcel.getByText(/Last scan 11 days ago.*Arrived at a transit depot/).waitFor();

  // A refund of the line, then of an amount, then of the line again: the preview follows.
  const panel = putItRight(desk);
  await panel.preview.getByText(new RegExp(`^Wilhelmina Abendroth gets ${line.price} back`)).waitFor();
  await panel.byAmount.check();
  await panel.amount.fill('5.00');
  await panel.preview.getByText(/^Wilhelmina Abendroth gets €5\.00 back/).waitFor();
  await panel.preview.getByText('Costs the shop €5.00. Leaves €45.00 of your €50.00 for this case.').waitFor();
  await panel.byItems.check();
  await panel.preview.getByText(new RegExp(`gets ${line.price} back`)).waitFor();
  await panel.why.fill('The carrier has lost it.');
  await panel.panel.getByRole('button', { name: `Refund ${line.price}` }).click();

  await panel.panel.getByRole('heading', { name: `${line.price} given back to Wilhelmina Abendroth` }).waitFor();
  await frame.getByText('Resolved', { exact: true }).first().waitFor();
  const story = frame.getByRole('region', { name: 'Story' });
  for (const step of [
    `Decided: refund ${line.price}`,
    'Sent to Shopify',
    `Shopify has it: refund ${line.price}`,
    `Arrived: refund ${line.price}`,
  ]) {
    await story.getByText(step, { exact: true }).waitFor();
  }
  await fact(card, 'Refunded', line.price).waitFor();

  // The store has it once, by Anna, with a key and our marker; and its own order page shows it.
  const { refunds } = await amends.app.orderNow(order);
  expect(refunds).toHaveLength(1);
  expect(refunds[0]).toMatchObject({
    idempotencyKey: expect.stringMatching(/[0-9a-f-]{36}$/) as string,
    note: expect.stringMatching(marker) as string,
    total: line.unitPrice,
  });
  expect((await amends.app.refunds()).filter((refund) => refund.orderName === order.name)).toEqual(refunds);

  await page.getByRole('list', { name: 'Amends' }).getByRole('link', { name: 'Complaints' }).click();
  const row = rows(frame).filter({ hasText: order.name });
  await row.getByText('Resolved').waitFor();
  await row.getByText(line.price).waitFor();
  await page.getByRole('link', { name: 'Amends', exact: true }).click();
  const week = frame.getByRole('region', { name: 'What you gave this week' });
  await week.getByText('1 refund', { exact: true }).waitFor();
  await week.getByText(line.price, { exact: true }).first().waitFor();

  await page.goto(`${amends.app.admin}/store/mug-house/orders/${String(order.legacyId)}`);
  await page.getByRole('heading', { name: `Refund ${line.price}` }).waitFor();
  await page.getByText(marker).waitFor();
});

test('a refund that takes Shopify a while shows its end by itself, and the page has asked once a turn', async () => {
  const order = await amends.app.makeOrder({ amount: '19.00' });
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(desk);
  await panel.why.fill('Broken.');
  await panel.panel.getByRole('button', { name: 'Refund €19.00' }).waitFor();
  const asked: string[] = [];
  desk.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('/remedies')) asked.push(pathname);
  });
  const loaded = await desk.document().evaluate(() => performance.timeOrigin);
  await amends.app.control('faults', { match: 'refundCreate', kind: 'slow', delayMs: 3_000, times: 1 });
  await panel.give.click();
  await panel.panel
    .getByRole('heading', { name: /^(Refund of €19\.00 decided|Sending €19\.00 to Shopify)$/ })
    .waitFor();
  await panel.panel.getByRole('heading', { name: /^€19\.00 given back to/ }).waitFor();
  await desk.frame.getByText('Resolved', { exact: true }).first().waitFor();
  // It is sent, and it is given: two turns at most, of which the first may have come before the page.
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.length).toBeLessThanOrEqual(2);
  expect(await desk.document().evaluate(() => performance.timeOrigin)).toBe(loaded);
});

test('a double click on the button gives one refund', async () => {
  const order = await amends.app.makeOrder({ amount: '20.00' });
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(desk);
  await panel.why.fill('Broken.');
  await panel.panel.getByRole('button', { name: 'Refund €20.00' }).dblclick();
  await panel.panel.getByRole('heading', { name: /^€20\.00 given back to/ }).waitFor();
  expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
});

test('Ctrl and Enter pressed twice give one refund', async () => {
  const order = await amends.app.makeOrder({ amount: '21.00' });
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(desk);
  await panel.why.fill('Broken.');
  await panel.panel.getByRole('button', { name: 'Refund €21.00' }).waitFor();
  await panel.why.focus();
  for (const _press of [1, 2]) await desk.page.keyboard.press('Control+Enter');
  await panel.panel.getByRole('heading', { name: /^€21\.00 given back to/ }).waitFor();
  expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
});

test('the same case in two windows gives one refund, and the second window shows it', async () => {
  const order = await amends.app.makeOrder({ amount: '22.00' });
  const { id } = await logComplaint(amends.app, order);
  const desks = [await amends.sitDown({ at: `/complaints/${id}` }), await amends.sitDown({ at: `/complaints/${id}` })];
  const [first, second] = desks.map(putItRight);
  if (!first || !second) throw new Error('two windows');
  for (const panel of [first, second]) {
    await panel.why.fill('Broken.');
    await panel.panel.getByRole('button', { name: 'Refund €22.00' }).waitFor();
  }
  await first.give.click();
  await first.panel.getByRole('heading', { name: /^€22\.00 given back to/ }).waitFor();
  await second.give.click();
  await second.panel.getByRole('heading', { name: /^€22\.00 given back to/ }).waitFor();
  expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
});

test('"Log a complaint" on the store’s own order page leads to the whole form on that order, with its only item chosen', async () => {
  const order = await amends.app.makeOrder({ amount: '18.00', customer: wilhelmina });
  const desk = await amends.sitDown({ at: null });
  const { page, frame } = desk;
  await page.goto(`${amends.app.admin}/store/mug-house/orders/${String(order.legacyId)}?user=${String(ANNA_AGENT)}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('button', { name: /^Log a complaint/ }).click();
  await page
    .frameLocator('dialog iframe')
    .getByRole('link', { name: /open the whole form/ })
    .click();
  await desk.alive();
  await frame.getByRole('heading', { name: `Log a complaint on ${order.name}` }).waitFor();
  const form = complaintForm(desk);
  expect(await form.line(lineOf(order, 0).title).isChecked()).toBe(true);
  await form.reason.selectOption('Arrived damaged');
  await form.words.fill('Cracked.');
  await form.wanted.selectOption('Some of the money back');
  await form.words.press('Control+Enter');
  await frame.getByRole('heading', { level: 1, name: /Arrived damaged/ }).waitFor();
  const [logged] = await amends.app.sql(
    'SELECT order_id, channel FROM complaints WHERE shop_id = $1 AND order_name = $2',
    [MUG_HOUSE, order.name],
  );
  expect(logged).toEqual({ order_id: String(order.legacyId), channel: 'email' });
});
