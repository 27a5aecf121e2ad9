import type { AppLoadContext } from '@remix-run/node';
import { trusted, parseShopId } from '#app/domain/ids.ts';
import type { ShopifyApp } from '#app/shopify.server.ts';
import type { Visit } from './load-context.ts';
import { pageProblem } from './respond.server.ts';
import { tokenNamesOneShop } from './session-token.server.ts';

type AdminContext = Awaited<ReturnType<ShopifyApp['authenticate']['admin']>>;

/**
 * Who is in front of the embedded app, by Shopify's library. Once per request: the loaders of one page run side by side,
 * and on a first visit each of them would exchange tokens.
 *
 * Throws the library's Responses (bounce page, 401, redirects); they must reach Remix, so never catch them.
 */
export async function authenticate(request: Request, context: AppLoadContext): Promise<AdminContext> {
  const { visit } = context;
  const admin = await onlyOnce(request, context);
  visit.shopId = trusted(parseShopId, admin.session.shop);
  return { ...admin, redirect: guarded(admin.redirect, visit) };
}

async function ask(request: Request, { amends, visit }: AppLoadContext): Promise<AdminContext> {
  const header = request.headers.get('authorization');
  const token = header === null ? new URL(request.url).searchParams.get('id_token') : header.replace('Bearer ', '');
  const needsToken = visit.wantsData || !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  // A page without a token may be sent to the bounce page to fetch one. Data and changes may not: no token, no answer.
  if (token === null && needsToken) throw unauthorized();
  if (token !== null && !tokenNamesOneShop(token)) throw unauthorized();
  return amends.shopify.authenticate.admin(request);
}

/** The header makes App Bridge fetch a fresh token and try once more. */
function unauthorized(): Response {
  return new Response(null, { status: 401, headers: { 'X-Shopify-Retry-Invalid-Session-Request': '1' } });
}

async function onlyOnce(request: Request, context: AppLoadContext): Promise<AdminContext> {
  const { visit } = context;
  visit.admin ??= ask(request, context);
  try {
    return await visit.admin;
  } catch (problem) {
    if (!(problem instanceof Response)) throw problem;
    if (problem.status >= 500) throw shutOut();
    // A Response can be read only once, and every loader hands its own to Remix.
    throw ours(problem.clone(), visit);
  }
}

/** The library answers an empty 500 when Shopify gives it no token: the app was uninstalled, or Shopify is away. */
function shutOut() {
  return pageProblem(503, {
    title: 'Amends cannot reach your shop',
    message:
      'Shopify no longer lets Amends into this shop. If Amends was uninstalled, ask the store owner to install it again; ' +
      'else try again in a minute. Nothing that was saved is lost.',
  });
}

function guarded(redirect: AdminContext['redirect'], visit: Visit): AdminContext['redirect'] {
  return (url, init) => {
    try {
      return redirect(url, init);
    } catch (problem) {
      // For a target outside of the frame the library throws a page whose script opens it.
      throw problem instanceof Response ? ours(problem, visit) : problem;
    }
  };
}

/** The library's answer with our nonce on its scripts, and closed to other origins: only our own pages ask. */
function ours(response: Response, visit: Visit): Response {
  response.headers.delete('access-control-allow-origin');
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (!isPage || response.body === null) return response;
  const addNonce = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, out) => {
      const html = new TextDecoder().decode(chunk).replaceAll('<script', `<script nonce="${visit.nonce}"`);
      out.enqueue(new TextEncoder().encode(html));
    },
  });
  return new Response(response.body.pipeThrough(addNonce), response);
}
