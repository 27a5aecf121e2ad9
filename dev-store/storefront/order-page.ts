/** One order in a new customer account: what Shopify shows of it, with the app's extensions in their places. */
import { day, money } from '../admin/format.ts';
import { html, type SafeHtml } from '../admin/html.ts';
import { parcelBadge, paymentBadge } from '../admin/order-facts.ts';
import { badge } from '../admin/pieces.ts';
import { handleOf } from '../admin/shops.ts';
import { lineTotal, totalPrice } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Order, Shop } from '../state/types.ts';
import { extensionFrame, extensionScript, type Onlooker } from '../ui-extensions/index.ts';

const LANGUAGES = { en: 'English', uk: 'Українська', pl: 'Polski', cs: 'Čeština', ru: 'Русский' };

/** In which language extensions are shown, and whether she has signed in or followed a link. */
export type Looking = { language: string; signedIn: boolean };

export function accountOrderPage(store: Store, shop: Shop, customer: Customer, order: Order, look: Looking): SafeHtml {
  const account = `/storefront/${handleOf(shop.domain)}/account/${String(customer.id)}`;
  return html`<div class="page narrow">
    <div class="page-head">
      <div>
        <h1>Order ${order.name}</h1>
        <p class="subdued">${day(order.createdAt, shop)} · <a href="${account}">your account</a></p>
      </div>
      ${store.install(shop.domain)?.installed === true ? places(customer, order, look) : null}
    </div>
    <section class="card" aria-labelledby="bought">
      <div class="card-head">
        <h2 id="bought">What you bought</h2>
        <span>${badge(paymentBadge(order))} ${badge(parcelBadge(order))}</span>
      </div>
      <ul class="rows">
        ${order.lineItems.map(
          (line) =>
            html`<li>
              ${line.quantity} × ${line.title}
              <span class="number">${money(lineTotal(line).presentment, order.presentmentCurrency)}</span>
            </li>`,
        )}
        <li>
          <b>Total</b>
          <span class="number"><b>${money(totalPrice(order).presentment, order.presentmentCurrency)}</b></span>
        </li>
      </ul>
    </section>
    ${block(store, customer, order, look)}
    <p class="subdued">
      ${Object.entries(LANGUAGES).map(
        ([language, name]) => html`<a href="?lang=${language}" lang="${language}">${name}</a> `,
      )}
    </p>
  </div>`;
}

const who = (customer: Customer, { signedIn }: Looking): Onlooker => ({ customer: signedIn ? customer.id : null });

function places(customer: Customer, order: Order, look: Looking): SafeHtml {
  const frame = (target: string) => extensionFrame(target, order, who(customer, look), look.language);
  return html`<div
    data-ui-extensions
    data-action="${frame('customer-account.order.action.render')}"
    data-action-title="Order action"
  >
    <iframe
      class="extension-frame extension-menu"
      title="Order menu"
      src="${frame('customer-account.order.action.menu-item.render')}"
    ></iframe>
    ${extensionScript}
  </div>`;
}

function block(store: Store, customer: Customer, order: Order, look: Looking): SafeHtml | null {
  if (store.install(order.shop)?.installed !== true) return null;
  const target = 'customer-account.order-status.block.render';
  return html`<iframe
    class="extension-frame extension-block"
    data-block
    title="Order status"
    src="${extensionFrame(target, order, who(customer, look), look.language)}"
  ></iframe>`;
}
