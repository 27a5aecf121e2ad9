import { scaleOf } from '../money.ts';
import { atRate } from '../orders/totals.ts';
import type { Store } from '../state/store.ts';
import type { Customer, Shop } from '../state/types.ts';
import { accountsOf, balanceOf } from './ledger.ts';

/** Whole units that one customer may hold: 15,000 USD or its worth [D: help center]; 100,000 is refused [W]. */
const LIMITS: Readonly<Record<string, number>> = { EUR: 14_000, JPY: 2_250_000 };
const DEFAULT_LIMIT = 15_000;

/** True when a credit would lift a customer above the limit. Accounts of several currencies count together (evidence silent). */
export function exceedsLimit(store: Store, shop: Shop, customer: Customer, amount: number, currency: string): boolean {
  const held = accountsOf(store, customer.id).map((one) => inShopMoney(shop, balanceOf(one), one.currency));
  const sum = held.reduce((total, one) => total + one, inShopMoney(shop, amount, currency));
  return sum > (LIMITS[shop.currency] ?? DEFAULT_LIMIT) * 10 ** scaleOf(shop.currency);
}

/** What an amount is worth in the shop's currency; without a rate one unit counts as one. */
function inShopMoney(shop: Shop, amount: number, currency: string): number {
  if (currency === shop.currency) return amount;
  return atRate(amount, currency, shop.currency, shop.settlementRates[currency] ?? 1);
}
