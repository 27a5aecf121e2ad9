import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDevStore, type DevStore } from '#dev-store/server.ts';
import { MUG_HOUSE, TOKYO_PAPER } from '#dev-store/state/shops.ts';
import { makeCustomer, makeOrder } from './admin-records.ts';

let devStore: DevStore;
let base: string;

beforeAll(async () => {
  devStore = createDevStore({ seed: 'empty', webhooks: false, appUrl: 'http://localhost:3999' });
  base = await devStore.listen(0);
});

afterAll(() => devStore.close());

async function page(path: string, cookie = ''): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(new URL(path, base), { headers: cookie === '' ? {} : { cookie }, redirect: 'manual' });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe('the admin pages', () => {
  test('the front door leads to the app in the first shop', async () => {
    const answer = await page('/');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/store/mug-house/apps/amends');
  });

  test('only the app may be framed, and no other origin may run or style anything', async () => {
    const policy = (await page('/store/mug-house/apps/amends')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain('frame-src http://localhost:3999;');
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test('what customers write is shown as text and never becomes markup', async () => {
    const customer = makeCustomer(devStore.store, {
      firstName: '<img src=x onerror=alert(1)>',
      email: '"><script>1</script>@x',
    });
    const order = makeOrder(devStore.store, {
      customer,
      note: '</p><script>alert("note")</script>',
      tags: ['<b>vip</b>'],
    });
    for (const path of [
      `/store/mug-house/orders/${order.id}`,
      '/store/mug-house/orders',
      `/store/mug-house/customers/${customer.id}`,
    ]) {
      const { status, text } = await page(path);
      expect(status).toBe(200);
      expect(text).not.toContain('<img src=x');
      expect(text).not.toContain('<script>1');
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('<b>vip');
    }
    expect((await page(`/store/mug-house/orders/${order.id}`)).text).toContain('&lt;script&gt;alert(&quot;note&quot;)');
  });

  test('a search for markup comes back as text', async () => {
    const { text } = await page(`/store/mug-house/orders?q=${encodeURIComponent('"><script>x</script>')}`);
    expect(text).not.toContain('<script>x');
    expect(text).toContain('&quot;&gt;&lt;script&gt;x');
  });

  test('the order page shows a refund with its amount in both currencies, note, line and state of its transaction', async () => {
    const order = makeOrder(devStore.store, { refund: { note: 'Broken [amends:0198]', status: 'PENDING' } });
    const { text } = await page(`/store/mug-house/orders/${order.id}`);
    expect(text).toMatch(/data-refund="\d+"/);
    expect(text).toContain('zł\u00a079.00 (€18.50)');
    expect(text).toContain('Broken [amends:0198]');
    expect(text).toContain('1 × Mug Blue');
    expect(text).toContain('Pending');
    expect(text).toContain('Refund pending');
  });

  test('an order has the app’s card, and its action under More actions, where the app is installed', async () => {
    const order = makeOrder(devStore.store, {});
    const { text, headers } = await page(`/store/mug-house/orders/${order.id}`);
    const frame = `/ui-extensions/frame?target=admin.order-details.block.render&amp;shop=amends-mug-house.myshopify.com&amp;order=${order.id}`;
    expect(text).toContain(`src="${frame}`);
    expect(text).toContain('data-open-action');
    expect(headers.get('content-security-policy')).toContain("frame-src 'self';");
    const install = devStore.store.install(MUG_HOUSE);
    if (!install) throw new Error('nothing is known of the shop');
    install.installed = false;
    const without = (await page(`/store/mug-house/orders/${order.id}`)).text;
    install.installed = true;
    expect(without).not.toContain('ui-extensions');
    expect(without).not.toContain('data-open-action');
  });

  test("another shop's order and customer are not found", async () => {
    const order = makeOrder(devStore.store, {});
    expect((await page(`/store/tokyo-paper/orders/${order.id}`)).status).toBe(404);
    expect((await page('/store/tokyo-paper/customers/999999')).status).toBe(404);
    expect((await page('/store/no-such-shop/orders')).status).toBe(404);
  });

  test('orders are found by number, name, e-mail and tracking number', async () => {
    const customer = makeCustomer(devStore.store, { firstName: 'Zdeňka', email: 'zdenka@example.com' });
    const order = makeOrder(devStore.store, { customer, tracking: 'TRK-77001' });
    for (const words of [order.name, 'zdeňka', 'ZDENKA@example', 'trk-77001']) {
      expect((await page(`/store/mug-house/orders?q=${encodeURIComponent(words)}`)).text).toContain(
        `/orders/${order.id}"`,
      );
    }
    expect((await page('/store/mug-house/orders?q=nothing-like-it')).text).toContain('No order matches');
  });
});

describe('who am I', () => {
  test('the first visitor is an agent of the shop', async () => {
    expect((await page('/store/mug-house')).text).toMatch(/Who am I:[^]*Mug House[^]*Anna Kowalska · Support agent/);
  });

  test('?user= chooses a person, remembers it and goes on without it', async () => {
    const answer = await page('/store/tokyo-paper/orders?user=2001&q=x');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/store/tokyo-paper/orders?q=x');
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await page('/store/tokyo-paper/orders', cookie)).text).toContain('Haruka Sato · Store owner');
    expect((await page('/store/mug-house', cookie)).text).toContain('Anna Kowalska · Support agent');
  });

  test('a person of another shop is refused', async () => {
    expect((await page('/store/mug-house/orders?user=2001')).status).toBe(400);
  });

  test('the switch returns to the page it was used on', async () => {
    const response = await fetch(new URL('/store/mug-house/identity', base), {
      method: 'POST',
      body: new URLSearchParams({ user: '1002' }),
      headers: { referer: `${base}/store/mug-house/apps/amends/complaints?state=open` },
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/store/mug-house/apps/amends/complaints?state=open');
    expect(response.headers.get('set-cookie')).toContain('=1002');
  });
});

describe('installation', () => {
  test('while the app is not installed, its page offers to install it and frames nothing', async () => {
    const install = devStore.store.install(TOKYO_PAPER);
    if (!install) throw new Error('Tokyo Paper has no record of the app');
    install.installed = false;
    const { text } = await page('/store/tokyo-paper/apps/amends/complaints');
    install.installed = true;
    expect(text).toContain('data-installation="install"');
    expect(text).toContain('read_all_orders');
    expect(text).not.toContain('<iframe');
    expect((await page('/store/tokyo-paper/apps/amends')).text).toContain('<iframe');
  });

  test("Shopify's own addresses of the app are understood", async () => {
    const byKey = await page(`/store/mug-house/apps/${devStore.options.apiKey}/complaints`);
    expect(byKey.headers.get('location')).toBe('/store/mug-house/apps/amends/complaints');
    const longHandle = await page('/store/amends-mug-house/apps/amends');
    expect(longHandle.headers.get('location')).toBe('/store/mug-house/apps/amends');
    const outside = await page(`/dev-admin/into?shop=${MUG_HOUSE}&path=/app/complaints`);
    expect(outside.headers.get('location')).toBe('/store/mug-house/apps/amends/complaints');
  });
});

describe('what the pages do through the control API', () => {
  async function control(path: string, body: object): Promise<Response> {
    return fetch(new URL(path, base), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  test('a refund by hand, of the line the form names, is on the order page with who gave it', async () => {
    const order = makeOrder(devStore.store, {});
    const lines = [{ lineItemId: order.lineItems[0]?.id, quantity: 1 }];
    const body = { staffId: 1002, note: 'Chipped', lines, shipping: false };
    expect((await control(`/dev-store/orders/${order.id}/refunds`, body)).status).toBe(201);
    const { text } = await page(`/store/mug-house/orders/${order.id}`);
    expect(text).toContain('by Lukas Meier, by hand');
    expect(text).toContain('Chipped');
    expect(text).toContain('Partially refunded');
  });

  test('uninstalling and installing again shows on the page of apps', async () => {
    expect((await control('/dev-store/apps/uninstall', { shop: TOKYO_PAPER })).status).toBe(200);
    expect((await page('/store/tokyo-paper/settings/apps')).text).toContain('data-installation="install"');
    expect((await control('/dev-store/apps/install', { shop: TOKYO_PAPER })).status).toBe(200);
    expect((await page('/store/tokyo-paper/settings/apps')).text).toContain('data-installation="uninstall"');
  });
});

test('orders are listed by their date, the newest first', async () => {
  const old = makeOrder(devStore.store, { createdAt: '2025-01-01T00:00:00Z' });
  const young = makeOrder(devStore.store, { createdAt: '2026-11-20T00:00:00Z' });
  const older = makeOrder(devStore.store, { createdAt: '2024-01-01T00:00:00Z' });
  const { text } = await page('/store/mug-house/orders');
  const places = [young, old, older].map((order) => text.indexOf(`/orders/${order.id}"`));
  expect(places.every((place) => place > 0)).toBe(true);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
