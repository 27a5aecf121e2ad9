/** Addresses of the app: inside the frame, and as the admin's own address bar shows them. */
import { createHmac, randomUUID } from 'node:crypto';
import { mintSessionToken } from '../oauth/session-token.ts';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';
import { handleOf, shopifyHandle, type Desk } from './shops.ts';

/** The part of the app that lives in the frame; the admin's addresses leave it out. */
const APP_ROOT = '/app';
const SIGNED_PARAMS = ['embedded', 'hmac', 'host', 'id_token', 'locale', 'session', 'shop', 'timestamp'];

/** `host` as Shopify sends it: base64 of the shop's admin address, without the scheme. */
export function hostParam(domain: string): string {
  return Buffer.from(`admin.shopify.com/store/${shopifyHandle(domain)}`)
    .toString('base64')
    .replace(/=+$/, '');
}

/**
 * Signs query parameters as Shopify signs an app's launch: sorted by name, URL-encoded with `%20` for spaces, HMAC-SHA256
 * in hex under the client secret [P: `hmac-validator.js` of @shopify/shopify-api]. A repeated name is joined with commas.
 */
export function signQuery(params: URLSearchParams, secret: string): string {
  const joined = new Map<string, string>();
  for (const [name, value] of params) {
    const before = joined.get(name);
    joined.set(name, before === undefined ? value : `${before},${value}`);
  }
  const sorted = [...joined].sort(([a], [b]) => a.localeCompare(b));
  const text = new URLSearchParams(sorted).toString().replace(/\+/g, '%20');
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Below `/app` in the app for a path below `/apps/<handle>` in the admin; `/app` itself may be written or left out. */
export function appPath(pathInAdmin: string): string {
  const path = pathInAdmin === '' ? '/' : pathInAdmin;
  if (path === APP_ROOT || path.startsWith(`${APP_ROOT}/`)) return path;
  return path === '/' ? APP_ROOT : `${APP_ROOT}${path}`;
}

/** The admin's address of a path of the app: `/app/complaints` is `/store/<handle>/apps/amends/complaints`. */
export function adminPath(domain: string, appHandle: string, path: string): string {
  const below = path === APP_ROOT || path.startsWith(`${APP_ROOT}/`) ? path.slice(APP_ROOT.length) : path;
  return `/store/${handleOf(domain)}/apps/${appHandle}${below === '/' ? '' : below}`;
}

/**
 * The frame's address with everything that Shopify adds and signs.
 * @param path in the app, with the app's own query (`/app/complaints/new?order_id=1`)
 */
export function signedFrameUrl(store: Store, options: DevStoreOptions, desk: Desk, path: string): string {
  const url = new URL(path, options.appUrl);
  const params = url.searchParams;
  for (const name of SIGNED_PARAMS) params.delete(name);
  params.set('embedded', '1');
  params.set('host', hostParam(desk.shop.domain));
  params.set('id_token', mintSessionToken(store, options, { shop: desk.shop.domain, userId: desk.user.id }));
  params.set('locale', desk.user.locale);
  params.set('session', randomUUID().replaceAll('-', ''));
  params.set('shop', desk.shop.domain);
  // Wall time: the app judges it by its own clock, which the store's may have left.
  params.set('timestamp', String(Math.floor(Date.now() / 1000)));
  params.set('hmac', signQuery(params, options.apiSecret));
  return url.href;
}

/**
 * Where an address outside the frame leads in this admin: `shopify://admin/orders/1`, `https://admin.shopify.com/store/x/…`
 * and `https://<shop>.myshopify.com/admin/…` become paths here.
 * @returns null when the address is none of Shopify's
 */
export function localAdminPath(desk: Pick<Desk, 'shop'>, address: string): string | null {
  const own = `/store/${handleOf(desk.shop.domain)}`;
  const short = /^shopify:\/*admin(\/.*)?$/i.exec(address);
  if (short) return `${own}${short[1] ?? ''}`;
  const unified = /^https:\/\/admin\.shopify\.com\/store\/[^/?#]+([^]*)$/i.exec(address);
  if (unified) return `${own}${unified[1] ?? ''}`;
  const legacy = /^https:\/\/[a-z0-9-]+\.myshopify\.com\/admin([^]*)$/i.exec(address);
  return legacy ? `${own}${legacy[1] ?? ''}` : null;
}
