import type { StoreEvent } from '../engine/context.ts';
import { itemIdOf, levelIdOf, quantityOf, type Stock } from '../inventory/levels.ts';
import type { Store } from '../state/store.ts';

/** `inventory_levels/update`: what is available at a location changed. */
export function stockEvent(store: Store, stock: Stock): StoreEvent {
  return {
    topic: 'inventory_levels/update',
    shop: stock.product.shop,
    payload: () => ({
      inventory_item_id: itemIdOf(stock.variant),
      location_id: stock.location.id,
      available: quantityOf(store, stock, 'available'),
      updated_at: store.nowIso(),
      admin_graphql_api_id: `gid://shopify/InventoryLevel/${levelIdOf(stock.location)}?inventory_item_id=${itemIdOf(stock.variant)}`,
    }),
  };
}
