/** Who we are and how we prove it: configuration, session tokens, the authenticated `fetch`, the bounce page. */
import { ask, isEmbedded, scriptApiKey } from './messages.ts';
import { openRemotely } from './navigation.ts';

const RETRY_HEADER = 'X-Shopify-Retry-Invalid-Session-Request';
const REAUTHORIZE_HEADER = 'X-Shopify-API-Request-Failure-Reauthorize-Url';
const CONFIG_MEMORY = 'dev-store-app-bridge-config';

export type FrameConfig = { apiKey: string; shop: string; host: string; locale: string };

function metaContent(name: string): string | null {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? null;
}

/** The shop and host that the admin signed into the first URL; later documents of the same frame lack them. */
function rememberedParams(): URLSearchParams {
  const here = new URLSearchParams(location.search);
  try {
    if (here.has('shop') && here.has('host')) {
      const kept = new URLSearchParams();
      for (const name of ['shop', 'host', 'locale']) kept.set(name, here.get(name) ?? '');
      sessionStorage.setItem(CONFIG_MEMORY, kept.toString());
    }
    return here.has('shop') ? here : new URLSearchParams(sessionStorage.getItem(CONFIG_MEMORY) ?? '');
  } catch {
    // Storage of a framed page may be blocked; the URL is then all there is.
    return here;
  }
}

/** Reads the configuration from the script tag or `<meta name="shopify-api-key">` and the URL's `shop`, `host`, `locale`. */
export function readConfig(): FrameConfig {
  const params = rememberedParams();
  const apiKey = scriptApiKey ?? metaContent('shopify-api-key') ?? '';
  if (apiKey === '') {
    console.error('App Bridge: missing the API key: set data-api-key on the script or <meta name="shopify-api-key">.');
  }
  return {
    apiKey,
    shop: params.get('shop') ?? '',
    host: params.get('host') ?? '',
    locale: params.get('locale') ?? 'en-US',
  };
}

let tokenInFlight: Promise<string> | null = null;

/** A fresh session token (JWT, 60 s). Asked for at the same moment by several requests, it is fetched once. */
export function idToken(): Promise<string> {
  tokenInFlight ??= ask('id-token')
    .then(String)
    .finally(() => {
      tokenInFlight = null;
    });
  return tokenInFlight;
}

async function authenticated(request: Request, keepOwnAuthorization: boolean): Promise<Request> {
  const headers = new Headers(request.headers);
  if (!keepOwnAuthorization) {
    headers.set('Authorization', `Bearer ${await idToken()}`);
  }
  headers.set('X-Requested-With', 'XMLHttpRequest');
  return new Request(request, { headers });
}

/**
 * Replaces `fetch`: requests to the app's own origin carry the session token; an answer 401 that asks for it is tried
 * once more with a fresh token; an answer that names a re-authorization URL sends the whole admin there.
 */
export function patchFetch(): void {
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (/^shopify:/i.test(address)) {
      console.error(`App Bridge stand-in: direct API access (${address}) is not implemented by the dev store.`);
    }
    if (new URL(address, location.href).origin !== location.origin || !isEmbedded) {
      return plainFetch(input, init);
    }
    const request = new Request(input, init);
    const ownAuthorization = request.headers.has('Authorization');
    const spare = request.clone();
    let response = await plainFetch(await authenticated(request, ownAuthorization));
    if (response.status === 401 && response.headers.has(RETRY_HEADER) && !ownAuthorization) {
      response = await plainFetch(await authenticated(spare, false));
    }
    const reauthorizeAt = response.headers.get(REAUTHORIZE_HEADER);
    if (reauthorizeAt !== null) {
      openRemotely(reauthorizeAt);
    }
    return response;
  };
}

/**
 * The bounce page: a document request without a token was sent to `…?shopify-reload=<url>`, a page that holds nothing but
 * this script. Goes back to that URL with a fresh `id_token`. Only ever to the app's own origin.
 */
export async function leaveBouncePage(): Promise<void> {
  const reload = new URLSearchParams(location.search).get('shopify-reload');
  if (reload === null) return;
  const target = new URL(reload, location.href);
  if (target.origin !== location.origin) {
    console.error(
      `App Bridge: shopify-reload points to ${target.origin}, not to the app (${location.origin}). Not followed.`,
    );
    return;
  }
  target.searchParams.set('id_token', await idToken());
  location.replace(target);
}
