import { html, type SafeHtml } from '../html.ts';
import { bag, dateTime, words } from '../format.ts';
import { transactionBadge } from '../order-facts.ts';
import { badge } from '../pieces.ts';
import { fullName, type Desk } from '../shops.ts';
import { addBags, sumBags } from '../../money.ts';
import { maximumRefundable, refundableQuantity, transactionsOf } from '../../orders/totals.ts';
import type { LineItem, Order, Refund, Transaction } from '../../state/types.ts';

function byWhom(desk: Desk, refund: Refund): string {
  const person = desk.shop.staff.find((member) => member.id === refund.staffId);
  const where = refund.source === 'app' ? 'through an app' : 'by hand';
  return person ? `by ${fullName(person)}, ${where}` : where;
}

function refundedLine(order: Order, entry: Refund['lines'][number]): SafeHtml {
  const line = order.lineItems.find((each) => each.id === entry.lineItemId);
  return html`<li>
    ${entry.quantity} × ${line?.title ?? 'removed item'}
    <small>${entry.restockType === 'NO_RESTOCK' ? 'not restocked' : words(entry.restockType).toLowerCase()}</small>
    <span class="number">${bag(order.taxesIncluded ? entry.subtotal : addBags(entry.subtotal, entry.tax), order)}</span>
  </li>`;
}

function transactionRow(order: Order, transaction: Transaction): SafeHtml {
  return html`<li>
    ${words(transaction.kind)} to ${transaction.formattedGateway} ${badge(transactionBadge(transaction))}
    ${transaction.errorCode === null ? null : html`<small>${transaction.errorCode}</small>`}
    <span class="number">${bag(transaction.amount, order)}</span>
  </li>`;
}

function refundCard(desk: Desk, order: Order, refund: Refund): SafeHtml {
  const transactions = transactionsOf(order, refund);
  const amount = sumBags(transactions.map((each) => each.amount));
  return html`<section class="card refund" aria-label="Refund ${refund.id}" data-refund="${refund.id}">
    <div class="card-head">
      <h2>Refund <b data-refund-amount>${bag(amount, order)}</b></h2>
      <time class="subdued" datetime="${refund.createdAt}">${dateTime(refund.createdAt, desk.shop)}</time>
    </div>
    <p class="subdued">Given ${byWhom(desk, refund)}${refund.notify ? ', the customer was told' : ''}</p>
    ${refund.note === null || refund.note === '' ? null : html`<p class="quote" data-refund-note>${refund.note}</p>`}
    <ul class="rows">
      ${refund.lines.map((entry) => refundedLine(order, entry))}
      ${refund.shippingLines.map(
        (entry) =>
          html`<li>
            Shipping
            <span class="number"
              >${bag(addBags(entry.subtotal, order.taxesIncluded ? { shop: 0, presentment: 0 } : entry.tax), order)}</span
            >
          </li>`,
      )}
      ${refund.adjustments.map((entry) => html`<li>${words(entry.reason)} <span class="number">${bag(entry.amount, order)}</span></li>`)}
    </ul>
    <h3>Transactions</h3>
    <ul class="rows">
      ${transactions.length === 0 ? html`<li class="subdued">No money moved</li>` : transactions.map((each) => transactionRow(order, each))}
    </ul>
  </section>`;
}

/** All refunds of an order, newest first. */
export function refundCards(desk: Desk, order: Order): SafeHtml {
  return html`${[...order.refunds].reverse().map((refund) => refundCard(desk, order, refund))}`;
}

function quantityField(order: Order, line: LineItem): SafeHtml {
  const left = refundableQuantity(order, line);
  return html`<label class="field-row">
    <span>${line.title} <small>${left} of ${line.quantity} left</small></span>
    <input type="number" name="line:${line.id}" min="0" max="${left}" value="0" ${left === 0 ? html`disabled` : null} />
  </label>`;
}

/** The form of a shop that refunds past the app: what an owner does in Shopify's own admin. */
export function refundForm(desk: Desk, order: Order): SafeHtml {
  const left = maximumRefundable(order);
  if (left.presentment <= 0) {
    return html`<section class="card" id="refund-by-hand"><p class="subdued">Nothing is left to refund.</p></section>`;
  }
  return html`<details class="card" id="refund-by-hand">
    <summary>
      <h2>Refund by hand</h2>
      <small>past the app, as in Shopify’s own admin</small>
    </summary>
    <form data-refund-by-hand data-order="${order.id}" data-staff="${desk.user.id}">
      <p class="subdued">${bag(left, order)} of what was paid is left.</p>
      ${order.lineItems.map((line) => quantityField(order, line))}
      <label class="field-row"><span>Shipping</span><input type="checkbox" name="shipping" /></label>
      <label class="field-row">
        <span>Amount <small>${order.presentmentCurrency}; empty: what the above is worth</small></span>
        <input type="text" name="amount" inputmode="decimal" autocomplete="off" />
      </label>
      <label class="field-row"><span>All that is left</span><input type="checkbox" name="everything" /></label>
      <label class="field-row"><span>Reason</span><input type="text" name="note" autocomplete="off" /></label>
      <p class="form-error" role="alert" hidden></p>
      <button class="button primary">Refund</button>
    </form>
  </details>`;
}
