import { isMore } from '../money.ts';
import type { Money } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { percentOf, worthOf } from './discount-code-rules.ts';
import { goodwillValue } from './families.ts';
import type { HeldRemedy, Planned, RemedyRules } from './plug.ts';
import { appliesTo, combinesWith, inTheWay } from './running-discounts.ts';
import type { Combinable } from './running-discounts.ts';
import { longestVipTitle, mostRunning, mostVipPercent } from './vip-price.ts';
import type { VipPriceAsk, VipPriceFacts, VipPricePlan, VipPriceProblem } from './vip-price.ts';

const hourMs = 60 * 60 * 1000;

/**
 * A price of her own on every later order. It is prepared first, worth nothing, and switched on by its id once that id is
 * written down: switching on twice is switching on once, so sending it again gives no second one.
 */
export const vipPriceRules: RemedyRules<'vip_price'> = {
  family: 'goodwill',
  repeat: 'guarded',
  undoable: true,
  arrivesWithinMs: hourMs,
  plan: planVipPrice,
  mail: (plan) => ({ percent: plan.percent, title: plan.title, combines: plan.combines ? 'yes' : 'no' }),
};

function planVipPrice(
  ask: VipPriceAsk,
  facts: VipPriceFacts,
  held: readonly HeldRemedy[],
): Result<Planned<'vip_price'>, VipPriceProblem> {
  const { customerId, total, currency, shopCurrency, orderId, running } = facts;
  const { severity } = facts.ofCase;
  if (customerId === null) return err({ kind: 'no_customer' });
  if (severity !== 'high') return err({ kind: 'severity_too_low', severity });
  const problem = problemOf(ask);
  if (problem) return err(problem);
  const hers = hersAlready(facts, held, customerId);
  if (hers !== null) return err({ kind: 'has_one', title: hers });
  if (running.length >= mostRunning) return err({ kind: 'no_room', most: mostRunning });
  if (currency !== shopCurrency && total.shop.minor <= 0) return err({ kind: 'no_rate', currency });
  const shopAmount = percentOf(likelyToBuy(facts), ask.percent);
  if (shopAmount.minor <= 0) return err({ kind: 'worth_unknown' });
  const plan: VipPricePlan = {
    orderId,
    customerId,
    percent: ask.percent,
    title: ask.title.trim(),
    combines: ask.combines,
    estimate: goodwillValue(shopAmount),
  };
  return ok({ plan, worth: worthOf(shopAmount, total), needsLead: true });
}

/** By what Shopify shows, which may be late, and by what we hold or gave for this order. */
function hersAlready({ running }: VipPriceFacts, held: readonly HeldRemedy[], customerId: string): string | null {
  const shown = running.find((each) => each.ours && each.buyers !== 'all' && appliesTo(each, customerId));
  if (shown) return shown.title;
  for (const each of held) if (each.kind === 'vip_price') return each.plan.title;
  return null;
}

function problemOf({ percent, title }: VipPriceAsk): VipPriceProblem | null {
  if (!Number.isInteger(percent) || percent < 1 || percent > mostVipPercent)
    return { kind: 'percent_out_of_range', most: mostVipPercent };
  if (title.trim() === '') return { kind: 'title_missing' };
  return title.trim().length > longestVipTitle ? { kind: 'title_too_long', most: longestVipTitle } : null;
}

/** As much again as she has bought so far, and at least one more order like this one. */
const likelyToBuy = ({ total, spent }: VipPriceFacts): Money =>
  spent && isMore(spent, total.shop) ? spent : total.shop;

/** What keeps her from having the price as she may expect. Nothing of it forbids to give it. */
export type VipPriceWarning =
  /** She has no account: Shopify knows her by the e-mail address that she types at checkout. */
  | { kind: 'no_account' }
  /** These discounts apply to her orders too, and Shopify lets her have only one of the two. */
  | { kind: 'in_the_way'; titles: string[] }
  /** How few more of such discounts the shop can have. */
  | { kind: 'little_room'; left: number };

const littleRoom = 5;

/** What to tell before it is given. Pure, from the same facts as the plan. */
export function vipPriceWarnings(plan: VipPricePlan, facts: VipPriceFacts): VipPriceWarning[] {
  const warnings: VipPriceWarning[] = [];
  if (facts.hasAccount === false) warnings.push({ kind: 'no_account' });
  const rivals = inTheWay(facts.running, vipCombinable(plan), plan.customerId);
  if (rivals.length > 0) warnings.push({ kind: 'in_the_way', titles: rivals.map((each) => each.title) });
  const left = mostRunning - facts.running.length - 1;
  if (left < littleRoom) warnings.push({ kind: 'little_room', left });
  return warnings;
}

/** How it combines. On all items it is a discount on the order. */
export const vipCombinable = ({ combines }: Pick<VipPricePlan, 'combines'>): Combinable => ({
  classes: ['order'],
  combinesWith: combinesWith(combines, 'order'),
});
