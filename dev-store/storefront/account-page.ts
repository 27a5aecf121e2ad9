import { html, type SafeHtml } from '../admin/html.ts';
import { fullName, handleOf } from '../admin/shops.ts';
import { statusOf } from '../discounts/status.ts';
import { discountsFor } from '../discounts/buyers.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Shop } from '../state/types.ts';
import { storeCreditUsable } from '../store-credit/ledger.ts';
import { cardSection, codeSection, creditSection, orderSection } from './sections.ts';

/** What came of the form on the page: an order, or why there is none. */
export type News = { placed: string | null; refused: string | null };

/** The account of one customer: what she has, what she bought, and a form to buy with it. */
export function accountPage(store: Store, shop: Shop, customer: Customer, news: News): SafeHtml {
  return html`<div class="page">
    <div class="page-head">
      <div>
        <h1>Hello ${fullName(customer) || customer.email || 'there'}</h1>
        <p class="subdued">${customer.email ?? 'No e-mail'} · your account at ${shop.name}</p>
      </div>
      <a class="button" href="/storefront/${handleOf(shop.domain)}/report?account=${customer.id}">Report a problem</a>
    </div>
    ${news.placed === null ? null : html`<p class="good-news" role="status">Thank you! ${news.placed}</p>`}
    ${news.refused === null ? null : html`<p class="bad-news" role="alert">${news.refused}</p>`}
    ${creditSection(store, shop, customer)} ${codeSection(store, shop, customer)} ${cardSection(store, shop, customer)}
    ${buySection(store, shop, customer)} ${orderSection(store, shop, customer)}
  </div>`;
}

function buySection(store: Store, shop: Shop, customer: Customer): SafeHtml {
  const ready = discountsFor(store, customer).filter(
    (one) => one.code !== null && statusOf(one, store.now()) === 'ACTIVE',
  );
  return html`<section class="card" aria-labelledby="buy">
    <div class="card-head"><h2 id="buy">Buy something</h2></div>
    <form class="place-order" method="post" action="/storefront/${handleOf(shop.domain)}/account/${customer.id}/orders">
      <label
        >Price<input
          type="text"
          name="amount"
          value="${shop.currency === 'JPY' ? '5000' : '50.00'}"
          inputmode="decimal"
      /></label>
      <label
        >Currency<select name="currency">
          ${shop.presentmentCurrencies.map((code) => html`<option>${code}</option>`)}
        </select></label
      >
      <label>Shipping<input type="text" name="shipping" value="0" inputmode="decimal" /></label>
      <label>Discount code<input type="text" name="code" list="my-codes" autocomplete="off" /></label>
      <datalist id="my-codes">${ready.map((one) => html`<option value="${one.code?.text}"></option>`)}</datalist>
      <label>Gift card<input type="text" name="giftCard" autocomplete="off" /></label>
      <label class="check"
        ><input type="checkbox" name="storeCredit" value="yes" ${storeCreditUsable(shop) ? null : html`disabled`} />Use
        store credit</label
      >
      <button class="button primary">Place order</button>
    </form>
  </section>`;
}

/** Whose account one can look at. */
export function customersPage(store: Store, shop: Shop, query: string): SafeHtml {
  const handle = handleOf(shop.domain);
  const wanted = query.trim().toLowerCase();
  const found = store
    .customers(shop.domain)
    .filter((one) => [fullName(one), one.email].some((text) => text?.toLowerCase().includes(wanted)));
  return html`<div class="page narrow">
    <div class="page-head">
      <h1>Whose account?</h1>
      <a class="button" href="/storefront/${handle}/report">Report a problem as a guest</a>
    </div>
    <section class="card" aria-label="Customers">
      <form class="filter" role="search">
        <label class="sr-only" for="who">Name or e-mail</label>
        <input id="who" type="search" name="q" value="${query}" placeholder="Name or e-mail" />
        <button class="button">Search</button>
      </form>
      ${found.length === 0 ? html`<p class="empty">Nobody of that name.</p>` : null}
      <ul class="rows">
        ${found.slice(0, 100).map(
          (one) =>
            html`<li>
              <a href="/storefront/${handle}/account/${one.id}"
                >${fullName(one) || one.email || `Customer ${one.id}`}</a
              >
              <small>${one.email}</small>
            </li>`,
        )}
      </ul>
    </section>
  </div>`;
}
