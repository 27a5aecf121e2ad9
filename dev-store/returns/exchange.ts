import type { StoreEvent } from '../engine/context.ts';
import { addHold } from '../fulfillment/hold.ts';
import { storedFulfillmentOrders } from '../fulfillment/work.ts';
import { planClaims, stockEvents, take, type Claim } from '../inventory/claims.ts';
import { outstanding } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { LineItem, Order, Shop } from '../state/types.ts';
import type { ReturnSource } from './find.ts';
import { exchangeParts, type ExchangeChoice } from './outcome.ts';

/**
 * Confirms exchange items: they become line items of the order and a fulfillment order of their own [D: return processing].
 * It is held (`AWAITING_PAYMENT`) only when the customer owes a balance.
 */
export function confirmExchanges(
  store: Store,
  shop: Shop,
  { order, record }: ReturnSource,
  choices: readonly ExchangeChoice[],
): StoreEvent[] {
  if (choices.length === 0) return [];
  const records = storedFulfillmentOrders(order);
  const claims: Claim[] = [];
  const items = choices.map((choice) => {
    const own = planClaims(store, shop.domain, [{ variantId: choice.line.variantId, quantity: choice.quantity }]);
    take(store, own);
    claims.push(...own);
    const item = lineItem(store, shop, order, choice, own[0]?.stock.location.id ?? null);
    order.lineItems.push(item);
    choice.line.processed.push({ quantity: choice.quantity, lineItemId: item.id });
    return item;
  });
  const now = store.nowIso();
  const id = store.nextId();
  records.push({
    id,
    locationId: claims[0]?.stock.location.id ?? null,
    createdAt: now,
    updatedAt: now,
    holds: [],
    lines: items.map((item) => ({ id: store.nextId(), lineItemId: item.id, quantity: item.quantity })),
    returnId: record.id,
  });
  if (outstanding(order).presentment > 0) addHold(store, order, id, { reason: 'AWAITING_PAYMENT', byApp: false });
  return stockEvents(store, claims);
}

function lineItem(
  store: Store,
  shop: Shop,
  order: Order,
  choice: ExchangeChoice,
  stockLocationId: number | null,
): LineItem {
  const { line, quantity } = choice;
  const { discount, taxLine } = exchangeParts(shop, order, choice);
  const found = store.variant(order.shop, line.variantId);
  return {
    id: store.nextId(),
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: found?.product.vendor ?? null,
    productId: line.productId,
    variantId: line.variantId,
    image: found?.variant.image ?? null,
    quantity,
    requiresShipping: true,
    giftCard: false,
    unitPrice: line.unitPrice,
    discount,
    taxLines: [taxLine],
    stockLocationId,
  };
}
