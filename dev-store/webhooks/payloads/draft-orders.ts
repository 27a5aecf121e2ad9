/** Bodies of the `draft_orders/…` family. */
import { grandTotal, lineTotal, subtotal, totalTax } from '../../draft-orders/totals.ts';
import { gid } from '../../gid.ts';
import type { Store } from '../../state/store.ts';
import type { DraftLine, DraftOrder } from '../../state/types.ts';
import { addressPayload, customerPayload } from './customers.ts';
import { inShop, money, taxPayload } from './values.ts';

/** Body of `draft_orders/create` and `draft_orders/update`. */
export function draftPayload(store: Store, draft: DraftOrder): object {
  const customer = draft.customerId === null ? undefined : store.customer(draft.shop, draft.customerId);
  const { shippingLine } = draft;
  return {
    id: draft.id,
    admin_graphql_api_id: gid('DraftOrder', draft.id),
    name: draft.name,
    status: draft.status.toLowerCase(),
    order_id: draft.orderId,
    email: draft.email,
    note: draft.note,
    note_attributes: draft.customAttributes.map((one) => ({ name: one.key, value: one.value })),
    tags: draft.tags.join(', '),
    currency: draft.currency,
    created_at: draft.createdAt,
    updated_at: draft.updatedAt,
    completed_at: draft.completedAt,
    tax_exempt: draft.taxExempt,
    taxes_included: draft.taxesIncluded,
    subtotal_price: inShop(draft, subtotal(draft)),
    total_price: inShop(draft, grandTotal(draft)),
    total_price_set: money(draft, grandTotal(draft)),
    total_tax: inShop(draft, totalTax(draft)),
    applied_discount:
      draft.discount === null
        ? null
        : {
            title: draft.discount.title,
            description: draft.discount.description,
            value: String(draft.discount.value),
            value_type: draft.discount.valueType.toLowerCase(),
            amount: inShop(draft, draft.discount.amount),
          },
    customer: customer === undefined ? null : customerPayload(customer),
    shipping_address: draft.shippingAddress === null ? null : addressPayload(draft.shippingAddress),
    billing_address: draft.billingAddress === null ? null : addressPayload(draft.billingAddress),
    shipping_line:
      shippingLine === null
        ? null
        : { title: shippingLine.title, custom: true, price: inShop(draft, shippingLine.price) },
    line_items: draft.lines.map((line) => draftLinePayload(draft, line)),
  };
}

function draftLinePayload(draft: DraftOrder, line: DraftLine): object {
  return {
    id: line.id,
    admin_graphql_api_id: gid('DraftOrderLineItem', line.id),
    variant_id: line.variantId,
    product_id: line.productId,
    title: line.title,
    variant_title: line.variantTitle,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    custom: line.variantId === null,
    requires_shipping: line.requiresShipping,
    taxable: line.taxable,
    price: inShop(draft, line.unitPrice),
    total: inShop(draft, lineTotal(line)),
    properties: line.customAttributes.map((one) => ({ name: one.key, value: one.value })),
    tax_lines: line.taxLines.map((tax) => taxPayload(draft, tax)),
  };
}
