import { html, type SafeHtml } from '../html.ts';
import { money } from '../format.ts';
import { sumBags } from '../../money.ts';
import { totalReceived } from '../../orders/totals.ts';
import { newestFirst, orderRow } from './orders.ts';
import type { Desk } from '../shops.ts';
import type { DevStoreOptions } from '../../options.ts';
import type { Store } from '../../state/store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The shop's front page: what was sold lately, and the way into the app. */
export function homePage(store: Store, options: DevStoreOptions, desk: Desk): SafeHtml {
  const orders = store.orders(desk.shop.domain);
  const since = store.now() - 30 * DAY_MS;
  const recent = orders.filter((order) => Date.parse(order.createdAt) >= since);
  const sold = sumBags(recent.map(totalReceived)).shop;
  return html`<div class="page">
    <div class="page-head"><h1>${desk.shop.name}</h1></div>
    <div class="tiles">
      <section class="card tile" aria-label="Orders, last 30 days">
        <small>Orders, last 30 days</small><b>${recent.length}</b>
      </section>
      <section class="card tile" aria-label="Paid, last 30 days">
        <small>Paid, last 30 days</small><b>${money(sold, desk.shop.currency)}</b>
      </section>
      <section class="card tile" aria-label="Customers">
        <small>Customers</small><b>${store.customers(desk.shop.domain).length}</b>
      </section>
    </div>
    <section class="card" aria-labelledby="latest">
      <div class="card-head">
        <h2 id="latest">Latest orders</h2>
        <a class="button" href="/store/${desk.handle}/apps/${options.appHandle}">Open ${options.appName}</a>
      </div>
      ${
        recent.length === 0
          ? html`<p class="empty">Nothing was sold in the last 30 days.</p>`
          : html`<table class="list stack">
              <thead>
                <tr>
                  <th scope="col">Order</th>
                  <th scope="col">Date</th>
                  <th scope="col">Customer</th>
                  <th scope="col" class="number">Total</th>
                  <th scope="col">Payment</th>
                  <th scope="col">Parcel</th>
                </tr>
              </thead>
              <tbody>
                ${newestFirst(recent)
                  .slice(0, 8)
                  .map((order) => orderRow(store, desk, order))}
              </tbody>
            </table>`
      }
    </section>
  </div>`;
}
