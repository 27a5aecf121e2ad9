import type { Money } from '../money.ts';

/*
 * Money that is paid back may never travel on a code, a card or a credit of goodwill (Shopify's rule for refunds). So
 * the two are different types: nothing turns the one into the other, and a test of the types proves it.
 */
declare const family: unique symbol;

/** Money to be paid back. Made only from what Shopify says can be refunded. */
export type RefundMoney = Money & { readonly [family]: 'refund' };

/** The value of something given out of goodwill. */
export type GoodwillValue = Money & { readonly [family]: 'goodwill' };

/** @param amount an amount asked for or suggested, of what can be refunded */
export const refundMoney = (amount: Money & { readonly [family]?: 'refund' }): RefundMoney => amount as RefundMoney;

/** @param amount an amount that was asked for as goodwill; money to be paid back does not fit */
export const goodwillValue = (amount: Money & { readonly [family]?: 'goodwill' }): GoodwillValue =>
  amount as GoodwillValue;
