import { html, type SafeHtml } from '../html.ts';
import { bag, dateTime, day, words } from '../format.ts';
import type { BadgeFacts } from '../order-facts.ts';
import { badge } from '../pieces.ts';
import { fullName, type Desk } from '../shops.ts';
import { disputedAmount } from '../../disputes/dispute.ts';
import { workOf } from '../../fulfillment/work.ts';
import { processedQuantity } from '../../returns/quantities.ts';
import { reasonOf } from '../../returns/reasons.ts';
import type { Store } from '../../state/store.ts';
import type { Dispute, Order, Return, ReturnStatus } from '../../state/types.ts';

const RETURN_TONES: Readonly<Record<ReturnStatus, BadgeFacts['tone']>> = {
  CANCELED: 'neutral',
  CLOSED: 'success',
  DECLINED: 'critical',
  OPEN: 'info',
  REQUESTED: 'warning',
};

const FROM: Readonly<Record<Return['source'], string>> = {
  admin: 'by hand',
  app: 'through an app',
  customer: 'asked for by the customer',
};

/** Why and when the order was cancelled, or that it is about to be. Nothing for any other order. */
export function cancellationCard(store: Store, desk: Desk, order: Order): SafeHtml | null {
  const waiting = store.state.jobs.some((job) => job.orderId === order.id && job.status === 'STARTED');
  if (order.cancelledAt === null && !waiting) return null;
  const note = order.cancellation?.staffNote ?? null;
  return html`<section class="card" aria-labelledby="cancellation">
    <div class="card-head"><h2 id="cancellation">Cancellation</h2></div>
    ${
      order.cancelledAt === null
        ? html`<p>The order is being cancelled.</p>`
        : html`<p>
            Cancelled on ${dateTime(order.cancelledAt, desk.shop)}:
            ${words(order.cancelReason ?? 'OTHER').toLowerCase()}
          </p>`
    }
    ${note === null ? null : html`<p class="quote">${note}</p>`}
  </section>`;
}

/** Fulfillment orders that may not be sent, and why. */
export function holdsCard(order: Order): SafeHtml | null {
  const held = workOf(order).filter((work) => work.status === 'ON_HOLD');
  if (held.length === 0) return null;
  return html`<section class="card" aria-labelledby="holds">
    <div class="card-head"><h2 id="holds">On hold</h2></div>
    <ul class="rows">
      ${held.map(
        (work) =>
          html`<li>
            ${work.lines.map((line) => `${line.remaining} × ${line.line.title}`).join(', ')}
            <small
              >${work.record.holds.map((hold) => [words(hold.reason), hold.reasonNotes].filter(Boolean).join(': ')).join(' · ')}</small
            >
          </li>`,
      )}
    </ul>
  </section>`;
}

/** All returns of an order, newest first. */
export function returnCards(desk: Desk, order: Order): SafeHtml {
  return html`${[...(order.returns ?? [])].reverse().map((record) => returnCard(desk, order, record))}`;
}

function returnCard(desk: Desk, order: Order, record: Return): SafeHtml {
  const person = desk.shop.staff.find((member) => member.id === record.staffId);
  const who = person ? `by ${fullName(person)}, ${FROM[record.source]}` : FROM[record.source];
  return html`<section class="card return" aria-label="Return ${record.name}" data-return="${record.id}">
    <div class="card-head">
      <h2>Return ${record.name} ${badge({ label: words(record.status), tone: RETURN_TONES[record.status] })}</h2>
      <time class="subdued" datetime="${record.createdAt}">${dateTime(record.createdAt, desk.shop)}</time>
    </div>
    <p class="subdued">Made ${who}</p>
    ${record.note === null ? null : html`<p class="quote">${record.note}</p>`}
    ${
      record.decline === null
        ? null
        : html`<p class="notice">
            Declined:
            ${words(record.decline.reason).toLowerCase()}${record.decline.note === null ? '' : `. ${record.decline.note}`}
          </p>`
    }
    <ul class="rows">
      ${record.lines.map((line) => {
        const title = order.lineItems.find((one) => one.id === line.lineItemId)?.title ?? 'removed item';
        const done = processedQuantity(line);
        const facts = [
          reasonOf(line.reason)?.name,
          line.reasonNote,
          line.customerNote,
          done > 0 ? `${done} processed` : null,
          line.restockingFee === null ? null : `${line.restockingFee.percentage} % restocking fee`,
        ];
        return html`<li>
          ${line.quantity} × ${title} <small>${facts.filter((fact) => fact != null && fact !== '').join(' · ')}</small>
        </li>`;
      })}
      ${record.exchangeLines.map(
        (line) => html`<li>In exchange: ${line.quantity} × ${line.title} <small>${line.variantTitle}</small></li>`,
      )}
      ${
        record.shippingFee === null
          ? null
          : html`<li>Return shipping fee <span class="number">${bag(record.shippingFee.amount, order)}</span></li>`
      }
    </ul>
    ${wayBack(record)}
  </section>`;
}

/** Parcels on their way back, and what became of the units. */
function wayBack(record: Return): SafeHtml | null {
  const deliveries = record.reverseOrders.flatMap((reverse) => reverse.deliveries);
  const dispositions = record.reverseOrders.flatMap((reverse) => reverse.lines.flatMap((line) => line.dispositions));
  if (deliveries.length + dispositions.length === 0) return null;
  return html`<h3>On the way back</h3>
    <ul class="rows">
      ${deliveries.map(
        ({ tracking, label }) =>
          html`<li>
            ${tracking?.number ?? 'No tracking number'} <small>${label === null ? 'no label' : 'with a label'}</small>
          </li>`,
      )}
      ${dispositions.map(({ type, quantity }) => html`<li>${quantity} × ${words(type).toLowerCase()}</li>`)}
    </ul>`;
}

/** Chargebacks and inquiries. */
export function disputesCard(desk: Desk, order: Order): SafeHtml | null {
  if (order.disputes.length === 0) return null;
  return html`<section class="card" aria-labelledby="disputes">
    <div class="card-head"><h2 id="disputes">Disputes</h2></div>
    <ul class="rows">
      ${order.disputes.map((record) => disputeRow(desk, order, record))}
    </ul>
  </section>`;
}

function disputeRow(desk: Desk, order: Order, record: Dispute): SafeHtml {
  const end =
    record.finalizedOn == null
      ? record.evidenceDueBy == null
        ? ''
        : ` · answer due on ${day(record.evidenceDueBy, desk.shop)}`
      : ` · decided on ${day(record.finalizedOn, desk.shop)}`;
  return html`<li data-dispute="${record.id}">
    ${words(record.initiatedAs)}: ${words(record.status).toLowerCase()}
    <small>${words(record.reason ?? 'GENERAL')} · since ${day(record.openedAt, desk.shop)}${end}</small>
    <span class="number">${bag(disputedAmount({ order, record }), order)}</span>
  </li>`;
}
