import type { TypeResolvers } from '../engine/context.ts';
import { shopifyError } from '../engine/errors.ts';
import { gid, idOf, parseGid } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { connection, moneyV2 } from '../graphql/resolvers/values.ts';
import { compileQuery, matchesNumber, matchesText, type Matcher } from '../search/query.ts';
import type { Store } from '../state/store.ts';
import type { StockAdjustment } from '../state/types.ts';
import {
  changedAt,
  itemIdOf,
  levelIdOf,
  locationOfLevel,
  quantityOf,
  READABLE,
  stocksOf,
  variantOfItem,
  type Stock,
} from './levels.ts';
import { inventoryAdjustQuantities, inventorySetQuantities } from './mutations.ts';

type ItemSource = Omit<Stock, 'location'>;
type ChangeSource = { shop: string; change: StockAdjustment['changes'][number] };

const itemResolvers: TypeResolvers<ItemSource> = {
  id: ({ variant }) => gid('InventoryItem', itemIdOf(variant)),
  legacyResourceId: ({ variant }) => String(itemIdOf(variant)),
  sku: ({ variant }) => variant.sku,
  tracked: () => true,
  requiresShipping: () => true,
  createdAt: ({ product }) => product.createdAt,
  updatedAt: ({ product }) => product.createdAt,
  duplicateSkuCount: () => 0,
  unitCost: ({ variant }, _args, { shop }) =>
    variant.unitCost == null ? null : moneyV2(variant.unitCost, shop.currency),
  variant: (source) => source,
  variants: (source, args) => connection([source], args, (one) => one.variant.id),
  locationsCount: (source, _args, { store }) => ({ count: stocksOf(store, source).length, precision: 'EXACT' }),
  inventoryLevels: (source, args, { store }) => connection(stocksOf(store, source), args, (one) => one.location.id),
  inventoryLevel: (source, args, { store }) =>
    stocksOf(store, source).find((one) => one.location.id === idOf(args['locationId'])) ?? null,
};

const levelResolvers: TypeResolvers<Stock> = {
  id: (stock) => levelGid(stock),
  item: ({ product, variant }) => ({ product, variant }),
  location: ({ location }) => location,
  isActive: ({ location }) => location.active,
  canDeactivate: () => false,
  deactivationAlert: () => null,
  createdAt: ({ product }) => product.createdAt,
  updatedAt: (stock, _args, { store }) => changedAt(store, stock),
  quantities: (stock, args, { store }) =>
    (args['names'] as string[]).map((name) => ({
      id: `${levelGid(stock).replace('InventoryLevel', 'InventoryQuantity')}&name=${name}`,
      name: readable(name),
      quantity: quantityOf(store, stock, name),
      // Only what can be sold says when it changed [W].
      updatedAt: name === 'available' ? changedAt(store, stock) : null,
    })),
};

const groupResolvers: TypeResolvers<StockAdjustment> = {
  id: (group) => gid('InventoryAdjustmentGroup', group.id),
  createdAt: (group) => group.at,
  reason: (group) => group.reason,
  referenceDocumentUri: (group) => group.referenceDocumentUri,
  changes: (group) => group.changes.map((change) => ({ shop: group.shop, change })),
};

const changeResolvers: TypeResolvers<ChangeSource> = {
  name: ({ change }) => change.name,
  delta: ({ change }) => change.delta,
  // Null in every recording [W].
  quantityAfterChange: () => null,
  ledgerDocumentUri: ({ change }) => change.ledgerDocumentUri,
  item: ({ shop, change }, _args, { store }) => store.variant(shop, change.variantId) ?? null,
  location: ({ shop, change }, _args, { store }) => store.location(shop, change.locationId) ?? null,
};

const itemMatcher: Matcher<ItemSource> = {
  fields: {
    id: ({ variant }, term) => matchesNumber(itemIdOf(variant), term),
    sku: ({ variant }, term) => matchesText(variant.sku, term),
  },
  text: ({ variant }, term) => matchesText(variant.sku, term),
};

function levelGid({ variant, location }: Stock): string {
  return `${gid('InventoryLevel', levelIdOf(location))}?inventory_item_id=${itemIdOf(variant)}`;
}

/** @throws for a name that no quantity has (evidence is silent on what Shopify says) */
function readable(name: string): string {
  if (!READABLE.includes(name)) throw shopifyError(`Invalid quantity name: ${name}`, 'INVALID_FIELD_ARGUMENTS');
  return name;
}

/** `gid://shopify/InventoryLevel/1?inventory_item_id=2` needs both of its numbers [W]. */
function stockOfGid(store: Store, shop: string, text: string): Stock | null {
  const item = /[?&]inventory_item_id=(\d+)/.exec(text)?.[1];
  const location = locationOfLevel(store, shop, parseGid(text)?.id ?? -1);
  const found = item === undefined ? undefined : variantOfItem(store, shop, Number(item));
  return found === undefined || location === undefined ? null : { ...found, location };
}

function itemsOf(store: Store, shop: string): ItemSource[] {
  return store.products(shop).flatMap((product) => product.variants.map((variant) => ({ product, variant })));
}

/** Stock: what can be sold, what orders and drafts hold, and changing it. */
export const inventory: Family = {
  queries: {
    inventoryItem: (_source, args, { store, shop }) => variantOfItem(store, shop.domain, idOf(args['id'])) ?? null,
    inventoryItems: (_source, args, { store, shop }) => {
      const matches = compileQuery(typeof args['query'] === 'string' ? args['query'] : '', itemMatcher);
      return connection(itemsOf(store, shop.domain).filter(matches), args, (one) => one.variant.id);
    },
    inventoryLevel: (_source, args, { store, shop }) => stockOfGid(store, shop.domain, String(args['id'])),
  },
  mutations: { inventoryAdjustQuantities, inventorySetQuantities },
  types: {
    InventoryItem: itemResolvers,
    InventoryLevel: levelResolvers,
    InventoryAdjustmentGroup: groupResolvers,
    InventoryChange: changeResolvers,
    ProductVariant: {
      inventoryItem: (source: ItemSource) => source,
      inventoryPolicy: ({ variant }: ItemSource) => variant.inventoryPolicy ?? 'DENY',
    },
  },
  nodes: { InventoryItem: ({ store, shop }, id) => variantOfItem(store, shop.domain, id) },
};
