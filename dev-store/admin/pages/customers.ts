import { html, type SafeHtml } from '../html.ts';
import { day, money } from '../format.ts';
import { icon } from '../icons.ts';
import { totalReceived } from '../../orders/totals.ts';
import { addressLines } from '../pieces.ts';
import { fullName, type Desk } from '../shops.ts';
import { sumBags } from '../../money.ts';
import { accountsOf, balanceOf } from '../../store-credit/ledger.ts';
import type { Store } from '../../state/store.ts';
import type { Customer } from '../../state/types.ts';
import { newestFirst, orderRow } from './orders.ts';

const SHOWN = 100;

function nameOf(customer: Customer): string {
  return fullName(customer) || customer.email || `Customer ${customer.id}`;
}

function customerRow(store: Store, desk: Desk, customer: Customer): SafeHtml {
  const orders = store.ordersOfCustomer(customer.id);
  const spent = sumBags(orders.map(totalReceived)).shop;
  return html`<tr>
    <th scope="row"><a href="/store/${desk.handle}/customers/${customer.id}">${nameOf(customer)}</a></th>
    <td data-label="E-mail">${customer.email ?? '–'}</td>
    <td data-label="Country">${customer.address?.country ?? '–'}</td>
    <td data-label="Orders" class="number">${orders.length}</td>
    <td data-label="Paid" class="number">${money(spent, desk.shop.currency)}</td>
  </tr>`;
}

/** The list of customers; `query` is looked for in name, e-mail and phone. */
export function customersPage(store: Store, desk: Desk, query: string): SafeHtml {
  const wanted = query.trim().toLowerCase();
  const found = store
    .customers(desk.shop.domain)
    .filter((each) => [nameOf(each), each.email, each.phone].some((text) => text?.toLowerCase().includes(wanted)));
  return html`<div class="page">
    <div class="page-head"><h1>Customers</h1></div>
    <section class="card" aria-label="Customers">
      <form class="filter" role="search" aria-label="In this list">
        <label class="sr-only" for="list-search">Name, e-mail or phone</label>
        <input id="list-search" type="search" name="q" value="${query}" placeholder="Name, e-mail or phone" />
        <button class="button">Search</button>
      </form>
      ${
        found.length === 0
          ? html`<p class="empty">
              ${wanted === '' ? 'This shop has no customers yet.' : `Nobody matches “${query}”.`}
            </p>`
          : html`<table class="list stack">
              <thead>
                <tr>
                  <th scope="col">Customer</th>
                  <th scope="col">E-mail</th>
                  <th scope="col">Country</th>
                  <th scope="col" class="number">Orders</th>
                  <th scope="col" class="number">Paid</th>
                </tr>
              </thead>
              <tbody>
                ${found.slice(0, SHOWN).map((each) => customerRow(store, desk, each))}
              </tbody>
            </table>`
      }
      <p class="pager">
        ${found.length > SHOWN ? `The first ${SHOWN} of ${found.length}` : `${found.length} customers`}
      </p>
    </section>
  </div>`;
}

/** One customer with the orders. */
export function customerPage(store: Store, desk: Desk, customer: Customer): SafeHtml {
  const orders = newestFirst(store.ordersOfCustomer(customer.id));
  const credit = accountsOf(store, customer.id).filter((account) => balanceOf(account) !== 0);
  return html`<div class="page wide">
    <div class="page-head">
      <a class="back" href="/store/${desk.handle}/customers" aria-label="Back to customers">${icon('back')}</a>
      <div>
        <h1>${nameOf(customer)}</h1>
        <p class="subdued">Customer since ${day(customer.createdAt, desk.shop)}</p>
      </div>
      <div class="page-actions">
        <a class="button" href="/storefront/${desk.handle}/account/${customer.id}">Open the customer’s account</a>
      </div>
    </div>
    <div class="columns">
      <section class="card" aria-labelledby="orders">
        <div class="card-head"><h2 id="orders">Orders</h2></div>
        ${
          orders.length === 0
            ? html`<p class="empty">No orders.</p>`
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
                  ${orders.map((order) => orderRow(store, desk, order))}
                </tbody>
              </table>`
        }
      </section>
      <aside aria-label="About the customer">
        <section class="card" aria-labelledby="contact">
          <div class="card-head"><h2 id="contact">Contact</h2></div>
          <p>${customer.email ?? 'No e-mail'}<br />${customer.phone ?? 'No phone'}<br />Language: ${customer.locale}</p>
          <h3>Address</h3>
          ${addressLines(customer.address)}
          ${
            customer.tags.length === 0
              ? null
              : html`<h3>Tags</h3>
                  <p>${customer.tags.map((tag) => html`<span class="tag">${tag}</span> `)}</p>`
          }
          <h3>Store credit</h3>
          <p>
            ${credit.length === 0 ? 'None' : credit.map((account) => money(balanceOf(account), account.currency)).join(', ')}
          </p>
          ${
            customer.note === null
              ? null
              : html`<h3>Note</h3>
                  <p>${customer.note}</p>`
          }
        </section>
      </aside>
    </div>
  </div>`;
}
