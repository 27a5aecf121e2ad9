import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { phonePhoto } from '#tests/factories/files.ts';
import { DESK, launch, PHONE, USER_AGENT } from '#tests/setup/browser.ts';
import { runApp, type RunningApp, type StoreOrder } from '#tests/setup/running-app.ts';
import { seriousProblems } from './axe.ts';

let app: RunningApp;
let browser: Browser;
let staff: Page;

beforeAll(async () => {
  [app, browser] = await Promise.all([runApp(), launch()]);
  staff = await (await browser.newContext({ viewport: DESK, userAgent: USER_AGENT })).newPage();
  // The shop has the app once somebody of it has opened the app.
  await staff.goto(`${app.admin}/store/mug-house/apps/amends?user=1001`);
  await staff.frameLocator('#app-frame').getByRole('heading', { level: 1 }).waitFor();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const mails = z.array(z.object({ to: z.array(z.string()), text: z.string() }));
async function linkFor(address: string): Promise<string> {
  const found = async () =>
    mails
      .parse(await app.control('mails'))
      .filter(({ to }) => to.some((one) => one.includes(address)))
      .flatMap(({ text }) => /http:\/\/\S+\?lang=\w+/.exec(text)?.[0] ?? [])
      .at(-1);
  await expect.poll(found, { timeout: 15_000 }).toBeDefined();
  return (await found()) ?? '';
}

const orderOf = (email: string): Promise<StoreOrder> =>
  app.makeOrder({ scenario: 'paid-200', customer: { email, firstName: 'Eva', lastName: 'Malá' } });

async function customer(scripts: boolean): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    userAgent: USER_AGENT,
    viewport: PHONE,
    locale: 'en-GB',
  });
  return context.newPage();
}

/** A robot is faster than two seconds; the block knows when its page was written. */
const takeTime = (page: Page): Promise<string> =>
  page.locator('input[name=at]').evaluate((input: HTMLInputElement) => (input.value = String(Number(input.value) - 5)));

const next = (page: Page, name = 'Continue'): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** The form behind the link, with a photo; answers the number of the case. */
async function report(page: Page): Promise<string> {
  await page.getByRole('checkbox').first().check();
  await next(page);
  await page.getByLabel('It arrived damaged').check();
  await next(page);
  await page.getByLabel('The parcel was damaged too').check();
  await next(page);
  await page.getByLabel('What happened?').fill('The box was torn, and the handle is off.');
  await page
    .getByLabel('Photos or a video')
    .setInputFiles({ name: 'mug.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });
  await next(page);
  await page.getByLabel('A new one').check();
  await next(page);
  await page.getByLabel(/may use what I have written/).check();
  await next(page, 'Send');
  const said = await page.getByText(/Your case has the number C-\d+/).textContent();
  return /C-\d+/.exec(said ?? '')?.[0] ?? '';
}

describe.each([{ scripts: false }, { scripts: true }])('the block in the shop (scripts: $scripts)', ({ scripts }) => {
  it('takes a problem from the contact page to a complaint in the admin, with its photo', async () => {
    const email = `eva.${scripts ? 'with' : 'without'}@example.com`;
    const order = await orderOf(email);
    const page = await customer(scripts);
    await page.goto(`${app.admin}/storefront/mug-house/pages/contact`);
    await page.getByRole('heading', { name: 'Report a problem' }).waitFor();
    await look(page, scripts);
    await page.getByLabel('Order number').fill(order.name);
    await page.getByLabel('E-mail or phone number').fill(email);
    await takeTime(page);
    await next(page);
    await page.getByRole('heading', { name: 'Please look into your e-mail' }).waitFor();
    await page.goto(await linkFor(email));
    const number = await report(page);
    await page.context().close();

    await staff.goto(`${app.admin}/store/mug-house/apps/amends/complaints?user=1001`);
    const admin = staff.frameLocator('#app-frame');
    await admin.getByRole('link', { name: number }).click();
    await admin.getByText('The box was torn, and the handle is off.').waitFor();
    const picture = admin.getByRole('list', { name: 'Photos and files' }).getByRole('img', { name: 'mug.jpg' });
    await expect
      .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth), { timeout: 15_000 })
      .toBeGreaterThan(0);
    expect(await app.sql('SELECT channel FROM complaints WHERE number = $1', [Number(number.slice(2))])).toEqual([
      { channel: 'form' },
    ]);
  });
});

describe('the block', () => {
  it('knows on the page of an order which one it is, and leads who is signed in to all of hers', async () => {
    const order = await orderOf('eva.account@example.com');
    const page = await customer(true);
    await page.goto(`${app.admin}/storefront/mug-house/account/${order.customerId?.split('/').at(-1) ?? ''}`);
    await page.getByRole('link', { name: order.name }).click();
    await page.getByRole('heading', { name: 'Report a problem' }).waitFor();
    expect(await page.getByLabel('Order number').inputValue()).toBe(order.name);
    expect(await page.getByLabel('E-mail or phone number').inputValue()).toBe('eva.account@example.com');
    await look(page, true);
    await page.getByRole('link', { name: 'Choose from your orders' }).click();
    await page.getByRole('button', { name: `Report a problem: ${order.name}` }).click();
    await page.getByRole('heading', { name: 'What is it about?' }).waitFor();
    await page.context().close();
  });

  it('speaks the language of the page and says what the shop has written, as text', async () => {
    const page = await customer(true);
    await page.goto(`${app.admin}/storefront/mug-house/pages/contact?locale=uk`);
    await page.getByRole('heading', { name: 'Повідомити про проблему' }).waitFor();
    await next(page, 'Продовжити');
    // The browser asks for the field; nothing was sent.
    expect(page.url()).toContain('/pages/contact');
    const own = new URLSearchParams({ show: 'button', heading: 'Tell <b>us</b>', text: '', button: 'Open "it"' });
    await page.goto(`${app.admin}/storefront/mug-house/pages/contact?${own.toString()}`);
    await page.getByRole('heading', { name: 'Tell <b>us</b>' }).waitFor();
    await look(page, true);
    await page.getByRole('link', { name: 'Open "it"' }).click();
    await page.getByLabel('Order number').waitFor();
    await page.context().close();
  });

  it('asks for nothing more than the page without it, and its trap is out of sight and out of reach', async () => {
    const page = await customer(true);
    const loaded = async (query: string): Promise<string[]> => {
      const asked: string[] = [];
      const hear = (request: { url: () => string }) => void asked.push(new URL(request.url()).pathname);
      page.on('request', hear);
      await page.goto(`${app.admin}/storefront/mug-house/pages/contact${query}`, { waitUntil: 'load' });
      page.off('request', hear);
      return asked.sort();
    };
    expect(await loaded('')).toEqual(await loaded('?block=off'));
    await page.goto(`${app.admin}/storefront/mug-house/pages/contact`);
    const trap = page.locator('input[name=website]');
    expect((await trap.boundingBox())?.x).toBeLessThan(-1000);
    await page.getByLabel('Order number').focus();
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).not.toBe('website');
    await page.context().close();
  });
});

let pictures = 0;

/** As wide as the phone, and clean for who cannot see it. */
async function look(page: Page, scripts: boolean): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  // axe is a script itself: where pages may run none, it cannot look.
  if (scripts) expect(await seriousProblems({ document: () => page.mainFrame() })).toEqual([]);
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${String((pictures += 1))}.png`, fullPage: true });
}
