/** Bodies of the `orders/…` family. */
import { gid } from '../../gid.ts';
import {
  currentTotal,
  financialStatus,
  fulfillmentStatus,
  shippingTotal,
  subtotal,
  totalDiscounts,
  totalPrice,
  totalTax,
} from '../../orders/totals.ts';
import type { Store } from '../../state/store.ts';
import type { Order } from '../../state/types.ts';
import { addressPayload, customerPayload } from './customers.ts';
import { fulfillmentPayload } from './fulfillments.ts';
import { linePayload } from './lines.ts';
import { refundPayload } from './refunds.ts';
import { inShop, money, taxPayload } from './values.ts';

/** Body of `orders/updated` and its relatives. */
export function orderPayload(store: Store, order: Order): object {
  const customer = order.customerId === null ? undefined : store.customer(order.shop, order.customerId);
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    email: order.email,
    contact_email: order.email,
    phone: order.phone,
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    closed_at: order.closedAt,
    confirmed: true,
    test: order.test,
    currency: order.currency,
    presentment_currency: order.presentmentCurrency,
    customer_locale: order.customerLocale,
    financial_status: financialStatus(order).toLowerCase(),
    fulfillment_status: restFulfillmentStatus(order),
    taxes_included: order.taxesIncluded,
    subtotal_price: inShop(order, subtotal(order)),
    subtotal_price_set: money(order, subtotal(order)),
    total_price: inShop(order, totalPrice(order)),
    total_price_set: money(order, totalPrice(order)),
    current_total_price: inShop(order, currentTotal(order)),
    current_total_price_set: money(order, currentTotal(order)),
    total_tax: inShop(order, totalTax(order)),
    total_tax_set: money(order, totalTax(order)),
    total_discounts: inShop(order, totalDiscounts(order)),
    total_shipping_price_set: money(order, shippingTotal(order)),
    discount_codes: order.discountCodes.map((code) => ({
      code,
      amount: inShop(order, totalDiscounts(order)),
      type: 'percentage',
    })),
    note: order.note,
    note_attributes: order.customAttributes.map((one) => ({ name: one.key, value: one.value })),
    tags: order.tags.join(', '),
    source_name: order.sourceName,
    source_identifier: order.sourceIdentifier,
    payment_gateway_names: [...new Set(order.transactions.map((one) => one.gateway))],
    customer: customer === undefined ? null : customerPayload(customer),
    billing_address: order.billingAddress === null ? null : addressPayload(order.billingAddress),
    shipping_address: order.shippingAddress === null ? null : addressPayload(order.shippingAddress),
    line_items: order.lineItems.map((line) => linePayload(order, line)),
    shipping_lines: order.shippingLines.map((line) => ({
      id: line.id,
      title: line.title,
      code: line.code,
      price: inShop(order, line.price),
      price_set: money(order, line.price),
      tax_lines: line.taxLines.map((tax) => taxPayload(order, tax)),
    })),
    fulfillments: order.fulfillments.map((one) => fulfillmentPayload(order, one)),
    refunds: order.refunds.map((one) => refundPayload(order, one)),
  };
}

function restFulfillmentStatus(order: Order): string | null {
  const status = fulfillmentStatus(order);
  if (status === 'FULFILLED') return 'fulfilled';
  if (status === 'PARTIALLY_FULFILLED') return 'partial';
  return status === 'RESTOCKED' ? 'restocked' : null;
}
