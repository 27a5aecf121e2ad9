import type { Store } from '../state/store.ts';
import type { Discount, Shop } from '../state/types.ts';

/**
 * `asyncUsageCount`: "updated asynchronously … might be different than the actual usage count" [S]. How long it stays behind
 * is not published; `usageLagMs` of the shop sets it, 0 unless told. Checkout always counts what really happened.
 */
export function timesUsed(store: Store, shop: Shop, discount: Discount): number {
  const known = store.now() - (shop.usageLagMs ?? 0);
  return discount.uses.filter((use) => Date.parse(use.at) <= known).length;
}
