import '@shopify/shopify-api/adapters/node';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDevStore, type DevStore } from '#dev-store/server.ts';
import { MUG_HOUSE } from '#dev-store/state/shops.ts';

let devStore: DevStore;
let base: string;

beforeAll(async () => {
  devStore = createDevStore({ seed: 'empty', webhooks: false });
  base = await devStore.listen(0);
});

afterAll(() => devStore.close());

/** Shopify's own library, set up as the app sets it up. */
function shopifyLibrary(apiSecretKey = devStore.options.apiSecret) {
  return shopifyApi({
    apiKey: devStore.options.apiKey,
    apiSecretKey,
    apiVersion: ApiVersion.October26,
    hostName: 'localhost:3000',
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });
}

async function frameUrl(path: string): Promise<URL> {
  const text = await (await fetch(new URL(path, base))).text();
  const source = /data-src="([^"]+)"/.exec(text)?.[1];
  if (source === undefined) throw new Error('The page has no frame');
  return new URL(source.replaceAll('&amp;', '&'));
}

describe("the frame's address", () => {
  test("carries a signature that Shopify's own validator accepts", async () => {
    const url = await frameUrl('/store/mug-house/apps/amends');
    const query = Object.fromEntries(url.searchParams);
    expect(await shopifyLibrary().utils.validateHmac(query)).toBe(true);
    expect(await shopifyLibrary('another-secret').utils.validateHmac(query)).toBe(false);
    expect(await shopifyLibrary().utils.validateHmac({ ...query, shop: 'other.myshopify.com' })).toBe(false);
  });

  test("signs the app's own query as well, with spaces, accents and repeated names", async () => {
    const url = await frameUrl('/store/mug-house/apps/amends/complaints?q=a+b%26c&state=open&state=new&who=Nov%C3%A1k');
    expect(url.pathname).toBe('/app/complaints');
    expect(url.searchParams.getAll('state')).toEqual(['open', 'new']);
    const names = [...new Set(url.searchParams.keys())];
    const query = Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(',')]));
    expect(await shopifyLibrary().utils.validateHmac(query)).toBe(true);
  });

  test('says who, where and in what language, in the shapes that the library wants', async () => {
    const { searchParams } = await frameUrl('/store/mug-house/apps/amends');
    const { utils, auth } = shopifyLibrary();
    expect(searchParams.get('embedded')).toBe('1');
    expect(utils.sanitizeShop(searchParams.get('shop') ?? '')).toBe(MUG_HOUSE);
    expect(utils.sanitizeHost(searchParams.get('host') ?? '')).not.toBeNull();
    expect(auth.buildEmbeddedAppUrl(searchParams.get('host') ?? '')).toBe(
      `https://admin.shopify.com/store/amends-mug-house/apps/${devStore.options.apiKey}`,
    );
    expect(searchParams.get('locale')).toBe('en');
    expect(searchParams.get('session')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('can not be bent: parameters that Shopify signs are never taken from the address bar', async () => {
    const { searchParams } = await frameUrl('/store/mug-house/apps/amends?shop=evil.myshopify.com&id_token=x&hmac=y');
    expect(searchParams.getAll('shop')).toEqual([MUG_HOUSE]);
    expect(searchParams.getAll('hmac')).toHaveLength(1);
    expect(searchParams.get('id_token')).toMatch(/^ey/);
  });

  test("keeps the app's origin whatever path is asked for", async () => {
    const url = await frameUrl('/store/mug-house/apps/amends//evil.example/x');
    expect(url.origin).toBe('http://localhost:3000');
    const query = new URLSearchParams({ shop: MUG_HOUSE, user: '1003', path: '//evil.example' });
    expect((await fetch(`${base}/dev-admin/frame-url?${query.toString()}`)).status).toBe(400);
  });
});

describe('session tokens', () => {
  async function token(user: number): Promise<Response> {
    return fetch(
      `${base}/dev-admin/session-token?${new URLSearchParams({ shop: MUG_HOUSE, user: String(user) }).toString()}`,
    );
  }

  test("are accepted by Shopify's own decoder and name the person", async () => {
    const body = (await (await token(1002)).json()) as { token: string };
    const claims = await shopifyLibrary().session.decodeSessionToken(body.token);
    expect(claims.sub).toBe('1002');
    expect(claims.dest).toBe(`https://${MUG_HOUSE}`);
    expect(claims.exp - claims.iat).toBe(60);
    await expect(shopifyLibrary('another-secret').session.decodeSessionToken(body.token)).rejects.toThrow();
  });

  test('are fresh each time and not cached', async () => {
    const [first, second] = [await token(1003), await token(1003)];
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(await first.text()).not.toBe(await second.text());
  });

  test('are not made for strangers', async () => {
    expect((await token(2001)).status).toBe(400);
  });
});
