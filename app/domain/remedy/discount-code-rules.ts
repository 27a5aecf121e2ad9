import { isMore, money, shopValue } from '../money.ts';
import type { Money, MoneyPair } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { addDays, dayAt, endOfDay } from '../shop-day.ts';
import { longestValidDays } from './discount-code.ts';
import type {
  CodeValue,
  CodeValueAsk,
  DiscountCodeAsk,
  DiscountCodeFacts,
  DiscountCodePlan,
  DiscountCodeProblem,
} from './discount-code.ts';
import { goodwillValue } from './families.ts';
import type { Planned, RemedyRules, Worth } from './plug.ts';
import { combinesWith, inTheWay } from './running-discounts.ts';
import type { Combinable } from './running-discounts.ts';

const hourMs = 60 * 60 * 1000;

/** A code for one later order. Shopify refuses a code that is taken, so sending it again gives no second one. */
export const discountCodeRules: RemedyRules<'discount_code'> = {
  family: 'goodwill',
  repeat: 'guarded',
  undoable: true,
  arrivesWithinMs: hourMs,
  plan: planCode,
  mail: (plan, proof) => ({
    code: proof?.code ?? null,
    what: plan.value.kind,
    amount: plan.value.kind === 'amount' ? plan.value.amount : null,
    percent: plan.value.kind === 'percent' ? plan.value.percent : null,
    shippingUpTo: plan.value.kind === 'free_shipping' ? plan.value.upTo : null,
    minimum: plan.minimum,
    validThrough: plan.validThrough,
    onlyForHer: plan.customerId === null ? 'no' : 'yes',
    combines: plan.combines ? 'yes' : 'no',
  }),
};

function planCode(
  ask: DiscountCodeAsk,
  facts: DiscountCodeFacts,
): Result<Planned<'discount_code'>, DiscountCodeProblem> {
  const problem = problemOf(ask, facts);
  if (problem) return err(problem);
  const shopAmount = faceValue(ask, facts);
  if (!shopAmount) return err({ kind: 'worth_unknown' });
  const { currency, shopCurrency, total, timeZone, customerId, orderId } = facts;
  if (currency !== shopCurrency && total.shop.minor <= 0) return err({ kind: 'no_rate', currency });
  const today = dayAt(new Date(facts.ofCase.now), timeZone);
  const validThrough = addDays(today, ask.validDays);
  const plan: DiscountCodePlan = {
    orderId,
    value: valueOf(ask.value),
    minimum: ask.minimum,
    // From the beginning of today: a clock of ours that is ahead must not make a code that is not valid yet.
    startsAt: wholeSeconds(endOfDay(addDays(today, -1), timeZone)),
    // The day's last second, as Shopify's admin has it: an end at midnight would read as the next day.
    endsAt: wholeSeconds(new Date(endOfDay(validThrough, timeZone).getTime() - 1000)),
    validThrough,
    timeZone,
    customerId,
    combines: ask.combines,
  };
  return ok({ plan, worth: worthOf(shopAmount, total), needsLead: false });
}

const wholeSeconds = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

function problemOf(
  { value, minimum, validDays }: DiscountCodeAsk,
  { shopCurrency }: DiscountCodeFacts,
): DiscountCodeProblem | null {
  const amounts = {
    amount: value.kind === 'amount' ? value.amount : null,
    upTo: value.kind === 'free_shipping' ? value.upTo : null,
    minimum,
  };
  for (const field of ['amount', 'upTo', 'minimum'] as const) {
    const amount = amounts[field];
    if (!amount) continue;
    if (amount.currency !== shopCurrency)
      return { kind: 'currency_differs', expected: shopCurrency, got: amount.currency, field };
    if (amount.minor <= 0) return { kind: 'nothing_asked' };
  }
  if (value.kind === 'percent' && !isPercent(value.percent)) return { kind: 'percent_out_of_range' };
  if (!Number.isInteger(validDays) || validDays < 1 || validDays > longestValidDays)
    return { kind: 'days_out_of_range', most: longestValidDays };
  return null;
}

const isPercent = (percent: number): boolean => Number.isInteger(percent) && percent >= 1 && percent <= 100;

const valueOf = (ask: CodeValueAsk): CodeValue =>
  ask.kind === 'amount' ? { kind: 'amount', amount: goodwillValue(ask.amount) } : ask;

/**
 * What the code is worth, in the shop's currency. An amount: itself. A percentage: of an order like this one, or of the
 * smallest that it can be used on when that is larger; a larger order would be worth more, and Shopify knows no ceiling.
 * Free shipping: up to what may be free, else what this order's shipping came to. Null when all of that is nothing.
 */
function faceValue({ value, minimum }: DiscountCodeAsk, { total, shipping }: DiscountCodeFacts): Money | null {
  switch (value.kind) {
    case 'amount':
      return value.amount;
    case 'percent':
      return unlessZero(percentOf(minimum && isMore(minimum, total.shop) ? minimum : total.shop, value.percent));
    case 'free_shipping':
      return unlessZero(value.upTo ?? shipping.shop);
  }
}

const unlessZero = (amount: Money): Money | null => (amount.minor > 0 ? amount : null);

/** Rounded up: a limit must never be passed by rounding. */
export const percentOf = (amount: Money, percent: number): Money =>
  money(Number((BigInt(amount.minor) * BigInt(percent) + 99n) / 100n), amount.currency);

/** A value in the shop's currency, and what that is in the customer's at the rate of her order. Rounded up. */
export function worthOf(shopAmount: Money, { presentment, shop }: MoneyPair): Worth {
  const amount = shopValue(shopAmount, { presentment: shop, shop: presentment });
  return { amount, shopAmount, shopCost: shopAmount };
}

/** What keeps this customer from using the code as she may expect. Nothing of it forbids to give it. */
export type CodeWarning =
  /** A guest's order: nobody to bind it to, so whoever has the code can use it. */
  | { kind: 'not_bound' }
  /** She has no account: Shopify knows her by the e-mail address that she types at checkout. */
  | { kind: 'no_account' }
  /** These discounts apply to her orders by themselves, and Shopify lets her have only one of the two. */
  | { kind: 'in_the_way'; titles: string[] }
  /** An order like this one would be too small for it. */
  | { kind: 'order_too_small'; order: Money; minimum: Money }
  /** At checkout it is converted at the rate of that day. */
  | { kind: 'other_currency'; shop: Money; about: Money };

/** What to tell before it is given. Pure, from the same facts as the plan. */
export function codeWarnings(plan: DiscountCodePlan, worth: Worth, facts: DiscountCodeFacts): CodeWarning[] {
  const warnings: CodeWarning[] = [];
  if (plan.customerId === null) warnings.push({ kind: 'not_bound' });
  if (facts.hasAccount === false) warnings.push({ kind: 'no_account' });
  const rivals = inTheWay(facts.running, combinable(plan), plan.customerId);
  if (rivals.length > 0) warnings.push({ kind: 'in_the_way', titles: rivals.map((each) => each.title) });
  if (plan.minimum && isMore(plan.minimum, facts.total.shop))
    warnings.push({ kind: 'order_too_small', order: facts.total.shop, minimum: plan.minimum });
  if (facts.currency !== facts.shopCurrency && plan.value.kind === 'amount')
    warnings.push({ kind: 'other_currency', shop: plan.value.amount, about: worth.amount });
  return warnings;
}

/** How a code combines. On all items it is a discount on the order. */
export function combinable({ value, combines }: Pick<DiscountCodePlan, 'value' | 'combines'>): Combinable {
  const ours = value.kind === 'free_shipping' ? 'shipping' : 'order';
  return { classes: [ours], combinesWith: combinesWith(combines, ours) };
}
