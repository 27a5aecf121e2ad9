import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createDevStore, type DevStore } from '#dev-store/server.ts';
import { MUG_HOUSE } from '#dev-store/state/shops.ts';
import { makeCustomer, makeOrder } from './admin-records.ts';

let devStore: DevStore;
let base: string;

beforeAll(async () => {
  devStore = createDevStore({ seed: 'empty', webhooks: false, appUrl: 'http://localhost:3999' });
  base = await devStore.listen(0);
});
afterAll(() => devStore.close());

const get = (path: string) => fetch(new URL(path, base));

describe('the token of a customer account', () => {
  const read = async (query: string) => {
    const { token } = z
      .object({ token: z.string() })
      .parse(await (await get(`/ui-extensions/customer-token?${query}`)).json());
    const [header = '', payload = '', signature] = token.split('.');
    const expected = createHmac('sha256', devStore.options.apiSecret)
      .update(`${header}.${payload}`)
      .digest('base64url');
    expect(signature).toBe(expected);
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  };

  test('names the shop without a scheme, the customer, and nobody who issues it', async () => {
    const claims = await read(`shop=${MUG_HOUSE}&customer=7`);
    expect(claims).toMatchObject({ dest: MUG_HOUSE, aud: devStore.options.apiKey, sub: 'gid://shopify/Customer/7' });
    expect(claims).not.toHaveProperty('iss');
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(300);
  });

  test('names nobody who has only followed a link', async () => {
    expect(await read(`shop=${MUG_HOUSE}`)).not.toHaveProperty('sub');
  });
});

describe('the frame of an extension', () => {
  test('runs nothing of another origin and asks nothing but the app', async () => {
    const order = makeOrder(devStore.store, {});
    const page = await get(
      `/ui-extensions/frame?target=admin.order-details.block.render&shop=${MUG_HOUSE}&order=${String(order.id)}&lang=en&user=1001`,
    );
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' http://localhost:3999;");
    expect(policy).toContain("frame-ancestors 'self'");
  });

  test.each(['target=admin.order-details.block.render&order=1', 'target=nowhere&order=1&lang=en', ''])(
    'is not there for %s',
    async (query) => {
      expect((await get(`/ui-extensions/frame?shop=${MUG_HOUSE}&${query}`)).status).toBe(404);
    },
  );

  test('has the extension as one script, with its words in a language or else in English', async () => {
    const script = await get('/ui-extensions/customer-account.js');
    expect(await script.text()).toContain('http://localhost:3999/api/customer-account/');
    const words = async (lang: string) =>
      z
        .object({ menuItem: z.string() })
        .parse(await (await get(`/ui-extensions/customer-account/locale.json?lang=${lang}`)).json());
    expect([await words('cs'), await words('fi'), await words('../../x')]).toEqual([
      { menuItem: 'Nahlásit problém' },
      { menuItem: 'Report a problem' },
      { menuItem: 'Report a problem' },
    ]);
    expect((await get('/ui-extensions/nothing.js')).status).toBe(404);
  });
});

test('an order is shown in its own customer’s account, and in no other', async () => {
  const customer = makeCustomer(devStore.store, {});
  const order = makeOrder(devStore.store, { customer });
  const page = (id: number) => get(`/storefront/mug-house/new-account/${String(id)}/orders/${String(order.id)}`);
  expect((await page(customer.id)).status).toBe(200);
  expect((await page(makeCustomer(devStore.store, {}).id)).status).toBe(404);
});
