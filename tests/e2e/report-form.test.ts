import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findChromium } from '#scripts/chromium.ts';
import { PHONE, USER_AGENT } from '#tests/setup/browser.ts';
import { runApp, type RunningApp } from '#tests/setup/running-app.ts';
import { seriousProblems } from './axe.ts';

let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium: set CHROMIUM_PATH');
  [app, browser] = await Promise.all([
    runApp(),
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const mails = z.array(z.object({ to: z.array(z.string()), text: z.string() }));
const linkIn = async (address: string): Promise<string | undefined> =>
  mails
    .parse(await app.control('mails'))
    .filter(({ to }) => to.some((one) => one.includes(address)))
    .flatMap(({ text }) => /http:\/\/\S+\?lang=\w+/.exec(text)?.[0] ?? [])
    .at(-1);

describe.each([{ scripts: false }, { scripts: true }])('the form on a phone (scripts: $scripts)', ({ scripts }) => {
  it('takes a guest from the shop over her mailbox to the number of her case', async () => {
    const email = `eva.${scripts ? 'with' : 'without'}@example.com`;
    const order = await app.makeOrder({
      scenario: 'paid-200',
      customer: { email, firstName: 'Eva', lastName: 'Malá' },
    });
    const admin = await browser.newContext({ viewport: PHONE, userAgent: USER_AGENT });
    // The shop has the app once somebody of it has opened the app.
    const staff = await admin.newPage();
    await staff.goto(`${app.admin}/store/mug-house/apps/amends?user=1001`);
    await expect
      .poll(async () => (await app.sql('SELECT 1 FROM staff_members WHERE account_owner')).length, { timeout: 15_000 })
      .toBe(1);
    await admin.close();
    const context = await browser.newContext({
      javaScriptEnabled: scripts,
      userAgent: USER_AGENT,
      viewport: PHONE,
      locale: 'en-GB',
    });
    const page = await context.newPage();
    const next = async (name = 'Continue') => {
      await look(page, scripts);
      await page.getByRole('button', { name, exact: true }).click();
    };
    await page.goto(`${app.admin}/storefront/mug-house`);
    await page.getByRole('link', { name: 'Report a problem as a guest' }).click();
    await next();
    await page.getByText('Please look at this once more:').waitFor();
    await look(page, scripts);
    await page.getByLabel('Order number').fill(order.name);
    await page.getByLabel('E-mail or phone number').fill(email);
    // A robot is faster than two seconds; the page knows when it was written.
    await page
      .locator('input[name=at]')
      .evaluate((input: HTMLInputElement) => (input.value = String(Number(input.value) - 5)));
    await next();
    await page.getByRole('heading', { name: 'Please look into your e-mail' }).waitFor();
    await look(page, scripts);
    await expect.poll(() => linkIn(email), { timeout: 15_000 }).toBeDefined();
    await page.goto((await linkIn(email)) ?? '');
    await page.getByRole('checkbox').first().check();
    await next();
    await page.getByLabel('It arrived damaged').check();
    await next();
    await page.getByLabel('The parcel was damaged too').check();
    await next();
    await page.getByLabel('What happened?').fill('The box was torn, and the handle is off.');
    await next();
    await page.getByLabel('A new one').check();
    await next();
    await page.getByRole('heading', { name: 'Almost done' }).waitFor();
    await next('Send');
    await page.getByText('We need your yes').first().waitFor();
    await page.getByLabel(/may use what I have written/).check();
    await next('Send');
    await page.getByText(/Your case has the number C-\d+/).waitFor();
    await look(page, scripts);
    await context.close();
  });
});

let pictures = 0;

/** What every page is to be: as wide as the phone, and clean for who cannot see it. */
async function look(page: Page, scripts: boolean): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  // axe is a script itself: where pages may run none, it cannot look.
  if (scripts) expect(await seriousProblems({ document: () => page.mainFrame() })).toEqual([]);
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${String((pictures += 1))}.png`, fullPage: true });
}
