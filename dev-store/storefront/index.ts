/** The shop as its customers see it: `/storefront/:handle` and each customer's account. */
import { readFile } from 'node:fs/promises';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import { handleOf, shopByHandle } from '../admin/shops.ts';
import { money } from '../admin/format.ts';
import { checkoutInput } from '../checkout/input.ts';
import { placeOrder } from '../checkout/place.ts';
import type { StoreEvent } from '../engine/context.ts';
import { totalPrice } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Order, Shop } from '../state/types.ts';
import { accountPage, customersPage } from './account-page.ts';
import { signIn } from './app-proxy.ts';
import { mountBlockPages } from './block-pages.ts';
import { renderStorefront } from './layout.ts';
import { accountOrderPage } from './order-page.ts';
import { policyWith } from './policy.ts';

const FormSchema = z.object({
  amount: z.string(),
  currency: z.string(),
  shipping: z.string(),
  code: z.string(),
  giftCard: z.string(),
  storeCredit: z.string().optional(),
});

/** Mounts `/storefront/…`. Whoever opens an account is its customer: nobody logs in here. */
export function mountStorefront(app: Express, store: Store, emit: (event: StoreEvent) => void): void {
  app.get('/storefront/storefront.css', (_request, response, next) => {
    readFile(new URL('storefront.css', import.meta.url), 'utf8')
      .then((css) => response.type('text/css').set('Cache-Control', 'no-cache').send(css))
      .catch(next);
  });
  app.use('/storefront', (_request: Request, response: Response, next: NextFunction) => {
    response.set({
      'Content-Security-Policy': policyWith("'self'"),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
    });
    next();
  });
  app.get('/storefront', (_request, response) => {
    const [first] = store.state.shops;
    if (first === undefined) response.status(404).end();
    else response.redirect(`/storefront/${handleOf(first.domain)}`);
  });
  app.get('/storefront/:handle', (request, response) => {
    const shop = shopByHandle(store, request.params.handle);
    if (shop === undefined) {
      response.status(404).send('There is no shop of this name in the dev store.');
      return;
    }
    signIn(response, shop, null);
    const content = customersPage(store, shop, text(request.query['q']));
    response.send(renderStorefront({ shop, customer: null, title: 'Accounts', content }));
  });
  app.get('/storefront/:handle/account/:id(\\d+)', (request, response) => {
    const who = visitor(store, request, response);
    if (who === null) return;
    const { shop, customer } = who;
    signIn(response, shop, customer);
    const placed = store.order(shop.domain, Number(text(request.query['placed'])));
    const refused = text(request.query['refused']);
    const news = { placed: placed === undefined ? null : thanks(placed), refused: refused === '' ? null : refused };
    response.send(
      renderStorefront({ shop, customer, title: 'Your account', content: accountPage(store, shop, customer, news) }),
    );
  });
  app.get('/storefront/:handle/new-account/:id(\\d+)/orders/:order(\\d+)', (request, response) => {
    const who = visitor(store, request, response);
    if (who === null) return;
    const { shop, customer } = who;
    const order = store.order(shop.domain, Number(request.params.order));
    if (order?.customerId !== customer.id) {
      response.status(404).send('There is no such order in this account.');
      return;
    }
    signIn(response, shop, customer);
    const language = /^[a-z]{2}$/.exec(text(request.query['lang']))?.[0] ?? 'en';
    // `?link=1`: she has followed the link in a mail, and is not signed in.
    const look = { language, signedIn: request.query['link'] === undefined };
    response.set('Content-Security-Policy', `${policyWith("'self'")}; script-src 'self'; frame-src 'self'`);
    const content = accountOrderPage(store, shop, customer, order, look);
    response.send(renderStorefront({ shop, customer, title: `Order ${order.name}`, content }));
  });
  app.post(
    '/storefront/:handle/account/:id(\\d+)/orders',
    express.urlencoded({ extended: false }),
    (request, response) => {
      const who = visitor(store, request, response);
      if (who === null) return;
      const form = FormSchema.safeParse(request.body);
      if (!form.success) {
        response.status(400).send('The form is not whole.');
        return;
      }
      const news = buy(store, who, form.data, emit);
      response.redirect(303, `/storefront/${handleOf(who.shop.domain)}/account/${who.customer.id}?${news.toString()}`);
    },
  );
  mountBlockPages(app, store);
}

type Visitor = { shop: Shop; customer: Customer };

function buy(
  store: Store,
  { shop, customer }: Visitor,
  form: z.infer<typeof FormSchema>,
  emit: (event: StoreEvent) => void,
): URLSearchParams {
  const input = checkoutInput.parse({
    shop: shop.domain,
    customer: customer.id,
    amount: form.amount,
    currency: form.currency,
    shipping: form.shipping,
    discountCodes: form.code.split(/[\s,]+/).filter((code) => code !== ''),
    giftCards: form.giftCard.split(/[\s,]+/).filter((code) => code !== ''),
    storeCredit: form.storeCredit === 'yes',
  });
  const result = placeOrder(store, input, emit);
  return 'reason' in result
    ? new URLSearchParams({ refused: sentence(result.error) })
    : new URLSearchParams({ placed: String(result.order.id) });
}

function thanks(order: Order): string {
  const ways = order.transactions.filter((one) => one.kind === 'SALE');
  const paid = ways.map(
    (one) => `${money(one.amount.presentment, order.presentmentCurrency)} by ${one.formattedGateway.toLowerCase()}`,
  );
  const total = money(totalPrice(order).presentment, order.presentmentCurrency);
  return `Order ${order.name} over ${total} is placed${paid.length === 0 ? '' : `: ${paid.join(', ')}`}.`;
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

function visitor(store: Store, request: Request, response: Response): Visitor | null {
  const shop = shopByHandle(store, request.params['handle'] ?? '');
  const customer = shop === undefined ? undefined : store.customer(shop.domain, Number(request.params['id']));
  if (shop !== undefined && customer !== undefined) return { shop, customer };
  response.status(404).send('There is no such account here.');
  return null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
