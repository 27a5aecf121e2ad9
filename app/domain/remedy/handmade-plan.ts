import type { Money } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { addDays, dayAt, endOfDay } from '../shop-day.ts';
import type { Day } from '../shop-day.ts';
import { worthOf } from './discount-code-rules.ts';
import { goodwillValue } from './families.ts';
import type { GoodwillValue } from './families.ts';
import type { Basis, WithCase, Worth } from './plug.ts';

/** What is asked of every remedy that people carry out. */
export type HandmadeAsk = {
  /** What it costs the shop, in the shop's currency. */
  cost: Money;
  /** Within how many days it should be done. */
  days: number;
};

export type HandmadeFacts = Basis & WithCase & { timeZone: string };

/** In the plan of every remedy that people carry out. */
export type HandmadePlan = {
  /** In the shop's currency; it may not cost more without another decision. */
  cost: GoodwillValue;
  /** Done by the end of this day, in `timeZone`. */
  dueOn: Day;
  timeZone: string;
};

export type HandmadeProblem =
  | { kind: 'currency_differs'; expected: string; got: string }
  /** The order was free, so nothing says what the cost is worth in the customer's currency. */
  | { kind: 'no_rate'; currency: string }
  | { kind: 'days_out_of_range'; most: number };

/** A text of the form that is not as it must be. */
export type TextProblem<Field extends string> =
  { kind: 'text_missing'; field: Field } | { kind: 'text_too_long'; field: Field; most: number };

/** Longer is a mistake in the field. */
export const mostDays = 365;

/** What it costs and by when it is done. */
export function planHandmade(
  { cost, days }: HandmadeAsk,
  { currency, shopCurrency, total, timeZone, ofCase }: HandmadeFacts,
): Result<{ plan: HandmadePlan; worth: Worth }, HandmadeProblem> {
  if (cost.currency !== shopCurrency)
    return err({ kind: 'currency_differs', expected: shopCurrency, got: cost.currency });
  if (currency !== shopCurrency && total.shop.minor <= 0) return err({ kind: 'no_rate', currency });
  if (!Number.isInteger(days) || days < 1 || days > mostDays) return err({ kind: 'days_out_of_range', most: mostDays });
  const dueOn = addDays(dayAt(new Date(ofCase.now), timeZone), days);
  return ok({ plan: { cost: goodwillValue(cost), dueOn, timeZone }, worth: worthOf(cost, total) });
}

/** How long after it was issued it is late, in ms. */
export const untilLate = ({ dueOn, timeZone }: HandmadePlan, issuedAt: Date): number =>
  endOfDay(dueOn, timeZone).getTime() - issuedAt.getTime();

/**
 * The first of some texts that is not as it must be, in the order given; null = all are.
 * @param rules for each: how long it may be, and whether it may be left empty
 */
export function textProblem<Field extends string>(
  texts: { readonly [F in NoInfer<Field>]: string },
  rules: { readonly [F in Field]: { most: number; mayBeEmpty?: true } },
): TextProblem<Field> | null {
  for (const field of Object.keys(rules) as Field[]) {
    const { most, mayBeEmpty } = rules[field];
    const length = texts[field].trim().length;
    if (length === 0 && !mayBeEmpty) return { kind: 'text_missing', field };
    if (length > most) return { kind: 'text_too_long', field, most };
  }
  return null;
}

/** Whether a text can be opened in a browser. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/\S+$/i.test(text);
