/** The pages of the shop that hold the app's block: its contact page, and the page of an order in an account. */
import type { Express } from 'express';
import { html, type Fragment, type SafeHtml } from '../admin/html.ts';
import { bag, day } from '../admin/format.ts';
import { badge } from '../admin/pieces.ts';
import { parcelBadge, paymentBadge } from '../admin/order-facts.ts';
import { handleOf, shopByHandle } from '../admin/shops.ts';
import { totalPrice } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Order, Shop } from '../state/types.ts';
import { signedIn, signIn } from './app-proxy.ts';
import { renderStorefront } from './layout.ts';
import { policyWith } from './policy.ts';
import { reportBlock } from './theme-block.ts';

/**
 * Mounts both. The contact page takes `?locale=uk`, the settings of the block by their names as a merchant would set them, and
 * `?block=off` for the page as it is without the app.
 */
export function mountBlockPages(app: Express, store: Store): void {
  app.get('/storefront/:handle/pages/contact', (request, response, next) => {
    const shop = shopByHandle(store, request.params.handle);
    if (shop === undefined) return void response.status(404).send('There is no shop of this name in the dev store.');
    const { locale = 'en', block: wanted, ...set } = textsIn(request.query);
    const customer = store.customer(shop.domain, Number(signedIn(request, shop))) ?? null;
    reportBlock({ shop, locale, customer, order: null, settings: set })
      .then((block) => {
        const placed = wanted === 'off' ? null : block;
        if (placed) response.set('Content-Security-Policy', policyWith(`'self' ${placed.styleSource}`));
        const content = contactPage(shop, placed && placed.content);
        response.send(renderStorefront({ shop, customer, title: 'Contact', content, locale }));
      })
      .catch(next);
  });
  app.get('/storefront/:handle/account/:id(\\d+)/orders/:order(\\d+)', (request, response, next) => {
    const shop = shopByHandle(store, request.params['handle'] ?? '');
    const customer = shop && store.customer(shop.domain, Number(request.params['id']));
    const order = shop && store.order(shop.domain, Number(request.params['order']));
    if (!shop || !customer || order?.customerId !== customer.id)
      return void response.status(404).send('There is no such order here.');
    signIn(response, shop, customer);
    reportBlock({ shop, locale: 'en', customer, order })
      .then(({ content, styleSource }) => {
        response.set('Content-Security-Policy', policyWith(`'self' ${styleSource}`));
        const page = customersOrderPage(shop, order, content);
        response.send(renderStorefront({ shop, customer, title: order.name, content: page }));
      })
      .catch(next);
  });
}

const textsIn = (query: object): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

/** @param block null: the page as it is without the app */
function contactPage(shop: Shop, block: SafeHtml | null): SafeHtml {
  return html`<div class="page narrow">
    <div class="page-head"><h1>Contact</h1></div>
    <section class="card" aria-label="How to reach us">
      <p>${shop.name} answers on weekdays, nine to five.</p>
      <p class="subdued">For anything about an order, the form below is the fastest way.</p>
    </section>
    ${placed(block)}
  </div>`;
}

/** One order as its customer sees it. */
function customersOrderPage(shop: Shop, order: Order, block: SafeHtml): SafeHtml {
  return html`<div class="page narrow">
    <div class="page-head">
      <h1>Order ${order.name}</h1>
      ${badge(paymentBadge(order))} ${badge(parcelBadge(order))}
    </div>
    <p>
      <a href="/storefront/${handleOf(shop.domain)}/new-account/${order.customerId ?? ''}/orders/${order.id}"
        >The same order in the new customer accounts</a
      >
    </p>
    <section class="card" aria-label="What was ordered">
      <ul class="rows">
        ${order.lineItems.map((line) => html`<li>${line.quantity} × ${line.title}</li>`)}
      </ul>
      <p class="subdued">${day(order.createdAt, shop)} · ${bag(totalPrice(order), order)}</p>
    </section>
    ${placed(block)}
  </div>`;
}

/** As a theme puts a block into a section of its own. */
const placed = (block: SafeHtml | null): Fragment => block && html`<div class="card shopify-block">${block}</div>`;
