/** Bodies of `refunds/create` and `order_transactions/create`. */
import { gid } from '../../gid.ts';
import { plain } from '../../money.ts';
import { transactionsOf } from '../../orders/totals.ts';
import type { Order, Refund, Transaction } from '../../state/types.ts';
import { lineOf } from './lines.ts';
import { inShop, money } from './values.ts';

/** Body of `refunds/create`. */
export function refundPayload(order: Order, refund: Refund): object {
  return {
    id: refund.id,
    admin_graphql_api_id: gid('Refund', refund.id),
    order_id: order.id,
    created_at: refund.createdAt,
    processed_at: refund.processedAt,
    note: refund.note,
    user_id: refund.staffId,
    restock: refund.lines.some((line) => line.restockType !== 'NO_RESTOCK'),
    duties: [],
    total_duties_set: money(order, { shop: 0, presentment: 0 }),
    return:
      refund.returnId === undefined
        ? null
        : { id: refund.returnId, admin_graphql_api_id: gid('Return', refund.returnId) },
    refund_line_items: refund.lines.map((line) => ({
      id: line.id,
      line_item_id: line.lineItemId,
      location_id: line.locationId,
      quantity: line.quantity,
      restock_type: line.restockType.toLowerCase(),
      subtotal: inShop(order, line.subtotal),
      subtotal_set: money(order, line.subtotal),
      total_tax: inShop(order, line.tax),
      total_tax_set: money(order, line.tax),
      line_item: lineOf(order, line.lineItemId),
    })),
    refund_shipping_lines: refund.shippingLines.map((line) => ({
      id: line.id,
      subtotal_amount_set: money(order, line.subtotal),
      tax_amount_set: money(order, line.tax),
    })),
    order_adjustments: refund.adjustments.map((one) => ({
      id: one.id,
      order_id: order.id,
      refund_id: refund.id,
      kind: 'refund_discrepancy',
      reason: one.reason,
      amount: inShop(order, one.amount),
      amount_set: money(order, one.amount),
      tax_amount: inShop(order, one.tax),
      tax_amount_set: money(order, one.tax),
    })),
    transactions: transactionsOf(order, refund).map((one) => transactionPayload(order, one)),
  };
}

/** Body of `order_transactions/create`. */
export function transactionPayload(order: Order, transaction: Transaction): object {
  return {
    id: transaction.id,
    admin_graphql_api_id: gid('OrderTransaction', transaction.id),
    order_id: order.id,
    parent_id: transaction.parentId,
    kind: transaction.kind.toLowerCase(),
    status: transaction.status.toLowerCase(),
    gateway: transaction.gateway,
    amount: plain(transaction.amount.presentment, order.presentmentCurrency),
    currency: order.presentmentCurrency,
    created_at: transaction.createdAt,
    processed_at: transaction.processedAt,
    error_code: transaction.errorCode?.toLowerCase() ?? null,
    message: null,
    test: transaction.test,
    source_name: 'web',
    user_id: null,
    payment_details: null,
  };
}
