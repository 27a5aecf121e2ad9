import { chromium, type Browser, type Frame, type FrameLocator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDevStore, type DevStore } from '#dev-store/server.ts';
import { MUG_HOUSE } from '#dev-store/state/shops.ts';
import { findChromium } from '#scripts/chromium.ts';
import { startProbeApp, type ProbeApp } from './app-bridge.probe.ts';

let browser: Browser;
let probe: ProbeApp;
let devStore: DevStore;
let admin: string;
let page: Page;
let frame: FrameLocator;
let printed: string[];

beforeAll(async () => {
  probe = await startProbeApp(() => admin);
  devStore = createDevStore({ seed: 'empty', webhooks: false, appUrl: probe.url });
  admin = await devStore.listen(0);
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium: set CHROMIUM_PATH');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
});

afterAll(async () => {
  await browser.close();
  await devStore.close();
  probe.close();
});

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  printed = [];
  page.on('console', (message) => printed.push(message.text()));
  page.on('pageerror', (error) => printed.push(error.message));
  await page.goto(`${admin}/store/mug-house/apps/amends`);
  frame = page.frameLocator('#app-frame');
  await frame.getByRole('heading', { name: 'Probe' }).waitFor();
  await page.getByRole('link', { name: 'Complaints' }).waitFor();
});

afterEach(() => page.close());

function appFrame(): Frame {
  const found = page.frames().find((each) => each.url().startsWith(probe.url));
  if (!found) throw new Error('The app is not in its frame');
  return found;
}

async function said(text: string): Promise<void> {
  await frame.locator('#out', { hasText: text }).waitFor();
}

describe('navigation', () => {
  test("the menu lists the app's entries without home, moves the app in place and is mirrored in the address bar", async () => {
    const entries = page.locator('[data-app-nav] a');
    expect(await entries.allTextContents()).toEqual(['Complaints', 'Settings']);
    await page.getByRole('link', { name: 'Complaints' }).click();
    await frame.locator('#path', { hasText: '/app/complaints' }).waitFor();
    await page.waitForURL('**/store/mug-house/apps/amends/complaints');
    expect(await page.locator('[data-app-nav] a[aria-current=page]').textContent()).toBe('Complaints');
    await page.goBack();
    await frame.locator('#path', { hasText: /^\/app$/ }).waitFor();
    await page.waitForURL('**/store/mug-house/apps/amends');
  });

  test('an address in the admin opens the same place in the app, with its query', async () => {
    await page.goto(`${admin}/store/mug-house/apps/amends/complaints/new?order_id=77`);
    await frame.getByRole('heading', { name: 'Probe' }).waitFor();
    expect(new URL(appFrame().url()).pathname).toBe('/app/complaints/new');
    expect(new URL(appFrame().url()).searchParams.get('order_id')).toBe('77');
    expect(page.url()).toBe(`${admin}/store/mug-house/apps/amends/complaints/new?order_id=77`);
  });

  test('a link to Shopify leaves the frame', async () => {
    await frame.locator('#order').click();
    await page.waitForURL('**/store/mug-house/orders');
  });

  test('an app that is opened outside the admin goes into it', async () => {
    await page.goto(`${probe.url}/app/settings?shop=${MUG_HOUSE}`);
    await page.waitForURL('**/store/mug-house/apps/amends/settings');
  });

  test('the bounce page comes back with a fresh token, and only to the app', async () => {
    const target = `${probe.url}/app/settings?embedded=1&shop=${MUG_HOUSE}`;
    await appFrame().evaluate(
      (to) => location.assign(`/auth/session-token?shopify-reload=${encodeURIComponent(to)}`),
      target,
    );
    await frame.locator('#path', { hasText: '/app/settings' }).waitFor();
    expect(new URL(appFrame().url()).searchParams.get('id_token')).toMatch(/^ey/);
    await appFrame().evaluate(() =>
      location.assign('/auth/session-token?shopify-reload=https%3A%2F%2Fevil.example%2F'),
    );
    await expect.poll(() => printed.join('\n')).toContain('Not followed');
  });
});

describe('session', () => {
  test('requests of the app carry a token, and a stale one is replaced once with the same body', async () => {
    const answers = await appFrame().evaluate(async () => {
      const send = async (path: string): Promise<{ authorization: string; body: string }> => {
        const response = await fetch(path, { method: 'POST', body: 'kept' });
        return (await response.json()) as { authorization: string; body: string };
      };
      return [await send('/echo'), await send('/echo?retry=1')];
    });
    for (const answer of answers) {
      expect(answer.authorization).toMatch(/^Bearer ey/);
      expect(answer.body).toBe('kept');
    }
  });

  test('switching who I am changes whom the app sees, on the page where it was done', async () => {
    const user = (): Promise<string | undefined> => appFrame().evaluate(async () => (await shopify.user()).name);
    expect(await user()).toBe('Anna Kowalska');
    await page.getByRole('link', { name: 'Complaints' }).click();
    await page.waitForURL('**/complaints');
    await page.getByRole('button', { name: /Who am I/ }).click();
    await page.getByRole('button', { name: /Lukas Meier/ }).click();
    await page.getByRole('button', { name: /Lukas Meier · Support lead/ }).waitFor();
    await frame.locator('#path', { hasText: '/app/complaints' }).waitFor();
    expect(await user()).toBe('Lukas Meier');
  });

  test('what the stand-in lacks fails with its name', async () => {
    const message = await appFrame().evaluate(async () => {
      try {
        await shopify.scanner.capture();
        return 'nothing happened';
      } catch (error) {
        return String(error);
      }
    });
    expect(message).toContain('shopify.scanner.capture is not implemented');
    expect(printed.join('\n')).toContain('shopify.scanner is not implemented');
  });
});

describe('bars and dialogs', () => {
  test("buttons of the app's title bar are drawn by the admin, the primary one last", async () => {
    const buttons = page.locator('[data-title-bar-actions] button');
    await buttons.first().waitFor();
    expect(await buttons.allTextContents()).toEqual(['Export', 'Create']);
    await buttons.last().click();
    await said('primary pressed');
  });

  test('an edited form shows the save bar; Save submits it, typing the old value hides it', async () => {
    const amount = frame.getByLabel('Amount');
    const bar = page.getByRole('region', { name: 'Unsaved changes' });
    await amount.fill('12');
    await bar.waitFor();
    await amount.fill('10');
    await bar.waitFor({ state: 'hidden' });
    // Typed, so that the field still has the focus when Save takes it: leaving it reports the edit again.
    await amount.press('End');
    await amount.pressSequentially('5');
    await page.getByRole('button', { name: 'Save' }).click();
    await said('submitted 105');
    await bar.waitFor({ state: 'hidden' });
  });

  test('Discard puts the form back', async () => {
    await frame.getByLabel('Amount').fill('99');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'hidden' });
    expect(await frame.getByLabel('Amount').inputValue()).toBe('10');
  });

  test('nobody leaves unsaved changes without being asked', async () => {
    await frame.getByLabel('Amount').fill('99');
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor();
    await page.getByRole('link', { name: 'Customers' }).click();
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await frame.getByLabel('Amount').inputValue()).toBe('99');
    await page.getByRole('link', { name: 'Customers' }).click();
    await page.getByRole('button', { name: 'Leave page' }).click();
    await page.waitForURL('**/store/mug-house/customers');
  });

  test('toasts, modals and the resource picker answer', async () => {
    await frame.locator('#toast').click();
    await page.getByRole('status').getByText('Saved').waitFor();
    await frame.locator('#modal').click();
    await frame.getByRole('dialog', { name: 'Approve?' }).waitFor();
    await frame.getByRole('button', { name: 'Inside' }).click();
    await said('inside the modal');
    await frame.getByRole('button', { name: 'Approve' }).click();
    await said('approved');
    await frame.locator('#pick').click();
    await page.getByRole('dialog', { name: /variants/ }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await said('nothing');
  });
});
