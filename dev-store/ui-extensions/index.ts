/** Where UI extensions run: a frame for each place of Shopify's that ours are shown in, with the script as it is deployed. */
import { readFile } from 'node:fs/promises';
import type { Express, NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { bundleClassicScript } from '../app-bridge/bundle.ts';
import { html, type SafeHtml } from '../admin/html.ts';
import { mintCustomerToken } from '../oauth/session-token.ts';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';
import type { Order } from '../state/types.ts';
import { bundleExtension } from './bundle.ts';
import { localeOf, uiExtensions, type UiExtension } from './manifest.ts';

const CLIENT = new URL('./client/', import.meta.url);

/** Who looks: a member of staff, a customer who is signed in, or somebody who has followed a link to the order. */
export type Onlooker = { user: number } | { customer: number } | { customer: null };

/** The address of the frame in which an extension is shown beside an order. */
export function extensionFrame(target: string, order: Order, who: Onlooker, language = 'en'): string {
  const query = new URLSearchParams({ target, shop: order.shop, order: String(order.id), lang: language });
  if ('user' in who) query.set('user', String(who.user));
  else if (who.customer !== null) query.set('customer', String(who.customer));
  return `/ui-extensions/frame?${query.toString()}`;
}

/** The script of pages that have such frames. */
export const extensionScript: SafeHtml = html`<script src="/ui-extensions/around.js" defer></script>`;

const frameQuery = z.object({
  target: z.string(),
  shop: z.string(),
  order: z.coerce.number().int(),
  lang: z.string().regex(/^[a-z]{2}$/),
  user: z.coerce.number().int().optional(),
  customer: z.coerce.number().int().optional(),
});
const tokenQuery = z.object({ shop: z.string(), customer: z.coerce.number().int().optional() });

/** Mounts `/ui-extensions/…`. */
export function mountUiExtensions(app: Express, store: Store, options: DevStoreOptions): void {
  const serve = (path: string, type: string, content: (request: Request) => Promise<string | null>): void => {
    app.get(path, (request: Request, response: Response, next: NextFunction) => {
      content(request)
        .then((body) => {
          if (body === null) response.status(404).end();
          else response.type(type).set('Cache-Control', 'no-cache').send(body);
        })
        .catch(next);
    });
  };
  const find = async (handle: string | undefined): Promise<UiExtension | null> =>
    (await uiExtensions()).find((one) => one.handle === handle) ?? null;
  const script = (files: string[]) => () => bundleClassicScript(CLIENT, files);
  serve('/ui-extensions/host.js', 'application/javascript', script(['piece.ts', 'elements.ts', 'host.ts']));
  serve('/ui-extensions/around.js', 'application/javascript', script(['around.ts']));
  serve('/ui-extensions/elements.css', 'text/css', () => readFile(new URL('elements.css', CLIENT), 'utf8'));
  serve('/ui-extensions/:handle.js', 'application/javascript', async (request) => {
    const extension = await find(request.params['handle']);
    return extension && bundleExtension(extension, options.appUrl);
  });
  serve('/ui-extensions/:handle/locale.json', 'application/json', async (request) => {
    const extension = await find(request.params['handle']);
    return extension && localeOf(extension, z.string().catch('en').parse(request.query['lang']));
  });
  app.get('/ui-extensions/customer-token', (request, response) => {
    const { shop, customer = null } = tokenQuery.parse(request.query);
    response.set('Cache-Control', 'no-store').json({ token: mintCustomerToken(options, { shop, customer }) });
  });
  app.get('/ui-extensions/frame', (request, response, next) => {
    frame(store, options, request)
      .then((page) => {
        if (page === null) response.status(404).end();
        else response.set('Content-Security-Policy', policy(options)).type('html').send(page);
      })
      .catch(next);
  });
}

/** Nothing of another origin runs in it, and nothing is asked but the app. */
const policy = ({ appUrl }: DevStoreOptions): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ${new URL(appUrl).origin}`,
    "frame-ancestors 'self'",
  ].join('; ');

async function frame(store: Store, options: DevStoreOptions, request: Request): Promise<string | null> {
  const query = frameQuery.safeParse(request.query);
  const extensions = await uiExtensions();
  const extension = extensions.find(({ targets }) => targets.some(({ target }) => target === query.data?.target));
  const order = query.success ? store.order(query.data.shop, query.data.order) : undefined;
  if (!query.success || !extension || !order) return null;
  const { target, shop, lang, user, customer } = query.data;
  const tokens =
    user === undefined
      ? `/ui-extensions/customer-token?shop=${shop}${customer === undefined ? '' : `&customer=${String(customer)}`}`
      : `/dev-admin/session-token?shop=${shop}&user=${String(user)}`;
  const config = JSON.stringify({
    ...{ handle: extension.handle, apiVersion: extension.apiVersion, target, language: lang, appUrl: options.appUrl },
    ...{ order: { id: `gid://shopify/Order/${String(order.id)}`, name: order.name }, tokens },
    signedIn: customer !== undefined,
  });
  return html`<!doctype html>
    <html lang="${lang}" data-config="${config}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${target}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin-assets/admin.css" />
        <script src="/ui-extensions/host.js" defer></script>
      </head>
      <body class="ui-extension"></body>
    </html>`.text;
}
