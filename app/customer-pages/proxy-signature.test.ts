import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readProxyRequest } from './proxy-signature.ts';

const secret = 'hush';
const now = new Date('2026-11-27T12:00:00Z');
const usual = {
  shop: 'mug-house.myshopify.com',
  path_prefix: '/apps/amends',
  logged_in_customer_id: '',
  timestamp: String(now.getTime() / 1000),
};

/** Signs as Shopify does, by hand: the text is what counts. */
const signed = (text: string, query: string): URLSearchParams =>
  new URLSearchParams(`${query}&signature=${createHmac('sha256', secret).update(text).digest('hex')}`);

const textOf = (params: Record<string, string>): string =>
  Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name] ?? ''}`)
    .join('');
const queryOf = (params: Record<string, string>): URLSearchParams =>
  signed(textOf(params), new URLSearchParams(params).toString());

describe('a request of the app proxy', () => {
  it('knows the example of Shopify’s documentation', () => {
    const query = new URLSearchParams(
      'extra=1&extra=2&shop=some-shop.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555',
    );
    const text =
      'extra=1,2logged_in_customer_id=1path_prefix=/apps/awesome_reviewsshop=some-shop.myshopify.comtimestamp=1317327555';
    const asked = signed(text, query.toString());
    expect(readProxyRequest(asked, secret, new Date(1_317_327_555_000))).toEqual({
      shopId: 'some-shop.myshopify.com',
      pathPrefix: '/apps/awesome_reviews',
      customerId: '1',
    });
  });

  it('is of nobody when nobody is signed in', () => {
    expect(readProxyRequest(queryOf(usual), secret, now)?.customerId).toBeNull();
  });

  it('is not believed without a signature, with another one, or with anything changed', () => {
    const query = queryOf(usual);
    expect(readProxyRequest(new URLSearchParams(usual), secret, now)).toBeNull();
    expect(readProxyRequest(query, 'other', now)).toBeNull();
    for (const [name, value] of [
      ['shop', 'evil.myshopify.com'],
      ['logged_in_customer_id', '7'],
      ['path_prefix', '/apps/evil'],
      ['more', '1'],
    ] as const) {
      const changed = new URLSearchParams(query);
      changed.set(name, value);
      expect(readProxyRequest(changed, secret, now), name).toBeNull();
    }
  });

  it('is not believed for longer than a minute and a half, nor from the future', () => {
    const query = queryOf(usual);
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    expect(readProxyRequest(query, secret, later(90))).not.toBeNull();
    expect(readProxyRequest(query, secret, later(91))).toBeNull();
    expect(readProxyRequest(query, secret, later(-91))).toBeNull();
    const { timestamp: _, ...without } = usual;
    expect(readProxyRequest(queryOf(without), secret, now)).toBeNull();
  });

  it('is not believed when what Shopify adds comes twice, signed or not', () => {
    const twice = `${new URLSearchParams(usual).toString()}&logged_in_customer_id=7`;
    expect(readProxyRequest(signed(textOf({ ...usual, logged_in_customer_id: ',7' }), twice), secret, now)).toBeNull();
  });

  it('leads nowhere else: a prefix that is no plain path of the shop is refused', () => {
    for (const prefix of ['//evil.example', 'https://evil.example', '/apps/a?b', '']) {
      expect(readProxyRequest(queryOf({ ...usual, path_prefix: prefix }), secret, now), prefix).toBeNull();
    }
  });
});
