/** The admin around the app: pages that look like Shopify's, the App Bridge stand-in, and the switch of who looks at them. */
import { readFile } from 'node:fs/promises';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import { appBridgeScript } from '../app-bridge/index.ts';
import { bundleClassicScript } from '../app-bridge/bundle.ts';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';
import { answerMail } from '../mail/answer.ts';
import { adminApi } from './api.ts';
import { adminPath, appPath, signedFrameUrl } from './app-url.ts';
import { html, type Fragment } from './html.ts';
import { renderPage, type PageParts, type Section } from './layout.ts';
import { appFramePage } from './pages/app-frame.ts';
import { appsPage, installCard } from './pages/apps.ts';
import { customerPage, customersPage } from './pages/customers.ts';
import { homePage } from './pages/home.ts';
import { MAIL_FRAME_POLICY, mailboxPage, mailHtml, mailOf, mailPage } from './pages/mailbox.ts';
import { orderPage, orderTitle } from './pages/order.ts';
import { ordersPage } from './pages/orders.ts';
import { currentUser, handleOf, rememberUser, shopByHandle, type Desk } from './shops.ts';

const CLIENT_FOLDER = new URL('./client/', import.meta.url);
const CLIENT_FILES = ['dom.ts', 'wire.ts', 'dialogs.ts', 'bars.ts', 'picker.ts', 'frame.ts', 'forms.ts', 'main.ts'];

/** In the order of the cascade: the phone's rules come last. */
const STYLES = [
  'base.css',
  'chrome.css',
  'popovers.css',
  'pages.css',
  'lists.css',
  'mail.css',
  'frame.css',
  'extensions.css',
  'phone.css',
];

type Page = { section: Section; title: string; content: Fragment } & Partial<PageParts>;
type PageHandler = (desk: Desk, request: Request) => Page | null;

/**
 * Mounts the admin pages, the App Bridge script and what both need:
 * `/`, `/store/:handle/…`, `/admin-assets/…`, `/dev-admin/…`, `/app-bridge.js` and `/shopifycloud/app-bridge.js`.
 */
export function mountAdmin(app: Express, store: Store, options: DevStoreOptions): void {
  const home = store.state.shops[0];
  app.get('/', (_request, response) => {
    if (home) response.redirect(adminPath(home.domain, options.appHandle, '/'));
    else response.status(404).end();
  });
  mountScripts(app);
  for (const [name, handler] of Object.entries(adminApi(store, options))) app.get(`/dev-admin/${name}`, handler);
  app.get('/dev-admin/into', (request, response) => {
    const shop = shopByHandle(store, text(request.query['shop']));
    const path = text(request.query['path']);
    if (shop) response.redirect(adminPath(shop.domain, options.appHandle, appPath(path)));
    else response.status(404).send('Unknown shop.');
  });
  app.use('/store', contentSecurityPolicy(options));
  mountMailFrame(app, store);
  mountIdentity(app, store);
  mountAnswers(app, store, options);
  mountPages(app, store, options);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function stylesheet(): Promise<string> {
  const folder = new URL('./assets/', import.meta.url);
  const sheets = await Promise.all(STYLES.map((name) => readFile(new URL(name, folder), 'utf8')));
  return sheets.join('\n');
}

function mountScripts(app: Express): void {
  let client: Promise<string> | null = null;
  const serve =
    (type: string, content: () => Promise<string>) =>
    (_request: Request, response: Response, next: NextFunction): void => {
      content()
        .then((body) => response.type(type).set('Cache-Control', 'no-cache').send(body))
        .catch(next);
    };
  app.get(['/app-bridge.js', '/shopifycloud/app-bridge.js'], serve('application/javascript', appBridgeScript));
  app.get(
    '/admin-assets/admin.js',
    serve('application/javascript', () => (client ??= bundleClassicScript(CLIENT_FOLDER, CLIENT_FILES))),
  );
  app.get('/admin-assets/admin.css', serve('text/css', stylesheet));
}

/** Only the app (and a mail in the mailbox, extensions beside an order) may be framed, nothing of another origin runs, and nobody frames the admin. */
function contentSecurityPolicy(options: DevStoreOptions) {
  const policyFor = (frames: string) =>
    [
      "default-src 'self'",
      `frame-src ${frames}`,
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
  const usual = policyFor(new URL(options.appUrl).origin);
  const withOwnFrames = policyFor("'self'");
  return (request: Request, response: Response, next: NextFunction): void => {
    const policy = /^\/[^/]+\/(mailbox|orders)\//.test(request.path) ? withOwnFrames : usual;
    response.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' });
    next();
  };
}

function mountMailFrame(app: Express, store: Store): void {
  app.get('/store/:handle/mailbox/:id(\\d+)/html', (request, response) => {
    const mail = mailOf(store, Number(request.params['id']));
    if (mail === undefined) response.status(404).end();
    else response.set('Content-Security-Policy', MAIL_FRAME_POLICY).type('html').send(mailHtml(mail));
  });
}

const IdentitySchema = z.object({ user: z.coerce.number().int() });

/** The path of a page of this origin that a form was sent from, else the shop's front page. */
function cameFrom(request: Request, fallback: string): string {
  const referer = request.get('referer');
  if (referer === undefined || !URL.canParse(referer)) return fallback;
  const url = new URL(referer);
  return url.host === request.get('host') && url.pathname.startsWith('/store/')
    ? `${url.pathname}${url.search}`
    : fallback;
}

function mountIdentity(app: Express, store: Store): void {
  app.post('/store/:handle/identity', express.urlencoded({ extended: false }), (request, response) => {
    const shop = shopByHandle(store, request.params['handle'] ?? '');
    const input = IdentitySchema.safeParse(request.body);
    const user = input.success ? shop?.staff.find((member) => member.id === input.data.user) : undefined;
    if (!shop || !user) {
      response.status(400).send('Unknown shop or person.');
      return;
    }
    rememberUser(response, shop, user);
    response.redirect(303, cameFrom(request, `/store/${handleOf(shop.domain)}`));
  });
}

/** A customer's reply to a mail in the mailbox: it goes to the app as mail comes in. */
function mountAnswers(app: Express, store: Store, options: DevStoreOptions): void {
  app.post(
    '/store/:handle/mailbox/:id(\\d+)/answer',
    express.urlencoded({ extended: false }),
    (request, response, next) => {
      const shop = shopByHandle(store, text(request.params['handle']));
      const mail = mailOf(store, Number(request.params['id']));
      const words = z.object({ words: z.string().min(1).max(5000) }).safeParse(request.body);
      if (!shop || !mail || !words.success) {
        response.status(400).send('Unknown mail, or nothing written.');
        return;
      }
      answerMail(options, shop.domain, mail, words.data.words)
        .then((status) => {
          response.redirect(303, `/store/${handleOf(shop.domain)}/mailbox/${mail.id}?answered=${status ?? 'nobody'}`);
        })
        .catch(next);
    },
  );
}

function mountPages(app: Express, store: Store, options: DevStoreOptions): void {
  const page = (path: string, handler: PageHandler): void => {
    app.get(`/store/:handle${path}`, (request, response) => {
      const desk = sitDown(store, request, response);
      if (desk === null) return;
      const made = handler(desk, request) ?? notFound();
      response.status(made.title === NOT_FOUND ? 404 : 200).send(renderPage(store, options, { ...made, desk }));
    });
  };
  const query = (request: Request): string => text(request.query['q']);
  page('', (desk) => ({ section: 'home', title: 'Home', content: homePage(store, options, desk) }));
  page('/orders', (desk, request) => ({
    section: 'orders',
    title: 'Orders',
    query: query(request),
    content: ordersPage(store, desk, query(request), Number(text(request.query['page'])) || 1),
  }));
  page('/orders/:id(\\d+)', (desk, request) => {
    const order = store.order(desk.shop.domain, Number(request.params['id']));
    return order
      ? { section: 'orders', title: orderTitle(order), content: orderPage(store, options, desk, order) }
      : null;
  });
  page('/customers', (desk, request) => ({
    section: 'customers',
    title: 'Customers',
    content: customersPage(store, desk, query(request)),
  }));
  page('/customers/:id(\\d+)', (desk, request) => {
    const customer = store.customer(desk.shop.domain, Number(request.params['id']));
    return customer ? { section: 'customers', title: 'Customer', content: customerPage(store, desk, customer) } : null;
  });
  page('/mailbox', (desk, request) => ({
    section: 'mailbox',
    title: 'Mailbox',
    content: mailboxPage(store, desk, query(request)),
  }));
  const answered = (request: Request): string | null => text(request.query['answered']) || null;
  page('/mailbox/:id(\\d+)', (desk, request) => {
    const mail = mailOf(store, Number(request.params['id']));
    return mail ? { section: 'mailbox', title: 'E-mail', content: mailPage(desk, mail, answered(request)) } : null;
  });
  page('/settings/apps', (desk) => ({
    section: 'settings',
    title: 'Apps and installation',
    content: appsPage(store, options, desk),
  }));
  // Shopify's libraries write the app's address with its API key; people know it by its handle.
  app.get(`/store/:handle/apps/${options.apiKey}*`, (request, response) => {
    response.redirect(request.originalUrl.replace(`/apps/${options.apiKey}`, `/apps/${options.appHandle}`));
  });
  const frame: PageHandler = (desk, request) => framePage(store, options, desk, request);
  page(`/apps/${options.appHandle}`, frame);
  page(`/apps/${options.appHandle}/*`, frame);
  page('/*', () => null);
}

function framePage(store: Store, options: DevStoreOptions, desk: Desk, request: Request): Page {
  if (store.install(desk.shop.domain)?.installed !== true) {
    return { section: 'app', title: `Install ${options.appName}`, content: installCard(options, desk) };
  }
  const below = request.path.slice(`/store/${request.params['handle'] ?? ''}/apps/${options.appHandle}`.length);
  const search = new URL(request.originalUrl, 'http://admin').search;
  const url = signedFrameUrl(store, options, desk, `${appPath(below)}${search}`);
  return {
    section: 'app',
    title: options.appName,
    framed: true,
    content: appFramePage(options, url),
    clientConfig: { framed: true },
  };
}

const NOT_FOUND = 'Not found';

function notFound(): Page {
  return {
    section: 'home',
    title: NOT_FOUND,
    content: html`<div class="page narrow">
      <section class="card">
        <h1>There is no page here</h1>
        <p>The address is wrong, or the record belongs to another shop.</p>
      </section>
    </div>`,
  };
}

/**
 * The desk of a request, or null after the answer was sent: unknown shop, one of Shopify's longer handles (redirected to
 * ours), or `?user=<id>`, which chooses the person and goes on to the same address without it.
 */
function sitDown(store: Store, request: Request, response: Response): Desk | null {
  const handle = request.params['handle'] ?? '';
  const shop = shopByHandle(store, handle);
  if (!shop) {
    response.status(404).send('There is no shop of this name in the dev store.');
    return null;
  }
  const url = new URL(request.originalUrl, 'http://admin');
  const wanted = url.searchParams.get('user');
  const chosen = shop.staff.find((member) => String(member.id) === wanted);
  if (wanted !== null && !chosen) {
    response.status(400).send(`Nobody in ${shop.name} has the id ${Number(wanted) || 'given'}.`);
    return null;
  }
  if (chosen) rememberUser(response, shop, chosen);
  if (chosen || handle !== handleOf(shop.domain)) {
    url.searchParams.delete('user');
    const rest = url.pathname.slice(`/store/${handle}`.length);
    response.redirect(`/store/${handleOf(shop.domain)}${rest}${url.search}`);
    return null;
  }
  return { shop, handle, user: currentUser(request, shop) };
}
