/**
 * Stock of a variant at a location, by the names Shopify gives to quantities [D: inventory states]: `on_hand` is what lies
 * there, the sum of what can be sold (`available`), what orders wait for (`committed`) and what is set aside; `incoming`
 * is apart. What orders and reservations hold is counted from them and stored nowhere else.
 */
import { fulfilledQuantity } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { LineItem, Location, Order, Product, ProductVariant, StockLevel } from '../state/types.ts';

/** A variant at a location. */
export type Stock = { product: Product; variant: ProductVariant; location: Location };

/** Names that `inventoryAdjustQuantities` takes, as its refusal lists them [W]. */
export const ADJUSTABLE = ['available', 'damaged', 'incoming', 'quality_control', 'reserved', 'safety_stock'] as const;

/** Names that can be read. */
export const READABLE: readonly string[] = [...ADJUSTABLE, 'committed', 'on_hand'];

const SET_ASIDE = ['damaged', 'quality_control', 'reserved', 'safety_stock'];

// The ids of items and levels have nothing to do with those of variants [W]; here they are far enough from all others.
const ITEMS = 400_000_000;
const LEVELS = 500_000_000;

/** Numeric id of a variant's inventory item. */
export function itemIdOf(variant: ProductVariant): number {
  return ITEMS + variant.id;
}

/** Numeric id of the first part of an inventory level's GID. */
export function levelIdOf(location: Location): number {
  return LEVELS + location.id;
}

/** The variant of an inventory item of this shop. */
export function variantOfItem(store: Store, shop: string, itemId: number): Omit<Stock, 'location'> | undefined {
  return store.variant(shop, itemId - ITEMS);
}

/** The location of a level id of this shop. */
export function locationOfLevel(store: Store, shop: string, levelId: number): Location | undefined {
  return store.location(shop, levelId - LEVELS);
}

/** Where a variant is stocked: the shop's first location and those it was ever put to. */
export function stocksOf(store: Store, { product, variant }: Omit<Stock, 'location'>): Stock[] {
  const all = store.locations(product.shop);
  const known = new Set(levels(store, variant.id).map((level) => level.locationId));
  return all
    .filter((one, index) => index === 0 || known.has(one.id))
    .map((location) => ({ product, variant, location }));
}

/** A quantity by its name. */
export function quantityOf(store: Store, stock: Stock, name: string): number {
  switch (name) {
    case 'available':
      return available(store, stock);
    case 'committed':
      return committed(store, stock);
    case 'reserved':
      return aside(store, stock, name) + reservedByDrafts(store, stock);
    case 'on_hand': {
      const parts = ['available', 'committed', ...SET_ASIDE];
      return parts.reduce((sum, part) => sum + quantityOf(store, stock, part), 0);
    }
    default:
      return aside(store, stock, name);
  }
}

/** Moves a quantity by `delta` units. Whether `on_hand` follows is a matter of sums. */
export function moveStock(store: Store, stock: Stock, name: (typeof ADJUSTABLE)[number], delta: number): void {
  const level = levelFor(store, stock);
  level.updatedAt = store.nowIso();
  if (name !== 'available') level.other[name] = (level.other[name] ?? 0) + delta;
  else {
    stock.variant.inventoryQuantity += delta;
    if (!isFirst(store, stock)) level.available += delta;
  }
  store.touch();
}

/** True when a change under this name changes what lies at the location. */
export function isOnHand(name: string): boolean {
  return name === 'available' || SET_ASIDE.includes(name);
}

/** When `available` last changed. */
export function changedAt(store: Store, stock: Stock): string {
  return levels(store, stock.variant.id).find(at(stock))?.updatedAt ?? stock.product.createdAt;
}

function available(store: Store, stock: Stock): number {
  const others = levels(store, stock.variant.id);
  if (!isFirst(store, stock)) return others.find(at(stock))?.available ?? 0;
  return stock.variant.inventoryQuantity - others.reduce((sum, level) => sum + level.available, 0);
}

/** Units that open orders wait for at the location. */
function committed(store: Store, stock: Stock): number {
  let units = 0;
  for (const order of store.orders(stock.product.shop)) {
    if (order.cancelledAt !== null) continue;
    for (const line of order.lineItems) {
      if (line.variantId === stock.variant.id && holdsAt(store, stock, line)) units += openUnits(order, line);
    }
  }
  return units;
}

function holdsAt(store: Store, stock: Stock, line: LineItem): boolean {
  if (line.stockLocationId === undefined) return isFirst(store, stock);
  return line.stockLocationId === stock.location.id;
}

function openUnits(order: Order, line: LineItem): number {
  const cancelled = order.refunds
    .flatMap((refund) => refund.lines)
    .filter((one) => one.lineItemId === line.id && one.restockType === 'CANCEL')
    .reduce((sum, one) => sum + one.quantity, 0);
  return Math.max(0, line.quantity - fulfilledQuantity(order, line.id) - cancelled);
}

function reservedByDrafts(store: Store, stock: Stock): number {
  let units = 0;
  for (const draft of store.state.draftOrders) {
    for (const one of draft.reserved) {
      if (one.variantId === stock.variant.id && one.locationId === stock.location.id) units += one.quantity;
    }
  }
  return units;
}

function aside(store: Store, stock: Stock, name: string): number {
  return levels(store, stock.variant.id).find(at(stock))?.other[name] ?? 0;
}

function levels(store: Store, variantId: number): StockLevel[] {
  return store.state.stock.filter((level) => level.variantId === variantId);
}

function levelFor(store: Store, stock: Stock): StockLevel {
  const known = store.state.stock.find((level) => level.variantId === stock.variant.id && at(stock)(level));
  if (known !== undefined) return known;
  const level: StockLevel = {
    variantId: stock.variant.id,
    locationId: stock.location.id,
    available: 0,
    other: {},
    updatedAt: store.nowIso(),
  };
  store.state.stock.push(level);
  return level;
}

function at(stock: Stock): (level: StockLevel) => boolean {
  return (level) => level.locationId === stock.location.id;
}

function isFirst(store: Store, stock: Stock): boolean {
  return store.locations(stock.product.shop)[0]?.id === stock.location.id;
}
