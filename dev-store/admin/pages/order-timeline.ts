import { html, type SafeHtml } from '../html.ts';
import { bag, dateTime, words } from '../format.ts';
import { fullName, type Desk } from '../shops.ts';
import { sumBags } from '../../money.ts';
import { transactionsOf } from '../../orders/totals.ts';
import type { Iso, Order } from '../../state/types.ts';

type Moment = { at: Iso; what: string };

function moments(desk: Desk, order: Order): Moment[] {
  const list: Moment[] = [{ at: order.createdAt, what: 'The order was placed' }];
  for (const transaction of order.transactions) {
    if (transaction.kind === 'REFUND') continue;
    const status = transaction.status === 'SUCCESS' ? '' : ` (${words(transaction.status).toLowerCase()})`;
    list.push({
      at: transaction.createdAt,
      what: `${words(transaction.kind)} of ${bag(transaction.amount, order)} by ${transaction.formattedGateway}${status}`,
    });
  }
  for (const fulfillment of order.fulfillments) {
    list.push({ at: fulfillment.createdAt, what: `Parcel ${fulfillment.name} was sent` });
    for (const event of fulfillment.events) {
      list.push({
        at: event.happenedAt,
        what: `${fulfillment.tracking?.company ?? 'Carrier'}: ${words(event.status).toLowerCase()}`,
      });
    }
  }
  for (const refund of order.refunds) {
    const amount = sumBags(transactionsOf(order, refund).map((t) => t.amount));
    const person = desk.shop.staff.find((member) => member.id === refund.staffId);
    const who = person ? fullName(person) : refund.source === 'app' ? 'An app' : 'The shop';
    list.push({ at: refund.createdAt, what: `${who} refunded ${bag(amount, order)}` });
  }
  for (const record of order.returns ?? []) {
    list.push({
      at: record.createdAt,
      what: `Return ${record.name} was ${record.requestApprovedAt === null ? 'asked for' : 'opened'}`,
    });
    if (record.closedAt !== null) list.push({ at: record.closedAt, what: `Return ${record.name} was closed` });
  }
  for (const dispute of order.disputes) {
    list.push({ at: dispute.openedAt, what: `${words(dispute.initiatedAs)} was opened` });
    if (dispute.finalizedOn != null)
      list.push({
        at: dispute.finalizedOn,
        what: `${words(dispute.initiatedAs)}: ${words(dispute.status).toLowerCase()}`,
      });
  }
  if (order.cancelledAt !== null) {
    list.push({
      at: order.cancelledAt,
      what: `The order was cancelled (${words(order.cancelReason ?? 'OTHER').toLowerCase()})`,
    });
  }
  return list.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** What happened to the order, newest first. */
export function timelineCard(desk: Desk, order: Order): SafeHtml {
  return html`<section class="card" aria-labelledby="timeline">
    <div class="card-head"><h2 id="timeline">Timeline</h2></div>
    <ol class="events">
      ${moments(desk, order).map(
        (moment) =>
          html`<li>${moment.what} <time datetime="${moment.at}">${dateTime(moment.at, desk.shop)}</time></li>`,
      )}
    </ol>
  </section>`;
}
