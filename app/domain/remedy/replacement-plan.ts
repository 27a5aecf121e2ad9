import { add, money, zero } from '../money.ts';
import type { Money, MoneyPair } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { goodwillValue } from './families.ts';
import type { Planned, Worth } from './plug.ts';
import { addressProblem, sentTo } from './replacement-address.ts';
import type {
  ReplacementAsk,
  ReplacementFacts,
  ReplacementItem,
  ReplacementPlan,
  ReplacementPlanLine,
  ReplacementProblem,
  StockedItem,
} from './replacement.ts';

/** One line of the new order, with what it is worth and what is there of it. */
type Chosen = { line: ReplacementPlanLine; price: MoneyPair; item: StockedItem };

/**
 * Turns what is asked into the order that will be made, or says why it cannot be. `held` are our replacements of this
 * order that are decided or given: a unit that was replaced is not replaced again.
 */
export function planReplacement(
  ask: ReplacementAsk,
  facts: ReplacementFacts,
  held: readonly ReplacementPlan[],
): Result<Planned<'replacement'>, ReplacementProblem> {
  if (ask.items.length === 0 && ask.gift === null) return err({ kind: 'nothing_asked' });
  const tooMany = quantityProblem(ask.items, facts, held);
  if (tooMany) return err(tooMany);
  const chosen: Chosen[] = [];
  for (const each of [...ask.items.map((item) => choose(item, facts)), ...chooseGift(ask, facts)]) {
    if (!each.ok) return each;
    chosen.push(each.value);
  }
  const problem = stockProblem(chosen) ?? addressProblem(ask.address, facts.address, facts.ofCase.address);
  if (problem) return err(problem);
  return ok({ ...planOf(ask, facts, chosen), needsLead: false });
}

function quantityProblem(
  items: readonly ReplacementItem[],
  facts: ReplacementFacts,
  held: readonly ReplacementPlan[],
): ReplacementProblem | null {
  const replaced = held.flatMap((plan) => plan.lines);
  for (const { lineItemId, quantity } of items) {
    const line = facts.lines.find((each) => each.lineItemId === lineItemId);
    if (!line || quantity < 1) return { kind: 'unknown_line', lineItemId };
    const left = Math.max(0, line.quantity - unitsOf(replaced, lineItemId));
    // A line may be named twice: one of it the same again, another one something else.
    const asked = unitsOf(items, lineItemId);
    if (asked > left) return { kind: 'quantity_too_large', lineItemId, title: line.title, left, asked };
  }
  return null;
}

const unitsOf = (lines: readonly { lineItemId: string | null; quantity: number }[], lineItemId: string): number =>
  lines.filter((line) => line.lineItemId === lineItemId).reduce((total, line) => total + line.quantity, 0);

function choose(
  { lineItemId, quantity, variantId }: ReplacementItem,
  facts: ReplacementFacts,
): Result<Chosen, ReplacementProblem> {
  const line = facts.lines.find((each) => each.lineItemId === lineItemId);
  if (!line) return err({ kind: 'unknown_line', lineItemId });
  const other = variantId !== null && variantId !== line.variantId;
  const item = itemOf(facts, variantId ?? line.variantId);
  if (!item)
    return err(other ? { kind: 'unknown_item', lineItemId } : { kind: 'item_gone', lineItemId, title: line.title });
  // The same again is worth what it cost when she bought it, whatever it costs by now.
  const price = other ? item.price : line.unitPrice;
  if (!price) return err({ kind: 'price_unknown', lineItemId, title: item.title });
  return ok({ line: lineOf(item, lineItemId, quantity, other, price), price, item });
}

function chooseGift({ gift }: ReplacementAsk, facts: ReplacementFacts): Result<Chosen, ReplacementProblem>[] {
  if (!gift) return [];
  const item = itemOf(facts, gift.variantId);
  if (!item || gift.quantity < 1) return [err({ kind: 'unknown_item', lineItemId: null })];
  const { price, title } = item;
  if (!price) return [err({ kind: 'price_unknown', lineItemId: null, title })];
  return [ok({ line: lineOf(item, null, gift.quantity, false, price), price, item })];
}

const itemOf = (facts: ReplacementFacts, variantId: string | null): StockedItem | undefined =>
  facts.variants.find((each) => each.variantId === variantId);

const lineOf = (
  { variantId, title }: StockedItem,
  lineItemId: string | null,
  quantity: number,
  other: boolean,
  price: MoneyPair,
): ReplacementPlanLine => ({
  lineItemId,
  variantId,
  title,
  quantity,
  other,
  unitPrice: goodwillValue(price.presentment),
});

/** What the shop does not sell beyond its stock; several lines may want the same item. */
function stockProblem(chosen: readonly Chosen[]): ReplacementProblem | null {
  const wanted = new Map<string, number>();
  for (const { item, line } of chosen) {
    const before = wanted.get(item.variantId) ?? 0;
    const asked = before + line.quantity;
    wanted.set(item.variantId, asked);
    if (item.available !== null && asked > item.available) {
      const left = Math.max(0, item.available - before);
      return { kind: 'out_of_stock', lineItemId: line.lineItemId, title: item.title, left, asked: line.quantity };
    }
  }
  return null;
}

function planOf(
  ask: ReplacementAsk,
  facts: ReplacementFacts,
  chosen: readonly Chosen[],
): Pick<Planned<'replacement'>, 'plan' | 'worth'> {
  const shipping = ask.delivery === 'as_ordered' ? facts.shipping : null;
  const shippingWorth = shipping?.price ?? { presentment: zero(facts.currency), shop: zero(facts.shopCurrency) };
  const known = chosen.filter(({ item }) => item.unitCost !== null).length;
  return {
    plan: {
      orderId: facts.orderId,
      orderName: facts.orderName,
      currency: facts.currency,
      customerId: facts.customerId,
      lines: chosen.map(({ line }) => line),
      delivery: { title: shipping?.title ?? null, worth: goodwillValue(shippingWorth.presentment) },
      address: sentTo(ask.address, facts.address, facts.ofCase.address),
      note: ask.note.trim(),
      card: ask.card.trim(),
      costIs: known === chosen.length ? 'known' : known > 0 ? 'partly_known' : 'face_value',
    },
    worth: worthOf(chosen, shippingWorth),
  };
}

/** The goods at retail and the shipping; both currencies as Shopify has them, so that nothing is converted here. */
function worthOf(chosen: readonly Chosen[], shipping: MoneyPair): Worth {
  let { presentment: amount, shop: shopAmount, shop: shopCost } = shipping;
  for (const { line, price, item } of chosen) {
    amount = add(amount, times(price.presentment, line.quantity));
    shopAmount = add(shopAmount, times(price.shop, line.quantity));
    shopCost = add(shopCost, times(item.unitCost ?? price.shop, line.quantity));
  }
  return { amount, shopAmount, shopCost };
}

const times = (amount: Money, quantity: number): Money => money(amount.minor * quantity, amount.currency);
