/** Who looks at a customer's page, and how it is answered. The pages know nothing of Express but this. */
import { createHmac } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from '#app/config/logger.server.ts';
import type { Clock } from '#app/config/clock.ts';
import { parseShopId, type ShopId } from '#app/domain/ids.ts';
import { languages, type Language } from '#app/domain/language.ts';
import type { Actor } from '#app/domain/people.ts';
import { frame } from '#app/i18n/customer/frame.ts';
import type { ShopContext } from '#app/services/context.ts';
import { getShopFront, type ShopFront } from '#app/services/shops/get-shop-front.server.ts';
import { clientAddress } from './client-address.ts';
import { html } from './html.ts';
import { writePage, type CustomerPage } from './layout.ts';
import { readProxyRequest } from './proxy-signature.ts';

/** Somebody in front of a page of a shop. */
export type Visitor = {
  readonly ctx: ShopContext;
  readonly shop: ShopFront;
  readonly language: Language;
  /** Whether she chose the language herself, by the links below a page. */
  readonly choseLanguage: boolean;
  /** What every address of ours begins with, here: `/apps/amends` at the shop, `/c/<shop>` behind a link of ours. */
  readonly base: string;
  /** Who is signed in at the shop, certain by Shopify's signature. */
  readonly customerId: string | null;
  /** Stands for the address that she comes from, for counting; the address itself is kept nowhere. */
  readonly clientKey: string;
};

/** A page (its shop is the visitor's), or where to go on. */
export type Answer =
  | {
      readonly status?: number;
      readonly page: Pick<CustomerPage, 'title' | 'content' | 'inLanguage'> & { language?: Language };
    }
  | { readonly to: string };

/** What the pages get of the process. */
export type PageMeans = {
  readonly env: { readonly SHOPIFY_API_SECRET: string; readonly PROXY_HOPS: number };
  readonly clock: Clock;
  readonly contextFor: (shopId: ShopId, actor: Actor, log?: Logger) => ShopContext;
};

/** What of the request's log a page may write to. */
export type PageVisit = { shopId: ShopId | null; policy: string | null; readonly log: Logger };

const visitors = new WeakMap<Response, Visitor>();

/** Lets in what comes through Shopify's app proxy; whatever Shopify has not signed is refused. */
export function throughProxy(means: PageMeans, visitOf: (response: Response) => PageVisit): RequestHandler {
  return (request, response, next) => {
    const query = queryOf(request);
    const signed = readProxyRequest(query, means.env.SHOPIFY_API_SECRET, means.clock.now());
    if (signed === null) {
      response.status(401).type('text/plain').send('This address is for requests that Shopify has signed.');
      return;
    }
    const { shopId, pathPrefix: base, customerId } = signed;
    // Shopify is a proxy too.
    const proxies = means.env.PROXY_HOPS + 1;
    welcome(means, visitOf, { request, response, shopId, base, customerId, proxies }).then(next, next);
  };
}

/**
 * Lets in who follows a link of ours, `/c/<shop>/…`. Nothing is known of her: pages that show something of a customer ask
 * for the secret in the link.
 */
export function throughLink(means: PageMeans, visitOf: (response: Response) => PageVisit): RequestHandler {
  return (request, response, next) => {
    const shopId = parseShopId(`${request.params['shop'] ?? ''}.myshopify.com`);
    if (shopId === null) {
      response.status(404).type('text/plain').send('Not found');
      return;
    }
    const coming = { request, response, shopId, base: linkBase(shopId), customerId: null };
    welcome(means, visitOf, { ...coming, proxies: means.env.PROXY_HOPS }).then(next, next);
  };
}

/** What addresses behind a link of ours begin with, below the app's own address. */
export const linkBase = (shopId: ShopId): string => `/c/${shopId.replace(/\.myshopify\.com$/, '')}`;

type Coming = {
  request: Request;
  response: Response;
  shopId: ShopId;
  base: string;
  customerId: string | null;
  /** How many proxies it came through. */
  proxies: number;
};

async function welcome(
  means: PageMeans,
  visitOf: (response: Response) => PageVisit,
  { request, response, shopId, base, customerId, proxies }: Coming,
): Promise<void> {
  const visit = visitOf(response);
  const ctx = means.contextFor(shopId, { kind: 'customer', name: '' }, visit.log);
  const shop = await getShopFront(ctx);
  if (shop === null) {
    response.status(404).type('text/plain').send('Not found');
    return;
  }
  visit.shopId = shopId;
  const chosen = languages.find((language) => language === queryOf(request).get('lang')?.slice(0, 2));
  const language =
    chosen ?? languages.find((one) => one === (request.acceptsLanguages([...languages]) || 'en')) ?? 'en';
  const address = clientAddress(request.get('x-forwarded-for'), request.socket.remoteAddress, proxies);
  const clientKey = createHmac('sha256', means.env.SHOPIFY_API_SECRET)
    .update(`${shopId} ${address}`)
    .digest('base64url');
  visitors.set(response, { ctx, shop, language, choseLanguage: chosen !== undefined, base, customerId, clientKey });
}

/** The query as it came. Express would make objects and lists of it. */
export const queryOf = (request: Request): URLSearchParams =>
  new URLSearchParams(/\?(.*)$/s.exec(request.originalUrl)?.[1] ?? '');

/** One page: what it answers is sent as a page of the visitor's shop. Null: this address is another page's. */
export function answering(
  visitOf: (response: Response) => PageVisit,
  work: (visitor: Visitor, request: Request) => Promise<Answer | null> | Answer | null,
): RequestHandler {
  return (request, response, next) => {
    const visitor = visitors.get(response);
    if (visitor === undefined) return;
    Promise.resolve(visitor)
      .then((one) => work(one, request))
      .catch((error: unknown): Answer => {
        visitOf(response).log.error({ err: error }, 'a page for a customer failed');
        return failed(visitor);
      })
      .then((answer) => {
        if (answer === null) next();
        else send(visitOf(response), response, visitor, answer);
      })
      .catch(next);
  };
}

function send(visit: PageVisit, response: Response, visitor: Visitor, answer: Answer): void {
  response.set({ 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' });
  if ('to' in answer) {
    response.redirect(303, answer.to);
    return;
  }
  const { name, intake } = visitor.shop;
  const { document, policy } = writePage({
    language: visitor.language,
    ...answer.page,
    shop: { name, colour: intake.colour },
  });
  visit.policy = policy;
  response
    .status(answer.status ?? 200)
    .type('text/html')
    .send(document);
}

/** For addresses behind which nothing is, and for secrets that do not hold (any more): which of them, nobody learns. */
export function notFound({ language }: Visitor): Answer {
  const { title, text } = frame[language].notFound;
  return {
    status: 404,
    page: {
      title,
      content: html`<h1>${title}</h1>
        <p>${text}</p>`,
    },
  };
}

/** It did not work this time. `status` 429: she has asked more often than a person does. */
export function failed({ language }: Visitor, status: 500 | 429 = 500): Answer {
  const { title, text } = frame[language].failed;
  return {
    status,
    page: {
      title,
      content: html`<h1>${title}</h1>
        <p>${text}</p>`,
    },
  };
}
