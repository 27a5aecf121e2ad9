import { html, type Fragment, type SafeHtml } from '../admin/html.ts';
import { bag, day, dateTime, money, words } from '../admin/format.ts';
import { parcelBadge, paymentBadge, type BadgeFacts } from '../admin/order-facts.ts';
import { badge } from '../admin/pieces.ts';
import { handleOf } from '../admin/shops.ts';
import { newestFirst } from '../admin/pages/orders.ts';
import { whyNotAtAll } from '../checkout/eligible.ts';
import { discountsFor } from '../discounts/buyers.ts';
import { summaryOf } from '../discounts/summary.ts';
import { isExpired } from '../gift-cards/ledger.ts';
import { totalPrice } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Discount, GiftCard, Order, Shop, StoreCreditAccount } from '../state/types.ts';
import { accountsOf, balanceOf, spendable, storeCreditUsable } from '../store-credit/ledger.ts';

function section(id: string, title: string, content: Fragment): SafeHtml {
  return html`<section class="card" aria-labelledby="${id}" data-section="${id}">
    <div class="card-head"><h2 id="${id}">${title}</h2></div>
    ${content}
  </section>`;
}

/** Store credit: balance by currency, each credit that is left with its end, and every movement. */
export function creditSection(store: Store, shop: Shop, customer: Customer): SafeHtml {
  const accounts = accountsOf(store, customer.id);
  const off = storeCreditUsable(shop)
    ? null
    : html`<p class="notice">${shop.name} does not take store credit at the moment.</p>`;
  if (accounts.length === 0)
    return section(
      'credit',
      'Store credit',
      html`<p class="subdued">None.</p>
        ${off}`,
    );
  return section('credit', 'Store credit', html`${off}${accounts.map((account) => accountOf(shop, account))}`);
}

function accountOf(shop: Shop, account: StoreCreditAccount): SafeHtml {
  const { currency } = account;
  return html`<div class="tile">
      <span class="subdued">You have</span><b data-balance="${currency}">${money(balanceOf(account), currency)}</b>
    </div>
    <ul class="rows">
      ${spendable(account).map(
        (credit) =>
          html`<li data-credit>
            ${money(credit.remaining, currency)}
            ${credit.expiresAt === null ? html`<small>without an end</small>` : html`<small>until ${dateTime(credit.expiresAt, shop)}</small>`}
          </li>`,
      )}
    </ul>
    <details class="credit-table">
      <summary>Every movement</summary>
      <ul class="rows">
        ${account.transactions.toReversed().map(
          (entry) =>
            html`<li>
              ${words(entry.type)} <small>${words(entry.event)} · ${dateTime(entry.createdAt, shop)}</small>
              <span class="number">${money(entry.amount, currency)} → ${money(entry.balanceAfter, currency)}</span>
            </li>`,
        )}
      </ul>
    </details>`;
}

/** Codes and standing prices that are hers, with whether they can be used now. */
export function codeSection(store: Store, shop: Shop, customer: Customer): SafeHtml {
  const mine = discountsFor(store, customer);
  return section(
    'codes',
    'Codes and prices for you',
    mine.length === 0
      ? html`<p class="subdued">None.</p>`
      : html`<div class="benefits">${mine.map((discount) => codeOf(store, shop, customer, discount))}</div>`,
  );
}

const STATES: Readonly<Record<string, BadgeFacts>> = {
  not_started: { label: 'Not valid yet', tone: 'info' },
  expired: { label: 'Expired', tone: 'neutral' },
  used_up: { label: 'Used', tone: 'neutral' },
  used_before: { label: 'Used', tone: 'neutral' },
};

function codeOf(store: Store, shop: Shop, customer: Customer, discount: Discount): SafeHtml {
  const refused = whyNotAtAll(store, shop, customer, discount);
  const state = refused === null ? { label: 'Ready to use', tone: 'success' as const } : STATES[refused.reason];
  return html`<article class="benefit ${refused === null ? '' : 'over'}" data-code="${discount.code?.text ?? ''}">
    ${discount.code === null ? html`<b>${discount.title}</b>` : html`<span class="code">${discount.code.text}</span>`}
    <span>${summaryOf(store, shop, discount)}</span>
    ${badge(state ?? { label: 'Not usable', tone: 'neutral' })}
    <small>
      ${discount.code === null ? 'Comes off by itself. ' : null}${discount.endsAt === null ? 'No end.' : `Until ${dateTime(discount.endsAt, shop)}.`}
    </small>
  </article>`;
}

/** Gift cards she was given, with what is left on them. */
export function cardSection(store: Store, shop: Shop, customer: Customer): SafeHtml {
  const mine = store.state.giftCards.filter(
    (card) =>
      card.shop === shop.domain && (card.customerId === customer.id || card.recipient?.customerId === customer.id),
  );
  return section(
    'cards',
    'Gift cards',
    mine.length === 0
      ? html`<p class="subdued">None.</p>`
      : html`<div class="benefits">${mine.map((card) => cardOf(store, shop, card))}</div>`,
  );
}

function cardOf(store: Store, shop: Shop, card: GiftCard): SafeHtml {
  const expired = isExpired(card, shop, store.now());
  const state: BadgeFacts =
    card.deactivatedAt !== null
      ? { label: 'Deactivated', tone: 'critical' }
      : expired
        ? { label: 'Expired', tone: 'neutral' }
        : card.balance === 0
          ? { label: 'Empty', tone: 'neutral' }
          : { label: 'Ready to use', tone: 'success' };
  return html`<article class="benefit ${state.tone === 'success' ? '' : 'over'}" data-gift-card="${card.id}">
    <span class="code">${card.code}</span>
    <span>${money(card.balance, card.currency)} of ${money(card.initialValue, card.currency)}</span>
    ${badge(state)}
    <small>${card.expiresOn === null ? 'No end.' : `Until ${day(card.expiresOn, shop)}.`}</small>
    ${card.recipient?.message == null ? null : html`<p class="quote">${card.recipient.message}</p>`}
  </article>`;
}

/** Her orders, the newest first. */
export function orderSection(store: Store, shop: Shop, customer: Customer): SafeHtml {
  const orders = newestFirst(store.ordersOfCustomer(customer.id));
  return section(
    'orders',
    'Orders',
    orders.length === 0
      ? html`<p class="subdued">None.</p>`
      : html`<table class="list stack">
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Date</th>
              <th scope="col">Items</th>
              <th scope="col" class="number">Total</th>
              <th scope="col">Payment</th>
              <th scope="col">Parcel</th>
            </tr>
          </thead>
          <tbody>
            ${orders.map((order) => orderRow(shop, order))}
          </tbody>
        </table>`,
  );
}

function orderRow(shop: Shop, order: Order): SafeHtml {
  const items = order.lineItems.map((line) => `${line.quantity} × ${line.title}`).join(', ');
  return html`<tr data-order="${order.id}">
    <th scope="row">
      <a href="/storefront/${handleOf(shop.domain)}/account/${order.customerId ?? ''}/orders/${order.id}"
        >${order.name}</a
      >
    </th>
    <td data-label="Date">${day(order.createdAt, shop)}</td>
    <td data-label="Items">
      ${items} ${order.discountCodes.length === 0 ? null : html`<small>with ${order.discountCodes.join(', ')}</small>`}
    </td>
    <td data-label="Total" class="number">${bag(totalPrice(order), order)}</td>
    <td data-label="Payment">${badge(paymentBadge(order))}</td>
    <td data-label="Parcel">${badge(parcelBadge(order))}</td>
  </tr>`;
}
