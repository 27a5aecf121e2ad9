import type { StoreEvent } from '../engine/context.ts';
import { userError } from '../graphql/mutation.ts';
import { moveStock, stocksOf } from '../inventory/levels.ts';
import { maximumRefundable, refundableQuantity } from '../orders/totals.ts';
import { applyRefund } from '../refunds/apply.ts';
import { refundErrors } from '../refunds/guards.ts';
import { EMPTY_REQUEST, type RefundRequest } from '../refunds/input.ts';
import { suggestRefund } from '../refunds/suggest.ts';
import type { Store } from '../state/store.ts';
import type { CancelRequest, CodedError, Order, Shop, Transaction } from '../state/types.ts';
import { orderUpdated, refundEvents, transactionEvent } from '../webhooks/events.ts';
import { orderPayload } from '../webhooks/payloads/orders.ts';
import { stockEvent } from '../webhooks/stock-events.ts';
import { stateErrors } from './guards.ts';

/**
 * Cancels an order: open authorizations are voided whatever was asked [S], the money goes back as asked, units go back into
 * stock, and the order is closed [W]. What stands in the way by now ends the job with errors (assumed).
 */
export function cancelOrder(
  store: Store,
  order: Order,
  request: CancelRequest,
): { errors: CodedError[]; events: StoreEvent[] } {
  const shop = store.shop(order.shop);
  const refuse = (message: string): { errors: CodedError[]; events: StoreEvent[] } => ({
    errors: [userError(['orderId'], message, 'INVALID')],
    events: [],
  });
  const [late] = stateErrors(order);
  if (shop === undefined || late !== undefined) return refuse(late ?? 'Order does not exist');
  const location = store.locations(order.shop)[0];
  // [S] says that it fails, not in which words.
  if (request.restock && location?.active === false && maximumRefundable(order).presentment > 0)
    return refuse('Inventory cannot be restocked at a deactivated location');
  const refund = refundOf(order, request);
  const customer = order.customerId === null ? undefined : store.customer(order.shop, order.customerId);
  const [against] = refund === null ? [] : refundErrors(order, refund, shop, customer);
  if (against !== undefined) return refuse(against.message);
  const voids = voidAuthorizations(store, order);
  const events = refund === null ? restock(store, order, request) : giveBack(store, shop, order, request, refund);
  close(store, order, request);
  return {
    errors: [],
    events: [
      ...voids.map((one) => transactionEvent(order, one)),
      ...events,
      { topic: 'orders/cancelled', shop: order.shop, payload: () => orderPayload(store, order) },
      orderUpdated(store, order),
    ],
  };
}

/** The refund of everything that is left; null when nothing was paid or nothing is to be given back. */
function refundOf(order: Order, request: CancelRequest): RefundRequest | null {
  const left = maximumRefundable(order).presentment;
  if (request.refund.to === 'none' || left === 0) return null;
  const suggestion = suggestRefund(order, {
    lines: [],
    shippingAmount: null,
    refundShipping: true,
    full: true,
    toStoreCredit: false,
  });
  const currency = order.presentmentCurrency;
  const credit = request.refund.to === 'store-credit';
  return {
    ...EMPTY_REQUEST,
    notify: request.notifyCustomer,
    currency,
    lines: suggestion.lines.map(({ lineItemId, quantity }) => ({
      lineItemId,
      quantity,
      restockType: request.restock ? ('CANCEL' as const) : ('NO_RESTOCK' as const),
      locationId: null,
    })),
    shipping: { amount: null, full: true },
    transactions: credit
      ? []
      : suggestion.payments.map(({ payment, maximumRefundable: most }) => ({
          kind: 'REFUND',
          gateway: payment.gateway,
          parentId: payment.id,
          orderId: order.id,
          amount: most.presentment,
        })),
    storeCredit: credit
      ? { amount: left, currency, expiresAt: request.refund.to === 'store-credit' ? request.refund.expiresAt : null }
      : null,
  };
}

function giveBack(store: Store, shop: Shop, order: Order, request: CancelRequest, refund: RefundRequest): StoreEvent[] {
  const made = applyRefund(store, shop, order, refund, {
    source: 'app',
    staffId: request.staffId,
    idempotencyKey: null,
  });
  return refundEvents(store, order, made);
}

/** Without a refund no lines leave the order (assumed), but its units go back into stock when asked. */
function restock(store: Store, order: Order, request: CancelRequest): StoreEvent[] {
  if (!request.restock) return [];
  return order.lineItems.flatMap((line) => {
    const found = line.variantId === null ? undefined : store.variant(order.shop, line.variantId);
    const stocks = found === undefined ? [] : stocksOf(store, found);
    const stock = stocks.find((one) => one.location.id === line.stockLocationId) ?? stocks[0];
    const quantity = refundableQuantity(order, line);
    if (stock === undefined || quantity === 0 || line.stockLocationId === null || !stock.location.active) return [];
    moveStock(store, stock, 'available', quantity);
    return [stockEvent(store, stock)];
  });
}

/** What was authorized and not captured is let go. */
function voidAuthorizations(store: Store, order: Order): Transaction[] {
  const open = order.transactions.filter(
    (one) =>
      one.kind === 'AUTHORIZATION' &&
      one.status === 'SUCCESS' &&
      !order.transactions.some((other) => other.parentId === one.id),
  );
  const now = store.nowIso();
  const voids = open.map((one) => ({
    ...one,
    id: store.nextId(),
    kind: 'VOID' as const,
    parentId: one.id,
    createdAt: now,
    processedAt: now,
  }));
  order.transactions.push(...voids);
  return voids;
}

function close(store: Store, order: Order, request: CancelRequest): void {
  const now = store.nowIso();
  order.cancelledAt = now;
  order.closedAt = now;
  order.cancelReason = request.reason;
  order.cancellation = { staffNote: request.staffNote };
  order.updatedAt = now;
  store.touch();
}
