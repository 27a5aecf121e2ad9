import { type Browser, type FrameLocator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { phonePhoto } from '#tests/factories/files.ts';
import { DESK, launch, PHONE, USER_AGENT } from '#tests/setup/browser.ts';
import { runApp, type RunningApp, type StoreOrder } from '#tests/setup/running-app.ts';

let app: RunningApp;
let browser: Browser;
let problems: string[] = [];

beforeAll(async () => {
  [app, browser] = await Promise.all([runApp(), launch()]);
  const staff = await openPage(DESK);
  // The shop has the app once somebody of it has opened the app.
  await staff.goto(`${app.admin}/store/mug-house/apps/amends?user=1001`);
  await staff.frameLocator('#app-frame').getByRole('heading', { level: 1 }).waitFor();
});
afterEach(() => {
  expect(problems, 'what the pages printed').toEqual([]);
  problems = [];
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function openPage(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, userAgent: USER_AGENT, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    const isAnswer = /^Failed to load resource: the server responded with a status/.test(message.text());
    if (message.type() === 'error' && !isAnswer) problems.push(message.text());
  });
  return page;
}

const orderOf = (email: string): Promise<StoreOrder> =>
  app.makeOrder({ scenario: 'paid-200', customer: { email, firstName: 'Eva', lastName: 'Malá' } });

const accountPage = (order: StoreOrder, query = ''): string => {
  const customer = order.customerId?.split('/').at(-1) ?? '';
  return `${app.admin}/storefront/mug-house/new-account/${customer}/orders/${String(order.legacyId)}${query}`;
};

const inMenu = (page: Page): FrameLocator => page.frameLocator('iframe[title="Order menu"]');
const inDialog = (page: Page): FrameLocator => page.frameLocator('dialog iframe');
const inBlock = (page: Page, title = 'Order status'): FrameLocator => page.frameLocator(`iframe[title="${title}"]`);
const complaintOn = async (order: StoreOrder) =>
  (await app.sql('SELECT * FROM complaints WHERE order_id = $1', [String(order.legacyId)]))[0];

const mails = z.array(z.object({ to: z.array(z.string()), subject: z.string(), text: z.string() }));

/** Shots for people to look at, where a folder for them is named. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe('a customer who is signed in', () => {
  it('reports a problem from her order; the shop has it, she gets a mail, and her order shows how it stands', async () => {
    const email = 'eva.account@example.com';
    const order = await orderOf(email);
    const page = await openPage(PHONE);
    await page.goto(accountPage(order));
    await inMenu(page).getByRole('button', { name: 'Report a problem' }).click();
    const form = inDialog(page);
    await form.getByRole('heading', { name: 'Report a problem' }).waitFor();
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('We need your yes to look into it.').waitFor();
    await shot(page, 'account-errors');
    await form.getByLabel('What happened?').selectOption({ label: 'It arrived damaged' });
    await form.getByLabel('More exactly?').selectOption({ label: 'The parcel was damaged too' });
    await form.getByLabel('In your own words').fill('The box was torn, and the handle is off.');
    await form.getByLabel('What would you like?').selectOption({ label: 'A new one' });
    await form.getByLabel(/may use what I have written/).check();
    await shot(page, 'account-form');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByRole('heading', { name: 'Thank you, we have it' }).waitFor();
    await shot(page, 'account-sent');
    const complaint = await complaintOn(order);
    expect(complaint).toMatchObject({
      ...{ channel: 'account', reason: 'damaged', wanted_outcome: 'replacement' },
      words: 'The box was torn, and the handle is off.',
    });
    const number = `C-${String(complaint?.['number'])}`;
    const acknowledged = async () =>
      mails
        .parse(await app.control('mails'))
        .some(({ to, text }) => to.join().includes(email) && text.includes(number));
    await expect.poll(acknowledged, { timeout: 15_000 }).toBe(true);

    await form.getByRole('button', { name: 'Close' }).click();
    const block = inBlock(page);
    await block.getByText(`Your case ${number}`).waitFor();
    await block.getByText('We are working on it.').waitFor();
    await block.getByText(/^You will hear from us (by|today)/).waitFor();
    await shot(page, 'account-block');
    await block.getByRole('button', { name: 'See how it stands' }).click();
    await page.getByRole('heading', { name: `Your case ${number}` }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/c\/amends-mug-house\/amc_/);
    // The dialog takes no photos; this page does.
    await page.getByLabel('Your message').fill('Here is a photo.');
    await page
      .getByLabel('Photos or a video')
      .setInputFiles([{ name: 'mug.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() }]);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const photos = () => app.sql('SELECT sender FROM attachments WHERE complaint_id = $1', [complaint?.['id']]);
    await expect.poll(photos).toEqual([{ sender: 'customer' }]);

    const admin = await openPage(DESK);
    await admin.goto(`${app.admin}/store/mug-house/apps/amends/complaints/${String(complaint?.['id'])}?user=1001`);
    await admin
      .frameLocator('#app-frame')
      .getByText(/Customer account/i)
      .first()
      .waitFor();
    await shot(admin, 'app-case');
  });

  it.each([
    ['uk', 'Повідомити про проблему', 'Надіслати', 'Оберіть принаймні один товар.'],
    ['pl', 'Zgłoś problem', 'Wyślij', 'Wybierz przynajmniej jeden produkt.'],
    ['cs', 'Nahlásit problém', 'Odeslat', 'Vyberte alespoň jednu položku.'],
    ['ru', 'Сообщить о проблеме', 'Отправить', 'Выберите хотя бы один товар.'],
  ])('reads it all in her language (%s)', async (language, menu, send, missing) => {
    const order = await orderOf(`eva.${language}@example.com`);
    const page = await openPage(PHONE);
    await page.goto(accountPage(order, `?lang=${language}`));
    await inMenu(page).getByRole('button', { name: menu }).click();
    const form = inDialog(page);
    const only = form.getByRole('checkbox').first();
    await only.uncheck();
    await form.getByRole('button', { name: send }).click();
    await form.getByText(missing).waitFor();
    await shot(page, `account-${language}`);
    expect(await form.locator('body').innerText()).not.toMatch(/Report|Send|Choose|What happened/);
  });

  it('finds what she has typed when she has closed the dialog, with that order alone, until it is sent', async () => {
    const [order, other] = [await orderOf('eva.draft@example.com'), await orderOf('eva.other@example.com')];
    const page = await openPage(PHONE);
    const form = inDialog(page);
    const words = form.getByLabel('In your own words');
    const begin = async () => {
      await inMenu(page).getByRole('button', { name: 'Report a problem' }).click();
      await words.waitFor();
      return words.inputValue();
    };
    await page.goto(accountPage(order));
    expect(await begin()).toBe('');
    await form.getByLabel('What happened?').selectOption({ label: 'It arrived damaged' });
    await form.getByLabel('More exactly?').selectOption({ label: 'The parcel was damaged too' });
    await words.fill('The box was torn.');
    await form.getByLabel('What would you like?').selectOption({ label: 'A new one' });
    await form.getByLabel(/may use what I have written/).check();
    await form.getByRole('button', { name: 'Close' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });

    await page.goto(accountPage(other));
    expect(await begin(), 'of another order').toBe('');
    await page.goto(accountPage(order));
    expect(await begin()).toBe('The box was torn.');
    const chosen = (label: string) => form.getByLabel(label).locator('option:checked').innerText();
    expect([
      await chosen('What happened?'),
      await chosen('More exactly?'),
      await chosen('What would you like?'),
    ]).toEqual(['It arrived damaged', 'The parcel was damaged too', 'A new one']);
    // Her yes is given with what she sends.
    expect(await form.getByLabel(/may use what I have written/).isChecked()).toBe(false);
    await form.getByLabel(/may use what I have written/).check();
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByRole('heading', { name: 'Thank you, we have it' }).waitFor();
    await page.goto(accountPage(order));
    expect(await begin(), 'once it is sent').toBe('');
  });

  it('loses nothing when the shop cannot be reached, and may send again', async () => {
    const order = await orderOf('eva.offline@example.com');
    const page = await openPage(PHONE);
    await page.goto(accountPage(order));
    await inMenu(page).getByRole('button', { name: 'Report a problem' }).click();
    const form = inDialog(page);
    await form.getByLabel('What happened?').selectOption({ label: 'Something else' });
    await form.getByLabel('In your own words').fill('There is sand in it.');
    await form.getByLabel('What would you like?').selectOption({ label: 'A new one' });
    await form.getByLabel(/may use what I have written/).check();
    const cut = '**/api/customer-account/**/complaints?*';
    await page.route(cut, (route) => route.abort());
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByText('We cannot be reached just now.').waitFor();
    problems = problems.filter((text) => !text.includes('net::ERR_FAILED'));
    await page.unroute(cut);
    expect(await form.getByLabel('In your own words').inputValue()).toBe('There is sand in it.');
    await form.getByRole('button', { name: 'Send' }).click();
    await form.getByRole('heading', { name: 'Thank you, we have it' }).waitFor();
    expect(await complaintOn(order)).toMatchObject({ words: 'There is sand in it.' });
  });
});

it('shows nothing of a case to somebody who has only followed a link', async () => {
  const order = await orderOf('eva.link@example.com');
  await app.sql('SELECT 1');
  const page = await openPage(PHONE);
  await page.goto(accountPage(order, '?link=1'));
  await inMenu(page).getByRole('button', { name: 'Report a problem' }).click();
  await inDialog(page).getByText('Please sign in to your account once more').waitFor();
  expect((await inBlock(page).locator('body').innerText()).trim()).toBe('');
});

describe('a member of staff', () => {
  it('logs a complaint where the order is, sees it beside the order, and opens it in the app', async () => {
    const order = await orderOf('eva.admin@example.com');
    const page = await openPage(DESK);
    await page.goto(`${app.admin}/store/mug-house/orders/${String(order.legacyId)}?user=1001`);
    const block = inBlock(page, 'Complaints');
    await block.getByText('No complaint about this order.').waitFor();
    await shot(page, 'admin-empty');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('button', { name: /^Log a complaint/ }).click();
    const form = inDialog(page);
    await form.getByRole('heading', { name: `Log a complaint on ${order.name}` }).waitFor();
    await form.getByRole('button', { name: 'Log complaint' }).click();
    await form.getByText('Choose a reason.').waitFor();
    await shot(page, 'admin-errors');
    await form.getByLabel('Reason').selectOption({ label: 'Arrived damaged' });
    await form.getByLabel('In their words').fill('She called: the mug came in two pieces.');
    await form.getByLabel('What would put it right for them?').selectOption({ label: 'A new one' });
    await form.getByLabel('How did it reach you?').selectOption({ label: 'Phone' });
    await shot(page, 'admin-form');
    await form.getByRole('button', { name: 'Log complaint' }).click();
    const complaint = async () => (await complaintOn(order)) ?? {};
    await form.getByText(/^C-\d+ is logged$/).waitFor();
    await shot(page, 'admin-logged');
    expect(await complaint()).toMatchObject({ channel: 'phone', severity: 'high', assignee_user_id: '1001' });
    const number = `C-${String((await complaint())['number'])}`;
    await form.getByRole('button', { name: 'Close' }).click();
    await block.getByRole('link', { name: number }).waitFor();
    await block.getByText(/Answer the customer, by/).waitFor();
    await block.getByText('With Olga Nováková').waitFor();
    await shot(page, 'admin-block');

    // The same items once more: she is shown the complaint that there is.
    await block.getByRole('button', { name: 'Log a complaint' }).click();
    await form.getByText(`${number} is about the same items.`).waitFor();
    await shot(page, 'admin-same');
    await form.getByRole('button', { name: 'Cancel' }).click();

    await block.getByRole('link', { name: number }).click();
    await page.frameLocator('#app-frame').getByRole('heading', { level: 1 }).getByText(number).waitFor();
    expect(page.url()).toContain(`/apps/amends/complaints/${String((await complaint())['id'])}`);
  });

  it('without a role is told so, in the block and in the form', async () => {
    const order = await orderOf('eva.norole@example.com');
    const page = await openPage(DESK);
    await page.goto(`${app.admin}/store/mug-house/orders/${String(order.legacyId)}?user=1004`);
    await inBlock(page, 'Complaints').getByText('You have no role in Amends yet.').waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('button', { name: /^Log a complaint/ }).click();
    await inDialog(page).getByText('You have no role in Amends yet.').waitFor();
    await shot(page, 'admin-no-role');
    expect(await complaintOn(order)).toBeUndefined();
  });
});
