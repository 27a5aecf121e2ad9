import { beforeAll, expect, test } from 'vitest';
import { inBrowser, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, LUKAS_LEAD } from '#tests/setup/running-app.ts';
import { comesIn, logComplaint } from './arrange.ts';
import { complaintForm, eventually, putItRight } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, ANNA_AGENT, 'agent');
  await comesIn(amends.app, LUKAS_LEAD, 'lead');
});

async function reload(desk: Desk): Promise<void> {
  await desk.page.reload();
  await desk.alive();
}

const kept = (desk: Desk) =>
  desk.document().evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('amends.draft.')));

test('a refund that was filled in is there again after a reload, can be started over, and is gone once it is given', async () => {
  const order = await amends.app.makeOrder({ amount: '31.00', shipping: '4.00' });
  const title = order.lineItems[0]?.title ?? '';
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(desk);
  const said = panel.panel.getByText('This is what you had typed before.');
  await panel.line(title).uncheck();
  await panel.shipping.fill('2.50');
  await panel.why.fill('Late, and she paid for express.');
  await reload(desk);
  await said.waitFor();
  expect(await panel.line(title).isChecked()).toBe(false);
  expect(await panel.shipping.inputValue()).toBe('2.50');
  expect(await panel.why.inputValue()).toBe('Late, and she paid for express.');

  await panel.panel.getByRole('button', { name: 'Start over' }).click();
  await said.waitFor({ state: 'detached' });
  expect(await panel.line(title).isChecked()).toBe(true);
  expect(await panel.why.inputValue()).toBe('');
  await reload(desk);
  expect(await said.count()).toBe(0);

  await panel.byAmount.check();
  await panel.amount.fill('3');
  await panel.why.fill('Goodwill.');
  await panel.panel.getByRole('button', { name: 'Refund €3.00' }).click();
  await panel.panel.getByRole('heading', { name: /^€3\.00 given back to/ }).waitFor();
  expect(await kept(desk)).toEqual([]);
  await panel.panel.getByRole('button', { name: 'Give something more' }).click();
  expect(await panel.why.inputValue()).toBe('');
  expect(await said.count()).toBe(0);
});

test('a refund whose answer got lost is not given again after a reload, whatever had been typed', async () => {
  const order = await amends.app.makeOrder({ amount: '32.00' });
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(desk);
  await panel.why.fill('Broken.');
  await panel.panel.getByRole('button', { name: 'Refund €32.00' }).waitFor();
  await desk.page.route(
    '**/resolution.data*',
    async (route) => {
      await route.fetch();
      await desk.cutOff(route);
    },
    { times: 1 },
  );
  await panel.give.click();
  await panel.panel.getByText(/We could not reach Amends/).waitFor();
  await reload(desk);
  await panel.panel.getByRole('heading', { name: /^€32\.00 given back to/ }).waitFor();
  await panel.panel.getByRole('button', { name: 'Give something more' }).click();
  expect(await panel.why.inputValue()).toBe('');
  expect((await amends.app.orderNow(order)).refunds).toHaveLength(1);
});

test('a refund that never arrived is, after a reload, sent as the same request', async () => {
  const order = await amends.app.makeOrder({ amount: '33.00' });
  const { id } = await logComplaint(amends.app, order);
  const desk = await amends.sitDown({ at: `/complaints/${id}` });
  const panel = putItRight(desk);
  await panel.why.fill('Broken.');
  await panel.panel.getByRole('button', { name: 'Refund €33.00' }).waitFor();
  const requestIds: (string | null)[] = [];
  await desk.page.route('**/resolution.data*', (route) => {
    requestIds.push(new URLSearchParams(route.request().postData() ?? '').get('requestId'));
    return requestIds.length > 1 ? route.continue() : desk.cutOff(route);
  });
  await panel.give.click();
  await panel.panel.getByText(/We could not reach Amends/).waitFor();
  await reload(desk);
  await panel.panel.getByRole('button', { name: 'Refund €33.00' }).click();
  await panel.panel.getByRole('heading', { name: /^€33\.00 given back to/ }).waitFor();
  expect(requestIds).toHaveLength(2);
  expect(requestIds[0]).toBe(requestIds[1]);
});

test('what is typed on one case goes neither to the next one nor to a colleague', async () => {
  const order = await amends.app.makeOrder({ amount: '34.00' });
  const first = await logComplaint(amends.app, order);
  const second = await logComplaint(amends.app, order, { words: 'It came twice.' });
  const desk = await amends.sitDown({ at: `/complaints/${first.id}` });
  const panel = putItRight(desk);
  const note = desk.frame.getByRole('textbox', { name: 'Add a note' });
  await panel.byAmount.check();
  await panel.why.fill('For the first one.');
  await note.fill('A note for the first one.');
  await desk.frame.getByRole('region', { name: 'Watch out' }).getByRole('link', { name: second.label }).click();
  await desk.frame.getByText('“It came twice.”').waitFor();
  expect(await panel.why.inputValue()).toBe('');
  expect(await panel.byItems.isChecked()).toBe(true);
  expect(await note.inputValue()).toBe('');

  await desk.open(`/complaints/${first.id}?user=${String(LUKAS_LEAD)}`);
  expect(await panel.why.inputValue()).toBe('');
  await desk.open(`/complaints/${first.id}?user=${String(ANNA_AGENT)}`);
  await eventually(() => panel.why.inputValue()).toBe('For the first one.');
  expect(await note.inputValue()).toBe('A note for the first one.');
});

test('a new complaint is there again after a reload, and is gone once it is logged, discarded or left', async () => {
  const order = await amends.app.makeOrder({ scenario: 'delivered' });
  const address = `/complaints/new?order_id=${String(order.legacyId)}`;
  const second = order.lineItems[1]?.title ?? '';
  const desk = await amends.sitDown({ at: address });
  const { page, frame } = desk;
  const form = complaintForm(desk);
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  const fill = async () => {
    await form.line(second).check();
    await form.reason.selectOption('Arrived late');
    await form.channel.selectOption('Phone');
    await form.wanted.selectOption('An apology');
    await form.words.fill('Three weeks!');
  };
  await fill();
  await reload(desk);
  await bar.waitFor();
  expect(await form.words.inputValue()).toBe('Three weeks!');
  expect(await form.line(second).isChecked()).toBe(true);
  await bar.getByRole('button', { name: 'Discard' }).click();
  await eventually(() => form.words.inputValue()).toBe('');
  expect(await kept(desk)).toEqual([]);

  // Another order is a step aside, from which one comes back; leaving the form is asked about, and gives it up.
  await fill();
  await frame.getByRole('link', { name: 'Choose another order' }).click();
  await frame.getByRole('heading', { level: 1, name: 'Log a complaint', exact: true }).waitFor();
  await page.goBack();
  await eventually(() => form.words.inputValue()).toBe('Three weeks!');
  await page.getByRole('list', { name: 'Amends' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Leave page' }).click();
  await frame.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect(await kept(desk)).toEqual([]);
  await desk.open(address);
  expect(await form.words.inputValue()).toBe('');

  await fill();
  await reload(desk);
  await form.log.click();
  await frame.getByRole('heading', { level: 1, name: /Arrived late/ }).waitFor();
  await eventually(() => kept(desk)).toEqual([]);
  expect(await amends.app.sql('SELECT words FROM complaints WHERE order_name = $1', [order.name])).toEqual([
    { words: 'Three weeks!' },
  ]);
});
