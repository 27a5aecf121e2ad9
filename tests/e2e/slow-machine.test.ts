import { beforeAll, expect, test } from 'vitest';
import { inBrowser, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, OLGA_OWNER, TOM_AGENT } from '#tests/setup/running-app.ts';
import * as make from '#tests/factories/files.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintForm, eventually, orderSearch, ordersFound, putItRight, rows } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, OLGA_OWNER, 'owner');
  await comesIn(amends.app, ANNA_AGENT, 'agent');
});

/**
 * Opens an address as on a slow machine: the page is there, its script is not. `arrives` lets the script through and
 * waits until the page is alive.
 */
async function openSlowly(address: string, user = ANNA_AGENT): Promise<{ desk: Desk; arrives: () => Promise<void> }> {
  const desk = await amends.sitDown({ user, at: null });
  let release = (): void => undefined;
  const script = new Promise<void>((resolve) => (release = resolve));
  await desk.page.route(
    (url) => url.href.startsWith(`${amends.app.url}/assets/`) && url.pathname.endsWith('.js'),
    async (route) => {
      await script;
      await route.continue();
    },
  );
  const sign = address.includes('?') ? '&' : '?';
  await desk.page.goto(`${amends.app.admin}/store/mug-house/apps/amends${address}${sign}user=${String(user)}`, {
    waitUntil: 'commit',
  });
  await desk.frame.getByRole('heading', { level: 1 }).waitFor();
  return {
    desk,
    arrives: async () => {
      release();
      await desk.alive();
    },
  };
}

const focusedTag = (desk: Desk) => desk.document().evaluate(() => document.activeElement?.tagName);

test('what is chosen and typed in a new complaint before the page is alive stays, and is what is logged', async () => {
  const order = await amends.app.makeOrder({ scenario: 'delivered' });
  const [first, second] = order.lineItems;
  if (!first || !second) throw new Error('two items');
  const { desk, arrives } = await openSlowly(`/complaints/new?order_id=${String(order.legacyId)}`);
  const form = complaintForm(desk);
  await form.line(first.title).check();
  await form.line(second.title).check();
  await form.reason.selectOption('Wrong item');
  await form.wanted.selectOption('A new one');
  await form.channel.selectOption('Chat');
  await form.severity.selectOption('Low');
  await form.words.fill('Two plates instead of ');
  // Sent now, it would leave the page, and with it everything that was typed.
  expect(await form.log.isDisabled()).toBe(true);
  await desk.frame.getByText('One moment, the page is still loading.').waitFor();
  await form.words.focus();
  await arrives();

  expect(await form.words.evaluate((field) => field === document.activeElement)).toBe(true);
  await form.words.press('End');
  await form.words.pressSequentially('two mugs.');
  expect(await form.line(first.title).isChecked()).toBe(true);
  expect(await form.line(second.title).isChecked()).toBe(true);
  expect(await form.words.inputValue()).toBe('Two plates instead of two mugs.');
  await form.log.click();
  await desk.frame.getByRole('heading', { level: 1, name: /Wrong item/ }).waitFor();
  const logged = await amends.app.sql(
    'SELECT reason, wanted_outcome, channel, severity, words, (SELECT count(*)::int FROM complaint_lines l WHERE l.complaint_id = c.id) AS lines FROM complaints c WHERE order_name = $1',
    [order.name],
  );
  expect(logged).toEqual([
    {
      reason: 'wrong_item',
      wanted_outcome: 'replacement',
      channel: 'chat',
      severity: 'low',
      words: 'Two plates instead of two mugs.',
      lines: 2,
    },
  ]);
});

test('a refund of items that was filled in before the page is alive is what is previewed and given', async () => {
  const order = await amends.app.makeOrder({ scenario: 'delivered' });
  const [first, second] = order.lineItems;
  if (!first || !second) throw new Error('two items');
  const { id } = await logComplaint(amends.app, order);
  const { desk, arrives } = await openSlowly(`/complaints/${id}`);
  const panel = putItRight(desk);
  await panel.line(first.title).uncheck();
  await panel.line(second.title).check();
  await panel.why.fill('Cracked.');
  await panel.panel.getByRole('combobox', { name: 'Stock' }).selectOption('Back into stock: the items came back');
  expect(await panel.give.isDisabled()).toBe(true);
  await arrives();

  await panel.preview.getByText(/gets .* back/).waitFor();
  expect(await panel.line(first.title).isChecked()).toBe(false);
  expect(await panel.line(second.title).isChecked()).toBe(true);
  expect(await panel.why.inputValue()).toBe('Cracked.');
  await panel.give.click();
  await panel.panel.getByRole('heading', { name: /given back to/ }).waitFor();
  const [plan] = await amends.app.sql('SELECT plan FROM remedies WHERE complaint_id = $1', [id]);
  expect(plan?.['plan']).toMatchObject({ lines: [{ lineItemId: String(second.legacyId), restock: 'return' }] });
});

test('"An amount", chosen before the page is alive, shows the field for it, and the reason stays', async () => {
  const order = await amends.app.makeOrder({ amount: '30.00' });
  const { id } = await logComplaint(amends.app, order);
  const { desk, arrives } = await openSlowly(`/complaints/${id}`);
  const panel = putItRight(desk);
  await panel.why.fill('A scratch.');
  await panel.byAmount.check();
  await arrives();
  await panel.amount.fill('4');
  expect(await panel.why.inputValue()).toBe('A scratch.');
  await panel.panel.getByRole('button', { name: 'Refund €4.00' }).click();
  await panel.panel.getByRole('heading', { name: /^€4\.00 given back to/ }).waitFor();
});

test('a note that was begun before the page is alive stays through a change elsewhere on the page', async () => {
  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '12.00' }));
  const { desk, arrives } = await openSlowly(`/complaints/${id}`);
  const note = desk.frame.getByRole('textbox', { name: 'Add a note' });
  await note.fill('She will send a picture.');
  await arrives();
  await desk.frame.getByRole('button', { name: 'Move on' }).click();
  await desk.frame.getByRole('button', { name: 'Wait for customer', exact: true }).click();
  await desk.frame.getByText('Waiting for customer').first().waitFor();
  await desk.frame.getByRole('button', { name: 'Add note' }).click();
  await desk.frame.getByRole('region', { name: 'Story' }).getByText('She will send a picture.').last().waitFor();
  await eventually(() => note.inputValue()).toBe('');
});

test('a search that was typed, and a filter that was chosen, before the page is alive are carried out', async () => {
  const order = await amends.app.makeOrder({ amount: '14.00' });
  await logComplaint(amends.app, order, { reason: 'wrong_item' });
  const list = await openSlowly('/complaints');
  await list.desk.frame.getByRole('searchbox', { name: 'Search complaints' }).fill(order.name);
  await list.arrives();
  await list.desk.page.waitForURL((url) => url.searchParams.get('q') === order.name);
  await eventually(() => rows(list.desk.frame).count()).toBe(1);

  const filtered = await openSlowly('/complaints');
  await filtered.desk.frame.getByRole('combobox', { name: 'Reason' }).selectOption('Wrong item');
  await filtered.arrives();
  await filtered.desk.page.waitForURL(/reason=wrong_item/);

  const orders = await openSlowly('/complaints/new');
  await orderSearch(orders.desk.frame).fill(order.name);
  await orders.arrives();
  await ordersFound(orders.desk.frame).getByRole('link', { name: order.name }).waitFor();
  expect(await focusedTag(orders.desk)).toBe('INPUT');
});

test('a limit that was set before the page is alive waits to be saved, and so does a role', async () => {
  await comesIn(amends.app, TOM_AGENT, 'none');
  const limits = await openSlowly('/settings/limits', OLGA_OWNER);
  const limit = limits.desk.frame
    .getByRole('group', { name: 'Per case', exact: true })
    .getByRole('textbox', { name: 'Agents' });
  await limit.fill('61');
  await limits.desk.frame.getByRole('textbox', { name: 'Why are you changing this?' }).fill('Autumn.');
  await limits.arrives();
  const saveOn = (desk: typeof limits.desk) =>
    desk.page.getByRole('region', { name: 'Unsaved changes' }).getByRole('button', { name: 'Save' }).click();
  await saveOn(limits.desk);
  await limits.desk.page.getByRole('status').getByText('Rules saved').waitFor();
  await limits.desk.open('/settings/limits');
  expect(await limit.inputValue()).toBe('61.00');

  const people = await openSlowly('/settings/people', OLGA_OWNER);
  const role = people.desk.frame.getByRole('combobox', { name: 'Role of Tom Becker' });
  await role.selectOption('Agent');
  await people.arrives();
  await saveOn(people.desk);
  await people.desk.page.getByRole('status').getByText('People saved').waitFor();
  await people.desk.open('/settings/people');
  expect(await role.inputValue()).toBe('agent');
});

test('a photo that was chosen before the page is alive is added', async () => {
  const { id } = await logComplaint(amends.app, await amends.app.makeOrder({ amount: '20.00' }));
  const { desk, arrives } = await openSlowly(`/complaints/${id}`);
  const photo = { name: 'cup.jpg', mimeType: 'image/jpeg', buffer: await make.phonePhoto() };
  await desk.frame.locator('input[type="file"]').setInputFiles([photo]);
  await arrives();
  await desk.frame.getByRole('list', { name: 'Photos and files' }).getByRole('img', { name: 'cup.jpg' }).waitFor();
});
