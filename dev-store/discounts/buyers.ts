import { isFor } from '../checkout/eligible.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Discount } from '../state/types.ts';

/** Discounts made for this customer or for a segment she is in; those for everybody are no benefit of hers. */
export function discountsFor(store: Store, customer: Customer): Discount[] {
  const shop = store.shop(customer.shop);
  if (shop === undefined) return [];
  return store.state.discounts.filter(
    (one) => one.shop === customer.shop && one.buyers.kind !== 'all' && isFor(store, shop, one, customer),
  );
}
