import type { RequestHandler, Response } from 'express';
import type { Env } from '#app/config/env.server.ts';
import type { Visit } from '#app/web/load-context.ts';
import { parseShopId } from '#app/domain/ids.ts';
import { beforeHeaders } from './before-headers.server.ts';

type PolicyEnv = Pick<Env, 'SHOPIFY_APP_URL' | 'APP_BRIDGE_URL' | 'DEV_ADMIN_ORIGIN' | 'NODE_ENV'>;

const SHOPIFY_CDN = 'https://cdn.shopify.com';
const SHOPIFY_ADMIN = 'https://admin.shopify.com';
/** Where App Bridge reports its own timings. */
const SHOPIFY_METRICS = 'https://monorail-edge.shopifysvc.com';
const A_YEAR_S = 31_536_000;

/**
 * The content policy of one page. Only the shop's own admin may frame it; without a shop nobody may.
 * @param shop a myshopify domain that was checked, or null
 */
export function contentPolicy(env: PolicyEnv, shop: string | null, nonce: string): string {
  const atHome = env.DEV_ADMIN_ORIGIN ?? '';
  const appBridge = env.APP_BRIDGE_URL === undefined ? SHOPIFY_CDN : new URL(env.APP_BRIDGE_URL).origin;
  const hotReload = env.NODE_ENV === 'development' ? 'ws:' : '';
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, appBridge],
    // Polaris and React set styles on elements.
    'style-src': ["'self'", "'unsafe-inline'", SHOPIFY_CDN],
    'font-src': ["'self'", SHOPIFY_CDN],
    'img-src': ["'self'", 'data:', 'https:', atHome],
    'connect-src': ["'self'", appBridge, SHOPIFY_METRICS, ...(shop === null ? [] : [`https://${shop}`]), hotReload],
    // Modals of App Bridge show pages of ours.
    'frame-src': ["'self'", SHOPIFY_ADMIN],
    'frame-ancestors': shop === null ? ["'none'"] : [`https://${shop}`, SHOPIFY_ADMIN, atHome],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources.filter((source) => source !== '')].join(' '))
    .join('; ');
}

/** Security headers on every answer; the content policy on pages, once it is known whose page it is. */
export function securityHeaders(env: PolicyEnv, visitOf: (response: Response) => Visit): RequestHandler {
  const secure = env.SHOPIFY_APP_URL.startsWith('https:');
  return (request, response, next) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    // Our addresses carry session tokens; not even our own pages pass them on.
    response.setHeader('Referrer-Policy', 'strict-origin');
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    if (secure) response.setHeader('Strict-Transport-Security', `max-age=${String(A_YEAR_S)}`);
    beforeHeaders(response, () => {
      if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
      if (env.APP_BRIDGE_URL !== undefined) response.removeHeader('Link');
      if (!isPage(response)) return;
      const visit = visitOf(response);
      if (visit.policy !== null) {
        response.setHeader('Content-Security-Policy', visit.policy);
        return;
      }
      // Who is signed in counts; the address only until that is known (bounce page, errors).
      const shop = visit.shopId ?? parseShopId(request.query['shop']);
      response.setHeader('Content-Security-Policy', contentPolicy(env, shop, visit.nonce));
    });
    next();
  };
}

function isPage(response: Response): boolean {
  return String(response.getHeader('Content-Type') ?? '').startsWith('text/html');
}
