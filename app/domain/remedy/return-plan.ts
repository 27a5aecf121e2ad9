import { add, money, subtract, sum, zero } from '../money.ts';
import type { Money } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { worthOf } from './discount-code-rules.ts';
import { firstDayReturnCosts, keepOrReturn } from './keep-or-return.ts';
import type { Keeping } from './keep-or-return.ts';
import type { HeldRemedy, Planned, Worth } from './plug.ts';
import type {
  ReturnableLine,
  ReturnAsk,
  ReturnExchange,
  ReturnFacts,
  ReturnPlan,
  ReturnPlanLine,
  ReturnProblem,
} from './return.ts';

/** Units of one of the order's lines that come back, parcel by parcel. */
type Chosen = { line: ReturnableLine; quantity: number; units: ReturnPlanLine[] };

/**
 * Turns what is asked into the return that will be made, or says why it cannot be. `held` are our remedies of this
 * order that are decided or given: units of a return that Shopify does not show yet are spoken for.
 */
export function planReturn(
  ask: ReturnAsk,
  facts: ReturnFacts,
  held: readonly HeldRemedy[],
): Result<Planned<'return'>, ReturnProblem> {
  if (ask.items.length === 0) return err({ kind: 'nothing_asked' });
  const { reasonId } = facts;
  if (reasonId === null) return err({ kind: 'unknown_reason' });
  const chosen: Chosen[] = [];
  const spokenFor = unseenUnits(held, facts);
  for (const item of ask.items) {
    const one = choose(item, facts, spokenFor);
    if (!one.ok) return one;
    chosen.push(one.value);
    spokenFor.push(...one.value.units);
  }
  const exchange = exchangeOf(ask, facts, chosen);
  if (!exchange.ok) return exchange;
  const keeping = keepingOf(ask, facts, chosen);
  const plan: ReturnPlan = {
    orderId: facts.orderId,
    orderName: facts.orderName,
    lines: chosen.flatMap(({ units }) => units),
    reason: ask.reason,
    reasonId,
    label: ask.label,
    note: ask.note.trim(),
    exchange: exchange.value,
    difference: exchange.value.length === 0 ? null : differenceOf(exchange.value, chosen, facts),
    keeping,
  };
  return ok({ plan, worth: worthOfReturn(keeping, facts), needsLead: false });
}

/** Units of our own returns that are decided, and not in what Shopify has told. */
function unseenUnits(held: readonly HeldRemedy[], { seen }: ReturnFacts): ReturnPlanLine[] {
  return held.flatMap((each) => (each.kind === 'return' && !seen.includes(each.remedyId) ? each.plan.lines : []));
}

function choose(
  { lineItemId, quantity }: ReturnAsk['items'][number],
  { lines }: ReturnFacts,
  spokenFor: readonly ReturnPlanLine[],
): Result<Chosen, ReturnProblem> {
  const line = lines.find((each) => each.lineItemId === lineItemId);
  if (!line || quantity < 1) return err({ kind: 'unknown_line', lineItemId });
  const units: ReturnPlanLine[] = [];
  let wanted = quantity;
  for (const { fulfillmentLineItemId, left } of line.parts) {
    const free = left - unitsOf(spokenFor, fulfillmentLineItemId);
    const taken = Math.min(free, wanted);
    if (taken <= 0) continue;
    units.push({ fulfillmentLineItemId, lineItemId, title: line.title, quantity: taken, left });
    wanted -= taken;
  }
  if (wanted === 0) return ok({ line, quantity, units });
  const left = quantity - wanted;
  const { title } = line;
  if (wanted <= line.unsent) return err({ kind: 'not_sent', lineItemId, title, left });
  return err({ kind: 'quantity_too_large', lineItemId, title, left, asked: quantity });
}

const unitsOf = (lines: readonly ReturnPlanLine[], fulfillmentLineItemId: string): number =>
  lines
    .filter((line) => line.fulfillmentLineItemId === fulfillmentLineItemId)
    .reduce((total, line) => total + line.quantity, 0);

function exchangeOf(
  { exchange }: ReturnAsk,
  { variants }: ReturnFacts,
  chosen: readonly Chosen[],
): Result<ReturnExchange[], ReturnProblem> {
  const found: ReturnExchange[] = [];
  for (const { lineItemId, variantId } of exchange) {
    const quantity = chosen.find(({ line }) => line.lineItemId === lineItemId)?.quantity;
    const item = variants.find((each) => each.variantId === variantId);
    if (quantity === undefined || !item) return err({ kind: 'unknown_item', lineItemId });
    const { title, price, available } = item;
    if (!price) return err({ kind: 'price_unknown', lineItemId, title });
    // Several lines may want the same item.
    const before = found.filter((each) => each.variantId === variantId).reduce((all, each) => all + each.quantity, 0);
    if (available !== null && before + quantity > available)
      return err({ kind: 'out_of_stock', lineItemId, title, left: Math.max(0, available - before) });
    found.push({ variantId, title, quantity, unitPrice: price.presentment });
  }
  return ok(found);
}

/** What she owes for the exchange (or is owed): Shopify reckons it when the return is processed. */
function differenceOf(
  exchange: readonly ReturnExchange[],
  chosen: readonly Chosen[],
  { currency }: ReturnFacts,
): Money {
  const gets = exchange.map(({ unitPrice, quantity }) => times(unitPrice, quantity));
  const back = chosen.map(({ line, quantity }) => times(line.unitPaid.presentment, quantity));
  return subtract(sum(gets, currency), sum(back, currency));
}

/** Goods are worth what they cost the shop; where that is not written down, what was paid for them. */
function keepingOf({ label }: ReturnAsk, { shopCurrency }: ReturnFacts, chosen: readonly Chosen[]): Keeping {
  const value = chosen.reduce(
    (total, { line, quantity }) => add(total, times(line.unitCost ?? line.unitPaid.shop, quantity)),
    zero(shopCurrency),
  );
  const costs = firstDayReturnCosts(shopCurrency);
  return keepOrReturn(label.kind === 'own_cost' ? { ...costs, label: zero(shopCurrency) } : costs, value);
}

/** What is given is the label; what it costs the shop is more than that. */
function worthOfReturn({ label, total }: Keeping, { total: order, currency }: ReturnFacts): Worth {
  // A rate comes from an order that cost something.
  const rate = label.minor > 0 && order.shop.minor > 0;
  const worth = rate ? worthOf(label, order) : { amount: zero(currency), shopAmount: label };
  return { ...worth, shopCost: total };
}

const times = (amount: Money, quantity: number): Money => money(amount.minor * quantity, amount.currency);
