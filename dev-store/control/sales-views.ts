import * as totals from '../draft-orders/totals.ts';
import { gid } from '../gid.ts';
import { itemIdOf, quantityOf, stocksOf } from '../inventory/levels.ts';
import { decimalAmount } from '../money.ts';
import type { Store } from '../state/store.ts';
import type { DraftOrder } from '../state/types.ts';

/** A draft order with its GIDs and what it comes to. */
export function draftView(draft: DraftOrder): object {
  return {
    id: gid('DraftOrder', draft.id),
    legacyId: draft.id,
    shop: draft.shop,
    name: draft.name,
    status: draft.status,
    orderId: draft.orderId === null ? null : gid('Order', draft.orderId),
    customerId: draft.customerId === null ? null : gid('Customer', draft.customerId),
    email: draft.email,
    note: draft.note,
    tags: draft.tags,
    customAttributes: draft.customAttributes,
    createdAt: draft.createdAt,
    completedAt: draft.completedAt,
    presentmentCurrency: draft.presentmentCurrency,
    total: decimalAmount(totals.grandTotal(draft).presentment, draft.presentmentCurrency),
    discounts: decimalAmount(totals.totalDiscounts(draft).presentment, draft.presentmentCurrency),
    reserveInventoryUntil: draft.reserveInventoryUntil,
    reserved: draft.reserved,
    lineItems: draft.lines.map((line) => ({
      id: gid('DraftOrderLineItem', line.id),
      variantId: line.variantId === null ? null : gid('ProductVariant', line.variantId),
      title: line.title,
      quantity: line.quantity,
    })),
  };
}

/** What there is of every variant, by location. */
export function stockView(store: Store): object[] {
  return store.state.products.flatMap((product) =>
    product.variants.flatMap((variant) =>
      stocksOf(store, { product, variant }).map((stock) => ({
        shop: product.shop,
        variantId: gid('ProductVariant', variant.id),
        inventoryItemId: gid('InventoryItem', itemIdOf(variant)),
        locationId: gid('Location', stock.location.id),
        sku: variant.sku,
        available: quantityOf(store, stock, 'available'),
        committed: quantityOf(store, stock, 'committed'),
        onHand: quantityOf(store, stock, 'on_hand'),
        reserved: quantityOf(store, stock, 'reserved'),
      })),
    ),
  );
}
