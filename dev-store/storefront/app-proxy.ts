/**
 * The app proxy: what customers ask of the shop's own `/apps/<subpath>/…` goes to the app's `/proxy/…`, signed. As Shopify does
 * it [D: Authenticate app proxies]: the query as it came and `shop`, `logged_in_customer_id`, `path_prefix`, `timestamp`,
 * `signature`; the client's address in `X-Forwarded-For`; no cookies in either direction.
 */
import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Express, Request, Response } from 'express';
import { handleOf, shopByHandle } from '../admin/shops.ts';
import type { DevStoreOptions } from '../options.ts';
import { SHOP_HEADER } from '../preload-fetch.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Shop } from '../state/types.ts';

const SUBPATH = 'apps/amends';
const NOT_PASSED_ON = ['cookie', 'host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'];
const NOT_PASSED_BACK = [
  'set-cookie',
  'connection',
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'keep-alive',
];

type Proxied = { shop: Shop; prefix: string; path: string; customerId: string };

/** Mounts the proxy below the storefront page of each shop, and at `/apps/…` for requests that were meant for a shop's domain. */
export function mountAppProxy(app: Express, store: Store, options: DevStoreOptions): void {
  app.get('/storefront/:handle/report', (request, response) => {
    const shop = shopByHandle(store, request.params.handle);
    if (shop === undefined) return void response.status(404).end();
    // Whoever comes from an account is signed in, whoever comes from the shop is not.
    signIn(response, shop, store.customer(shop.domain, Number(request.query['account'])) ?? null);
    response.redirect(`/storefront/${handleOf(shop.domain)}/${SUBPATH}/report`);
  });
  app.all(`/storefront/:handle/${SUBPATH}*`, (request, response, next) => {
    const shop = shopByHandle(store, request.params['handle'] ?? '');
    if (shop === undefined) return void response.status(404).end();
    const prefix = `/storefront/${request.params['handle'] ?? ''}/${SUBPATH}`;
    const customerId = signedIn(request, shop);
    forward(options, { shop, prefix, path: request.path.slice(prefix.length), customerId }, request, response).catch(
      next,
    );
  });
  app.all(`/${SUBPATH}*`, (request, response, next) => {
    const shop = store.shop(request.get(SHOP_HEADER) ?? '');
    // A block in a theme names the shop's own address. Here all shops have one host, and the page that it is on says whose.
    const ours = shop === undefined ? shopOfPage(store, request) : undefined;
    if (ours !== undefined) return void response.redirect(307, `/storefront/${handleOf(ours.domain)}${request.url}`);
    if (shop === undefined) return void response.status(404).end();
    const prefix = `/${SUBPATH}`;
    forward(
      options,
      { shop, prefix, path: request.path.slice(prefix.length), customerId: '' },
      request,
      response,
    ).catch(next);
  });
}

const cookieOf = (shop: Shop): string => `storefront_customer_${String(shop.id)}`;

/** The shop remembers who is signed in; null: nobody. */
export function signIn(response: Response, shop: Shop, customer: Customer | null): void {
  if (customer === null) response.clearCookie(cookieOf(shop), { path: '/storefront' });
  else response.cookie(cookieOf(shop), String(customer.id), { httpOnly: true, sameSite: 'lax', path: '/storefront' });
}

function shopOfPage(store: Store, request: Request): Shop | undefined {
  const handle = /^https?:\/\/([^/]+)\/storefront\/([^/?#]+)/.exec(request.get('referer') ?? '');
  return handle?.[1] === request.get('host') ? shopByHandle(store, handle?.[2] ?? '') : undefined;
}

/** Id of who is signed in at the shop; empty for nobody. */
export function signedIn(request: Request, shop: Shop): string {
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return cookies.find(([name]) => name === cookieOf(shop))?.[1] ?? '';
}

async function forward(
  { appUrl, apiSecret }: DevStoreOptions,
  { shop, prefix, path, customerId }: Proxied,
  request: Request,
  response: Response,
): Promise<void> {
  const query = new URLSearchParams(/\?(.*)$/s.exec(request.originalUrl)?.[1] ?? '');
  const ours = {
    shop: shop.domain,
    logged_in_customer_id: customerId,
    path_prefix: prefix,
    // Wall time: the app judges it by its own clock, which the store's may have left.
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  for (const [name, value] of Object.entries(ours)) query.set(name, value);
  query.delete('signature');
  query.set('signature', proxySignature(query, apiSecret));
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && !NOT_PASSED_ON.includes(name)) headers.set(name, value);
  headers.set('x-forwarded-for', request.socket.remoteAddress ?? '127.0.0.1');
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const answer = await fetch(new URL(`/proxy${path}?${query.toString()}`, appUrl), {
    method: request.method,
    headers,
    redirect: 'manual',
    ...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' }),
  });
  response.status(answer.status);
  for (const [name, value] of answer.headers) if (!NOT_PASSED_BACK.includes(name)) response.setHeader(name, value);
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** Sorted by name, `name=value` with nothing between them, values of one name joined by commas; HMAC-SHA256 in hex. */
function proxySignature(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].sort();
  const text = names.map((name) => `${name}=${query.getAll(name).join(',')}`).join('');
  return createHmac('sha256', secret).update(text).digest('hex');
}
