import { gid } from '../gid.ts';
import { decimalAmount, type Bag } from '../money.ts';
import type { Order } from '../state/types.ts';
import type { ReturnSource } from './find.ts';
import { processedQuantity } from './quantities.ts';
import { reasonOf } from './reasons.ts';

/** A return as the control API shows it. */
export function returnView({ order, record }: ReturnSource): object {
  return {
    id: gid('Return', record.id),
    legacyId: record.id,
    orderId: gid('Order', order.id),
    name: record.name,
    status: record.status,
    source: record.source,
    note: record.note,
    decline: record.decline,
    shippingFee: record.shippingFee === null ? null : amount(order, record.shippingFee.amount),
    lines: record.lines.map((line) => ({
      id: gid('ReturnLineItem', line.id),
      legacyId: line.id,
      lineItemId: gid('LineItem', line.lineItemId),
      quantity: line.quantity,
      processed: processedQuantity(line),
      reason: reasonOf(line.reason)?.handle ?? null,
    })),
    exchangeLines: record.exchangeLines.map((line) => ({
      id: gid('ExchangeLineItem', line.id),
      title: line.title,
      variantTitle: line.variantTitle,
      quantity: line.quantity,
      processed: line.processed.reduce((sum, one) => sum + one.quantity, 0),
    })),
    reverseFulfillmentOrders: record.reverseOrders.map((reverse) => ({
      id: gid('ReverseFulfillmentOrder', reverse.id),
      status: reverse.status,
      lines: reverse.lines.map((line) => ({
        id: gid('ReverseFulfillmentOrderLineItem', line.id),
        quantity: line.quantity,
        dispositions: line.dispositions.map(({ type, quantity }) => ({ type, quantity })),
      })),
      deliveries: reverse.deliveries.map(({ id, tracking, label }) => ({
        id: gid('ReverseDelivery', id),
        tracking,
        label: label?.url ?? null,
      })),
    })),
  };
}

function amount(order: Order, bag: Bag): string {
  return `${decimalAmount(bag.presentment, order.presentmentCurrency)} ${order.presentmentCurrency}`;
}
