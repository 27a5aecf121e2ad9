import { AsyncLocalStorage } from 'node:async_hooks';
import { FAULT_HEADER } from '#dev-store/faults/rules.ts';
import { createDevStoreFetch } from '#dev-store/preload-fetch.ts';

/**
 * Looks at a request to Shopify before it leaves: for arranging what the store does with exactly this one. May answer the
 * fault that the request is to meet, as the dev store's `POST faults` takes it.
 */
export type BeforeRequest = (body: string) => object | void;

type Route = { readonly url: string; readonly before: BeforeRequest | undefined };

const routes = new AsyncLocalStorage<Route>();
let usual: Route | null = null;
let original: typeof fetch | null = null;

function route(): Route {
  const found = routes.getStore() ?? usual;
  if (found === null) throw new Error('no dev store to send this request to');
  return found;
}

/**
 * In this process, from now on, requests to a shop go to the dev store at `url`: the same redirection that
 * dev-store/preload.ts makes for a whole process. Answers how to end it.
 */
export function redirectFetch(url: string): () => void {
  if (original === null) {
    const real = globalThis.fetch;
    original = real;
    const redirected = createDevStoreFetch(real, () => route().url);
    globalThis.fetch = async (input, init) => {
      const before = routes.getStore()?.before;
      const fault = before && typeof init?.body === 'string' ? before(init.body) : undefined;
      if (!fault) return redirected(input, init);
      const headers = new Headers(init?.headers);
      headers.set(FAULT_HEADER, JSON.stringify(fault));
      return redirected(input, { ...init, headers });
    };
  }
  usual = { url, before: undefined };
  return () => {
    if (original) globalThis.fetch = original;
    original = null;
    usual = null;
  };
}

/** Runs `work` with a dev store of its own, whatever else this process asks of others at the same time. */
export const withDevStore = <T>(url: string, before: BeforeRequest | undefined, work: () => Promise<T>): Promise<T> =>
  routes.run({ url, before }, work);
