import { html, type SafeHtml } from '../html.ts';
import { dateTime, money } from '../format.ts';
import { parcelBadge, paymentBadge } from '../order-facts.ts';
import { totalPrice } from '../../orders/totals.ts';
import { badge } from '../pieces.ts';
import { fullName, type Desk } from '../shops.ts';
import type { Store } from '../../state/store.ts';
import type { Customer, Order } from '../../state/types.ts';

const PAGE_SIZE = 50;

/** The customer's name as lists show it; guests go by their address. */
export function customerLabel(order: Order, customer: Customer | undefined): string {
  const name = customer ? fullName(customer) : '';
  return name || order.email || (order.shippingAddress ? fullName(order.shippingAddress) : '') || 'No customer';
}

function customerOf(store: Store, order: Order): Customer | undefined {
  return order.customerId === null ? undefined : store.customer(order.shop, order.customerId);
}

/** A shop's orders, the newest first: records stand in the order they were made, which need not be that of their dates. */
export function newestFirst(orders: readonly Order[]): Order[] {
  return [...orders].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id);
}

/** One line of an order list. */
export function orderRow(store: Store, desk: Desk, order: Order): SafeHtml {
  const units = order.lineItems.reduce((sum, line) => sum + line.quantity, 0);
  return html`<tr>
    <th scope="row"><a href="/store/${desk.handle}/orders/${order.id}">${order.name}</a></th>
    <td data-label="Date">${dateTime(order.createdAt, desk.shop)}</td>
    <td data-label="Customer">${customerLabel(order, customerOf(store, order))}</td>
    <td data-label="Total" class="number">
      ${money(totalPrice(order).presentment, order.presentmentCurrency)}
      <small>· ${units} ${units === 1 ? 'item' : 'items'}</small>
    </td>
    <td data-label="Payment">${badge(paymentBadge(order))}</td>
    <td data-label="Parcel">${badge(parcelBadge(order))}</td>
  </tr>`;
}

function matches(store: Store, order: Order, query: string): boolean {
  const customer = customerOf(store, order);
  const haystack = [
    order.name,
    order.email,
    order.phone,
    customer ? fullName(customer) : null,
    customer?.email,
    order.shippingAddress ? fullName(order.shippingAddress) : null,
    ...order.fulfillments.map((each) => each.tracking?.number ?? null),
    ...order.tags,
  ];
  return haystack.some((text) => text?.toLowerCase().includes(query));
}

/**
 * The list of orders, newest first.
 * @param query words of the search field: number, name, e-mail, phone, tracking number, tag
 * @param page counted from 1
 */
export function ordersPage(store: Store, desk: Desk, query: string, page: number): SafeHtml {
  const wanted = query.trim().toLowerCase();
  const all = store.orders(desk.shop.domain);
  const found = newestFirst(wanted === '' ? all : all.filter((order) => matches(store, order, wanted)));
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const current = Math.min(Math.max(1, page), pages);
  const shown = found.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE);
  return html`<div class="page">
    <div class="page-head"><h1>Orders</h1></div>
    <section class="card" aria-label="Orders">
      <form class="filter" role="search" aria-label="In this list">
        <label class="sr-only" for="list-search">Order number, name, e-mail, phone or tracking number</label>
        <input
          id="list-search"
          type="search"
          name="q"
          value="${query}"
          placeholder="Order number, name, e-mail, phone or tracking number"
        />
        <button class="button">Search</button>
      </form>
      ${
        shown.length === 0
          ? html`<p class="empty">
              ${wanted === '' ? 'This shop has sold nothing yet.' : `No order matches “${query}”. Search for less of it.`}
            </p>`
          : html`<table class="list stack">
              <caption class="sr-only">
                ${found.length} orders
              </caption>
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
                ${shown.map((order) => orderRow(store, desk, order))}
              </tbody>
            </table>`
      }
      ${pager(query, current, pages, found.length)}
    </section>
  </div>`;
}

function pager(query: string, page: number, pages: number, count: number): SafeHtml {
  const address = (to: number): string => `?${new URLSearchParams({ q: query, page: String(to) }).toString()}`;
  return html`<nav class="pager" aria-label="Pages">
    ${page > 1 ? html`<a class="button" href="${address(page - 1)}" rel="prev">Previous</a>` : null}
    <span>${count} orders · page ${page} of ${pages}</span>
    ${page < pages ? html`<a class="button" href="${address(page + 1)}" rel="next">Next</a>` : null}
  </nav>`;
}
