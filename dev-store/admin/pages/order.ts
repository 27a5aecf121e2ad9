import { html, type Fragment, type SafeHtml } from '../html.ts';
import { bag, dateTime, day, money, words } from '../format.ts';
import { icon } from '../icons.ts';
import { parcelBadge, paymentBadge, pendingRefunds } from '../order-facts.ts';
import {
  fulfilledQuantity,
  lineTotal,
  netPayment,
  refundedQuantity,
  shippingTotal,
  subtotal,
  totalPrice,
  totalReceived,
  totalRefunded,
  totalTax,
} from '../../orders/totals.ts';
import { addressLines, badge, picture } from '../pieces.ts';
import { fullName, type Desk } from '../shops.ts';
import type { DevStoreOptions } from '../../options.ts';
import type { Store } from '../../state/store.ts';
import type { Fulfillment, LineItem, Order } from '../../state/types.ts';
import { extensionCard, extensionEntry } from './order-extensions.ts';
import { cancellationCard, disputesCard, holdsCard, returnCards } from './order-after-sale.ts';
import { detailsCard, lineProperties, sourceLabel } from './order-details.ts';
import { customerLabel } from './orders.ts';
import { refundCards, refundForm } from './order-refunds.ts';
import { timelineCard } from './order-timeline.ts';

function lineRow(order: Order, line: LineItem): SafeHtml {
  const [sent, back] = [fulfilledQuantity(order, line.id), refundedQuantity(order, line.id)];
  const notes = [
    line.variantTitle,
    line.sku === null ? null : `SKU ${line.sku}`,
    sent > 0 ? `${sent} sent` : null,
    back > 0 ? `${back} refunded` : null,
    ...lineProperties(line),
  ].filter((note) => note !== null);
  return html`<li class="line">
    ${picture(line.image)}
    <span class="line-text"><b>${line.title}</b><small>${notes.join(' · ')}</small></span>
    <span class="number">${money(line.unitPrice.presentment, order.presentmentCurrency)} × ${line.quantity}</span>
    <span class="number line-total">${money(lineTotal(line).presentment, order.presentmentCurrency)}</span>
  </li>`;
}

function itemsCard(order: Order): SafeHtml {
  return html`<section class="card" aria-labelledby="items">
    <div class="card-head">
      <h2 id="items">Items</h2>
      ${badge(parcelBadge(order))}
    </div>
    <ul class="lines">
      ${order.lineItems.map((line) => lineRow(order, line))}
    </ul>
  </section>`;
}

function moneyRow(label: string, amount: Fragment, strong = false): SafeHtml {
  return html`<div class="${strong ? 'strong' : ''}">
    <dt>${label}</dt>
    <dd>${amount}</dd>
  </div>`;
}

function paymentCard(order: Order): SafeHtml {
  const payments = order.transactions.filter((each) => each.kind !== 'REFUND');
  const gateways = [...new Set(payments.map((each) => each.formattedGateway))].join(', ');
  const [back, pending] = [totalRefunded(order), pendingRefunds(order)];
  return html`<section class="card" aria-labelledby="payment">
    <div class="card-head">
      <h2 id="payment">Payment</h2>
      ${badge(paymentBadge(order))}
    </div>
    <dl class="sums">
      ${moneyRow('Subtotal', bag(subtotal(order), order))} ${moneyRow('Shipping', bag(shippingTotal(order), order))}
      ${moneyRow(order.taxesIncluded ? 'Taxes (included)' : 'Taxes', bag(totalTax(order), order))}
      ${moneyRow('Total', bag(totalPrice(order), order), true)}
      ${moneyRow(gateways === '' ? 'Paid' : `Paid by ${gateways}`, bag(totalReceived(order), order))}
      ${back.presentment > 0 ? moneyRow('Refunded', `− ${bag(back, order)}`) : null}
      ${pending.presentment > 0 ? moneyRow('Refund pending', `− ${bag(pending, order)}`) : null}
      ${back.presentment > 0 ? moneyRow('Net payment', bag(netPayment(order), order), true) : null}
    </dl>
    ${order.disputes.map((dispute) => html`<p class="notice">${words(dispute.initiatedAs)}: ${words(dispute.status).toLowerCase()}</p>`)}
  </section>`;
}

function fulfillmentCard(desk: Desk, fulfillment: Fulfillment): SafeHtml {
  const { tracking } = fulfillment;
  const events = [...fulfillment.events].sort((a, b) => Date.parse(b.happenedAt) - Date.parse(a.happenedAt));
  return html`<section class="card" aria-label="Parcel ${fulfillment.name}">
    <div class="card-head">
      <h2>Parcel ${fulfillment.name}</h2>
      <span class="subdued">${words(fulfillment.status)}</span>
    </div>
    <p>
      ${tracking ? html`${tracking.company} <b>${tracking.number}</b>` : 'No tracking number'} · sent
      ${day(fulfillment.createdAt, desk.shop)}
      ${fulfillment.estimatedDeliveryAt === null ? null : html` · expected ${day(fulfillment.estimatedDeliveryAt, desk.shop)}`}
    </p>
    ${
      events.length === 0
        ? html`<p class="subdued">No scan yet.</p>`
        : html`<ol class="events">
            ${events.map(
              (event) =>
                html`<li>
                  <b>${words(event.status)}</b>
                  <small>${[event.message, event.city, event.country].filter(Boolean).join(' · ')}</small>
                  <time datetime="${event.happenedAt}">${dateTime(event.happenedAt, desk.shop)}</time>
                </li>`,
            )}
          </ol>`
    }
  </section>`;
}

function customerCard(store: Store, desk: Desk, order: Order): SafeHtml {
  const customer = order.customerId === null ? undefined : store.customer(order.shop, order.customerId);
  const count = customer ? store.ordersOfCustomer(customer.id).length : 0;
  return html`<section class="card" aria-labelledby="customer">
    <div class="card-head"><h2 id="customer">Customer</h2></div>
    ${
      customer
        ? html`<p>
            <a href="/store/${desk.handle}/customers/${customer.id}">${customerLabel(order, customer)}</a><br />${count}
            ${count === 1 ? 'order' : 'orders'}
          </p>`
        : html`<p>${customerLabel(order, undefined)} <span class="subdued">(guest)</span></p>`
    }
    <h3>Contact</h3>
    <p>
      ${order.email ?? html`<span class="subdued">No e-mail</span>`}<br />${order.phone ?? html`<span class="subdued">No phone</span>`}
    </p>
    <h3>Shipping address</h3>
    ${addressLines(order.shippingAddress)}
  </section>`;
}

function moreActions(store: Store, options: DevStoreOptions, order: Order): SafeHtml {
  return html`<div class="menu">
    <button type="button" class="button" data-menu-button aria-expanded="false" aria-controls="more-actions">
      More actions ${icon('chevron')}
    </button>
    <div class="menu-panel" id="more-actions" hidden>
      ${extensionEntry(store, options, order)}
      <h2>Order</h2>
      <a href="#refund-by-hand">Refund by hand</a>
      <a href="/dev-store/">State of the dev store</a>
    </div>
  </div>`;
}

/** Everything about one order. */
export function orderPage(store: Store, options: DevStoreOptions, desk: Desk, order: Order): SafeHtml {
  return html`<div class="page wide">
    <div class="page-head">
      <a class="back" href="/store/${desk.handle}/orders" aria-label="Back to orders">${icon('back')}</a>
      <div>
        <h1>${order.name} ${badge(paymentBadge(order))} ${badge(parcelBadge(order))}</h1>
        <p class="subdued">
          ${dateTime(order.createdAt, desk.shop)} from
          ${sourceLabel(order, options)}${order.test ? ' · test order' : ''}
        </p>
      </div>
      <div class="page-actions">${moreActions(store, options, order)}</div>
    </div>
    <div class="columns">
      <div>
        ${cancellationCard(store, desk, order)} ${itemsCard(order)} ${holdsCard(order)}
        ${order.fulfillments.map((each) => fulfillmentCard(desk, each))} ${returnCards(desk, order)}
        ${paymentCard(order)} ${disputesCard(desk, order)} ${refundCards(desk, order)} ${refundForm(desk, order)}
        ${extensionCard(store, options, desk, order)} ${timelineCard(desk, order)}
      </div>
      <aside aria-label="About the order">
        <section class="card" aria-labelledby="notes">
          <div class="card-head"><h2 id="notes">Notes</h2></div>
          <p>${order.note ?? html`<span class="subdued">No notes from the customer</span>`}</p>
        </section>
        ${detailsCard(order)} ${customerCard(store, desk, order)}
        <section class="card" aria-labelledby="tags">
          <div class="card-head"><h2 id="tags">Tags</h2></div>
          <p>
            ${order.tags.length === 0 ? html`<span class="subdued">None</span>` : order.tags.map((tag) => html`<span class="tag">${tag}</span> `)}
          </p>
          ${
            order.risk.level === 'NONE'
              ? null
              : html`<h3>Fraud risk</h3>
                  <p>${words(order.risk.level)}</p>`
          }
        </section>
      </aside>
    </div>
  </div>`;
}

/** The order's heading for the document title. */
export function orderTitle(order: Order): string {
  return `Order ${order.name} · ${order.email ?? fullName(order.shippingAddress ?? { firstName: null, lastName: null })}`;
}
