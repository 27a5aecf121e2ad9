/** Requests that come through Shopify's app proxy: who signed them, and what is certain of them. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseOrderId, parseShopId, type ShopId } from '#app/domain/ids.ts';

export type ProxyRequest = {
  shopId: ShopId;
  /** Where the shop shows our pages, `/apps/amends`: each shop may have moved it. */
  pathPrefix: string;
  /** Who is signed in at the shop, Shopify's numeric id as text. */
  customerId: string | null;
};

/** A signature is good for so long, in both directions: Shopify's own library says the same. */
const goodForSeconds = 90;
/** What Shopify adds. Whoever sends one of them twice wants us to read another one than was signed. */
const ofShopify = ['shop', 'path_prefix', 'timestamp', 'signature', 'logged_in_customer_id'];
const prefixShape = /^(\/[A-Za-z0-9_-]{1,60}){1,4}$/;

/**
 * What a query of the proxy says, or null when Shopify has not signed it, or too long ago.
 * The rule: "Authenticate app proxies" at shopify.dev. Sorted by name, `name=value` one after the other with nothing between
 * them, values of one name joined by commas; HMAC-SHA256 in hex with the app's secret.
 */
export function readProxyRequest(query: URLSearchParams, secret: string, now: Date): ProxyRequest | null {
  if (ofShopify.some((name) => query.getAll(name).length > 1)) return null;
  const given = Buffer.from(query.get('signature') ?? '', 'utf8');
  const expected = Buffer.from(proxySignature(query, secret), 'utf8');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const ageSeconds = now.getTime() / 1000 - Number(query.get('timestamp') ?? Number.NaN);
  if (!(Math.abs(ageSeconds) <= goodForSeconds)) return null;
  const shopId = parseShopId(query.get('shop'));
  const pathPrefix = query.get('path_prefix') ?? '';
  if (shopId === null || !prefixShape.test(pathPrefix)) return null;
  return { shopId, pathPrefix, customerId: parseOrderId(query.get('logged_in_customer_id')) };
}

function proxySignature(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].filter((name) => name !== 'signature').sort();
  const text = names.map((name) => `${name}=${query.getAll(name).join(',')}`).join('');
  return createHmac('sha256', secret).update(text).digest('hex');
}
