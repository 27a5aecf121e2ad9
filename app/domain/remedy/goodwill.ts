import { shopValue } from '../money.ts';
import type { Money } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { addMonths, dayAt } from '../shop-day.ts';
import type { Day } from '../shop-day.ts';
import { goodwillValue } from './families.ts';
import type { GoodwillValue } from './families.ts';
import type { Basis, WithCase, Worth } from './plug.ts';

/** Why an amount cannot be given out of goodwill, whatever carries it. */
export type GoodwillProblem =
  | { kind: 'nothing_asked' }
  | { kind: 'currency_differs'; expected: string; got: string }
  /** Nothing was paid for this order in another currency, so nothing says what the amount is worth to the shop. */
  | { kind: 'no_rate'; currency: string };

/** An amount to be given, with what it is worth. It costs its face value, as far as anybody can know beforehand. */
export function goodwillWorth(
  asked: Money,
  { currency, shopCurrency, total }: Basis,
): Result<{ value: GoodwillValue; worth: Worth }, GoodwillProblem> {
  if (asked.currency !== currency) return err({ kind: 'currency_differs', expected: currency, got: asked.currency });
  if (asked.minor <= 0) return err({ kind: 'nothing_asked' });
  if (currency !== shopCurrency && total.presentment.minor <= 0) return err({ kind: 'no_rate', currency });
  const shopAmount = shopValue(asked, total);
  return ok({ value: goodwillValue(asked), worth: { amount: asked, shopAmount, shopCost: shopAmount } });
}

/** For how long what is given may stay valid, in months. */
export const validities = [1, 3, 6, 12, 24] as const;
export type Validity = (typeof validities)[number];

/** The last day on which something given now for some months is valid, in the shop's calendar. */
export const validUntil = (months: Validity, { ofCase, timeZone }: WithCase & { timeZone: string }): Day =>
  addMonths(dayAt(new Date(ofCase.now), timeZone), months);
