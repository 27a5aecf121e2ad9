import type { StoreEvent } from '../engine/context.ts';
import type { Store } from '../state/store.ts';
import { stockEvent } from '../webhooks/stock-events.ts';
import { moveStock, quantityOf, stocksOf, type Stock } from './levels.ts';

/** Units of a variant that an order or a reservation takes. */
export type Wish = { variantId: number | null; quantity: number };

export type Claim = { stock: Stock; quantity: number };

/**
 * Where the units come from: per variant the first location that has enough, else the first one [W]. Custom lines take
 * none.
 */
export function planClaims(store: Store, shop: string, wishes: readonly Wish[]): Claim[] {
  return [...totals(wishes)].flatMap(([variantId, quantity]) => {
    const found = store.variant(shop, variantId);
    const stocks = found === undefined ? [] : stocksOf(store, found);
    const stock = stocks.find((one) => quantityOf(store, one, 'available') >= quantity) ?? stocks[0];
    return stock === undefined ? [] : [{ stock, quantity }];
  });
}

/** True when a variant that does not sell on (`DENY`) would fall below nothing. */
export function oversells(claims: readonly Claim[]): boolean {
  return claims.some(
    ({ stock: { variant }, quantity }) =>
      variant.inventoryPolicy !== 'CONTINUE' && variant.inventoryQuantity < quantity,
  );
}

/** Takes the units out of what is available; what is on hand stays. */
export function take(store: Store, claims: readonly Claim[]): void {
  for (const { stock, quantity } of claims) moveStock(store, stock, 'available', -quantity);
}

/** Puts units back. */
export function giveBack(store: Store, claims: readonly Claim[]): void {
  for (const { stock, quantity } of claims) moveStock(store, stock, 'available', quantity);
}

export function stockEvents(store: Store, claims: readonly Claim[]): StoreEvent[] {
  return claims.map(({ stock }) => stockEvent(store, stock));
}

function totals(wishes: readonly Wish[]): Map<number, number> {
  const sum = new Map<number, number>();
  for (const { variantId, quantity } of wishes) {
    if (variantId !== null) sum.set(variantId, (sum.get(variantId) ?? 0) + quantity);
  }
  return sum;
}
