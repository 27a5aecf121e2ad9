/** The `fetch` that sends a shop's Admin API to the dev store and lets nothing else leave the machine. */

const SHOP_HOST = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
const LOOPBACK_HOST = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const LOCAL_SCHEMES = new Set(['data:', 'blob:']);

/** The header that tells the dev store which shop a redirected request was meant for. */
export const SHOP_HEADER = 'X-Dev-Store-Shop';

/** Thrown (as a rejection, like every failure of `fetch`) for a request that would leave this machine. */
export class OutsideHostError extends TypeError {
  constructor(url: URL) {
    super(
      `Refused to fetch ${url.origin}${url.pathname}: with the dev store, only https://<shop>.myshopify.com (redirected) ` +
        'and this machine can be reached.',
    );
    this.name = 'OutsideHostError';
  }
}

/**
 * Wraps a `fetch`: requests to `https://<shop>.myshopify.com/…` go to the dev store with the shop in `X-Dev-Store-Shop`;
 * requests to this machine pass untouched; every other host rejects with `OutsideHostError`.
 *
 * Method, body, headers, signal and the rest are kept, for `(url, init)` as well as for `Request` objects. Connections
 * are the inner fetch's: Node keeps them open per origin, and all shops share the dev store's one origin.
 *
 * @param inner the fetch that really sends
 * @param devStoreUrl asked at each call, so that the address may be known only after this was installed
 */
export function createDevStoreFetch(inner: typeof fetch, devStoreUrl: () => string): typeof fetch {
  return async function devStoreFetch(input, init) {
    const url = new URL(input instanceof Request ? input.url : input);
    if (LOCAL_SCHEMES.has(url.protocol) || LOOPBACK_HOST.test(url.hostname)) {
      return inner(input, init);
    }
    if (url.protocol !== 'https:' || url.port !== '' || !SHOP_HOST.test(url.hostname)) {
      throw new OutsideHostError(url);
    }
    const target = new URL(`${url.pathname}${url.search}`, devStoreUrl());
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set(SHOP_HEADER, url.hostname);
    if (input instanceof Request) {
      return inner(new Request(target, new Request(input, { ...init, headers })));
    }
    return inner(target, { ...init, headers });
  };
}
