import { plain, scaleOf, spoken, type Minor } from '../money.ts';
import { rateOf, toPresentment } from '../orders/pricing.ts';
import type { Shop } from '../state/types.ts';

/** Whole units of one card: 2,000 USD or its worth [D: changelog 2024-04-18]; a recorded shop has 3,000 CAD [W]. */
const ISSUE_LIMITS: Readonly<Record<string, number>> = { EUR: 2000, JPY: 300_000 };

/** The most one gift card may be worth, in minor units of a currency. */
export function issueLimit(shop: Shop, currency: string): Minor {
  const inShop = (ISSUE_LIMITS[shop.currency] ?? 2000) * 10 ** scaleOf(shop.currency);
  return currency === shop.currency ? inShop : toPresentment(inShop, rateOf(shop.currency, currency));
}

/** The most that may be bought in one go: five times as much [D]. */
export function purchaseLimit(shop: Shop): Minor {
  return issueLimit(shop, shop.currency) * 5;
}

/** "$3,000.00 CAD" [W]. */
export function limitText(limit: Minor, currency: string): string {
  const digits = plain(limit, currency);
  const grouped = digits.replace(/\B(?=(\d{3})+(?!\d))/g, (at, _group, offset: number) =>
    offset < (digits.includes('.') ? digits.indexOf('.') : digits.length) ? ',' : at,
  );
  return `${spoken(limit, currency).replace(digits, grouped)} ${currency}`;
}
