import { beforeAll, expect, test } from 'vitest';
import { DESK, inBrowser, PHONE, USER_AGENT, type Desk } from '#tests/setup/browser.ts';
import { ANNA_AGENT, OLGA_OWNER } from '#tests/setup/running-app.ts';
import { comesIn, customerLink } from './arrange.ts';
import { seriousProblems } from './axe.ts';
import { complaintAbout, eventually } from './screens.ts';

const amends = inBrowser();

beforeAll(async () => {
  await comesIn(amends.app, OLGA_OWNER, 'owner');
  await comesIn(amends.app, ANNA_AGENT, 'agent');
});

async function look(desk: Desk, name: string): Promise<void> {
  const pictures = process.env['PICTURES'];
  for (const viewport of [PHONE, DESK]) {
    await desk.page.setViewportSize(viewport);
    expect(await seriousProblems(desk)).toEqual([]);
    if (!pictures) continue;
    const height = await desk.document().evaluate(() => globalThis.document.documentElement.scrollHeight);
    await desk.page.setViewportSize({ ...viewport, height: Math.min(height + 150, 3000) });
    await desk.page.screenshot({ path: `${pictures}/${name}-${String(viewport.width)}.png` });
    await desk.page.setViewportSize(viewport);
  }
}

test('what the owner offers is what customers can choose, and the colour is theirs; mistakes stand beside their field', async () => {
  const desk = await amends.sitDown({ user: OLGA_OWNER, at: '/settings' });
  const { frame, page } = desk;
  await frame.getByRole('link', { name: /^The form for customers/ }).click();
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  const colour = frame.getByRole('textbox', { name: 'Colour' });
  await frame.getByText('It arrived damaged', { exact: true }).waitFor();
  await frame.getByText('Offer to call', { exact: true }).click();
  await frame.getByText('The parcel was damaged too', { exact: true }).click();
  await frame.getByText('It came too late', { exact: true }).click();
  await colour.fill('red');
  await bar.getByRole('button', { name: 'Save' }).click();
  await eventually(() => complaintAbout(colour)).toContain('six digits');
  await look(desk, 'intake-mistake');
  await colour.fill('#FFCC00');
  await bar.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Settings saved').waitFor();
  await desk.open('/settings/intake');
  await colour.waitFor();
  expect(await colour.inputValue()).toBe('#ffcc00');
  expect(await frame.getByRole('checkbox', { name: 'Offer to call' }).isChecked()).toBe(false);

  const order = await amends.app.makeOrder({ amount: '20.00' });
  const customer = await desk.page
    .context()
    .browser()
    ?.newContext({ viewport: PHONE, userAgent: USER_AGENT, javaScriptEnabled: false, locale: 'en-GB' });
  const form = await customer?.newPage();
  if (!customer || !form) throw new Error('no browser');
  await form.goto(await customerLink(amends.app, { purpose: 'report', order }));
  await form.getByRole('button', { name: 'Continue' }).click();
  await form.getByRole('radio', { name: 'It arrived damaged' }).waitFor();
  expect(await form.getByRole('radio', { name: /late/i }).count()).toBe(0);
  expect(await form.locator('header').evaluate((header) => getComputedStyle(header).backgroundColor)).toBe(
    'rgb(255, 204, 0)',
  );
  await form.getByRole('radio', { name: 'It arrived damaged' }).check();
  await form.getByRole('button', { name: 'Continue' }).click();
  await form.getByRole('radio').first().waitFor();
  expect(await form.getByRole('radio', { name: 'The parcel was damaged too' }).count()).toBe(0);
  await customer.close();
});

test('an agent reads it and can change nothing', async () => {
  const desk = await amends.sitDown({ user: ANNA_AGENT, at: '/settings/intake', viewport: PHONE });
  await desk.frame.getByText('Only an owner can change this.').waitFor();
  expect(await desk.frame.getByRole('textbox', { name: 'Colour' }).isDisabled()).toBe(true);
  expect(await desk.frame.getByRole('checkbox', { name: 'Offer to call' }).isDisabled()).toBe(true);
});
