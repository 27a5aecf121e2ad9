import { workOf, type Work } from '../fulfillment/work.ts';
import { gid } from '../gid.ts';
import { decimalAmount, type Bag } from '../money.ts';
import * as totals from '../orders/totals.ts';
import { benefitsView } from './benefit-views.ts';
import { returnView } from '../returns/view.ts';
import { draftView, stockView } from './sales-views.ts';
import type { Store } from '../state/store.ts';
import type { DevStoreState, Order, Refund } from '../state/types.ts';

/** The whole state as tests read it: orders with what follows from them, no secrets. */
export function stateView(store: Store): object {
  const { state } = store;
  return {
    now: new Date(store.now()).toISOString(),
    clock: state.clock,
    latencyMs: state.latencyMs,
    shops: state.shops,
    installs: state.installs,
    tokens: tokensView(state),
    orders: state.orders.map(orderView),
    draftOrders: state.draftOrders.map(draftView),
    metafields: state.metafields,
    stock: stockView(store),
    stockAdjustments: state.stockAdjustments,
    refunds: state.orders.flatMap((order) => order.refunds.map((refund) => refundView(order, refund))),
    customers: state.customers,
    ...benefitsView(store),
    requests: state.requests,
    idempotency: state.idempotency.map(({ fingerprint: _fingerprint, ...record }) => record),
    webhooks: state.webhooks,
    webhookRules: state.webhookRules,
    faults: state.faults,
    mailRules: state.mailRules,
    jobs: state.jobs,
    uploads: state.uploads,
    files: state.files,
    tasks: state.tasks.map((task) => ('token' in task ? { ...task, token: 'hidden' } : task)),
    throttle: state.buckets,
  };
}

function tokensView(state: DevStoreState): object[] {
  return state.tokens.map(({ token: _secret, ...rest }) => rest);
}

/** An order with its GIDs, amounts as decimals and computed statuses. */
export function orderView(order: Order): object {
  return {
    id: gid('Order', order.id),
    legacyId: order.id,
    shop: order.shop,
    name: order.name,
    number: order.number,
    scenario: order.scenario,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason,
    cancellation: order.cancellation ?? null,
    customerId: order.customerId === null ? null : gid('Customer', order.customerId),
    email: order.email,
    note: order.note,
    tags: order.tags,
    customAttributes: order.customAttributes,
    sourceName: order.sourceName,
    sourceIdentifier: order.sourceIdentifier,
    shippingAddress: order.shippingAddress,
    currency: order.currency,
    presentmentCurrency: order.presentmentCurrency,
    financialStatus: totals.financialStatus(order),
    fulfillmentStatus: totals.fulfillmentStatus(order),
    total: amount(order, totals.totalPrice(order)),
    received: amount(order, totals.totalReceived(order)),
    refunded: amount(order, totals.totalRefunded(order)),
    maximumRefundable: amount(order, totals.maximumRefundable(order)),
    lineItems: order.lineItems.map((line) => ({
      id: gid('LineItem', line.id),
      legacyId: line.id,
      title: line.title,
      variantTitle: line.variantTitle,
      sku: line.sku,
      variantId: line.variantId === null ? null : gid('ProductVariant', line.variantId),
      quantity: line.quantity,
      customAttributes: line.customAttributes ?? [],
      refundableQuantity: totals.refundableQuantity(order, line),
      unitPrice: amount(order, line.unitPrice),
    })),
    transactions: order.transactions.map((one) => ({
      id: gid('OrderTransaction', one.id),
      legacyId: one.id,
      kind: one.kind,
      status: one.status,
      gateway: one.gateway,
      parentId: one.parentId === null ? null : gid('OrderTransaction', one.parentId),
      amount: amount(order, one.amount),
    })),
    fulfillments: order.fulfillments.map((one) => ({
      id: gid('Fulfillment', one.id),
      legacyId: one.id,
      tracking: one.tracking,
      events: one.events,
    })),
    fulfillmentOrders: workOf(order).map(workView),
    refunds: order.refunds.map((refund) => refundView(order, refund)),
    returns: (order.returns ?? []).map((record) => returnView({ order, record })),
    disputes: order.disputes,
  };
}

/** A refund with its note, key and money. */
export function refundView(order: Order, refund: Refund): object {
  return {
    id: gid('Refund', refund.id),
    legacyId: refund.id,
    orderId: gid('Order', order.id),
    orderName: order.name,
    shop: order.shop,
    createdAt: refund.createdAt,
    note: refund.note,
    source: refund.source,
    staffId: refund.staffId,
    notify: refund.notify,
    idempotencyKey: refund.idempotencyKey,
    total: amount(order, totals.refundTotal(order, refund)),
    lines: refund.lines.map((line) => ({
      lineItemId: gid('LineItem', line.lineItemId),
      quantity: line.quantity,
      restockType: line.restockType,
      subtotal: amount(order, line.subtotal),
    })),
    shipping: refund.shippingLines.map((line) => amount(order, line.subtotal)),
    transactions: totals.transactionsOf(order, refund).map((one) => ({
      id: gid('OrderTransaction', one.id),
      legacyId: one.id,
      status: one.status,
      gateway: one.gateway,
      amount: amount(order, one.amount),
    })),
  };
}

function workView({ record, status, lines }: Work): object {
  return {
    id: gid('FulfillmentOrder', record.id),
    legacyId: record.id,
    status,
    holds: record.holds.map(({ reason, reasonNotes, byApp }) => ({ reason, reasonNotes, byApp })),
    lines: lines.map(({ line, total, remaining }) => ({ lineItemId: gid('LineItem', line.id), total, remaining })),
  };
}

function amount(
  order: Order,
  bag: Bag,
): { amount: string; currency: string; shopAmount: string; shopCurrency: string } {
  return {
    amount: decimalAmount(bag.presentment, order.presentmentCurrency),
    currency: order.presentmentCurrency,
    shopAmount: decimalAmount(bag.shop, order.currency),
    shopCurrency: order.currency,
  };
}
