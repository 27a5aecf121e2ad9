/** Lines of an order, as they stand in orders, refunds and fulfilments. */
import { gid } from '../../gid.ts';
import { refundableQuantity, taxOf } from '../../orders/totals.ts';
import type { LineItem, Order } from '../../state/types.ts';
import { inShop, money, taxPayload } from './values.ts';

/** A `line_item`. */
export function linePayload(order: Order, line: LineItem): object {
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
    properties: (line.customAttributes ?? []).map((one) => ({ name: one.key, value: one.value })),
    taxable: taxOf(line).presentment > 0,
    tax_lines: line.taxLines.map((tax) => taxPayload(order, tax)),
  };
}

/** The `line_item` with that id; only the id when the order has no such line. */
export function lineOf(order: Order, lineItemId: number): object {
  const line = order.lineItems.find((one) => one.id === lineItemId);
  return line === undefined ? { id: lineItemId } : linePayload(order, line);
}
