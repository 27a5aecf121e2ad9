/** Fulfillment orders of an order: what is to be sent, what is done, what is held. Only lines and holds are stored. */
import { fulfilledQuantity } from '../orders/totals.ts';
import type { FulfillmentOrder, LineItem, Order } from '../state/types.ts';

export type WorkLine = {
  id: number;
  line: LineItem;
  /** Units that are to be sent, without the cancelled ones. */
  total: number;
  remaining: number;
};

export type WorkStatus = 'CLOSED' | 'IN_PROGRESS' | 'ON_HOLD' | 'OPEN';

/** A fulfillment order with what follows from the order it belongs to. */
export type Work = { order: Order; record: FulfillmentOrder; lines: WorkLine[]; status: WorkStatus };

/**
 * All fulfillment orders of an order. Until something is held, split or exchanged there is one for everything, whose ids
 * are those of the order and of its lines (types keep them apart).
 */
export function fulfillmentOrders(order: Order): FulfillmentOrder[] {
  return order.fulfillmentOrders ?? [whole(order)];
}

/** The same, stored, for whoever is about to change one. */
export function storedFulfillmentOrders(order: Order): FulfillmentOrder[] {
  return (order.fulfillmentOrders ??= [whole(order)]);
}

function whole(order: Order): FulfillmentOrder {
  return {
    id: order.id,
    locationId: order.fulfillments[0]?.locationId ?? null,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    holds: [],
    lines: order.lineItems.map((line) => ({ id: line.id, lineItemId: line.id, quantity: line.quantity })),
    returnId: null,
  };
}

/** Quantities and status of every fulfillment order. */
export function workOf(order: Order): Work[] {
  const records = fulfillmentOrders(order);
  const open = new Map<number, Spread>();
  for (const line of order.lineItems) open.set(line.id, spreadOf(order, line));
  return records.map((record) => {
    const lines = record.lines.flatMap((entry) => {
      const line = order.lineItems.find((one) => one.id === entry.lineItemId);
      const spread = open.get(entry.lineItemId);
      return line === undefined || spread === undefined ? [] : [workLine(order, entry, line, spread)];
    });
    return { order, record, lines, status: statusOf(order, record, lines) };
  });
}

/** One fulfillment order by its id. */
export function findWork(order: Order, id: number): Work | undefined {
  return workOf(order).find((one) => one.record.id === id);
}

/** Units of a line that no fulfillment names a fulfillment order for, and units that were cancelled. */
type Spread = { loose: number; cancelled: number };

function spreadOf(order: Order, line: LineItem): Spread {
  const named = fulfilled(order, (one) => one.lineItemId === line.id && one.orderLineId !== undefined);
  const cancelled = order.refunds
    .flatMap((refund) => refund.lines)
    .filter((one) => one.lineItemId === line.id && one.restockType === 'CANCEL')
    .reduce((sum, one) => sum + one.quantity, 0);
  return { loose: fulfilledQuantity(order, line.id) - named, cancelled };
}

function workLine(order: Order, entry: FulfillmentOrder['lines'][number], line: LineItem, spread: Spread): WorkLine {
  // A cancelled order's lines read 0 [W].
  if (order.cancelledAt !== null) return { id: entry.id, line, total: 0, remaining: 0 };
  const named = fulfilled(order, (one) => one.orderLineId === entry.id);
  const loose = Math.min(spread.loose, entry.quantity - named);
  spread.loose -= loose;
  const cancelled = Math.min(spread.cancelled, entry.quantity - named - loose);
  spread.cancelled -= cancelled;
  const total = entry.quantity - cancelled;
  return { id: entry.id, line, total, remaining: total - named - loose };
}

function fulfilled(order: Order, matches: (line: Order['fulfillments'][number]['lines'][number]) => boolean): number {
  return order.fulfillments
    .filter((one) => one.status === 'SUCCESS')
    .flatMap((one) => one.lines)
    .filter(matches)
    .reduce((sum, one) => sum + one.quantity, 0);
}

/** Everything sent, or the order cancelled: CLOSED [W]. Partly sent: IN_PROGRESS (evidence is silent). */
function statusOf(order: Order, record: FulfillmentOrder, lines: readonly WorkLine[]): WorkStatus {
  const remaining = lines.reduce((sum, line) => sum + line.remaining, 0);
  if (order.cancelledAt !== null || remaining === 0) return 'CLOSED';
  if (record.holds.length > 0) return 'ON_HOLD';
  return lines.some((line) => line.remaining < line.total) ? 'IN_PROGRESS' : 'OPEN';
}
