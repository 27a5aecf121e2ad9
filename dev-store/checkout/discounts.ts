import { classOf } from '../discounts/summary.ts';
import { portion, type Minor } from '../money.ts';
import { toPresentment } from '../orders/pricing.ts';
import { benefits, codeKey } from '../state/benefits-index.ts';
import type { Store } from '../state/store.ts';
import type { Discount } from '../state/types.ts';
import { subtotalOf, type Cart, type CartLine } from './cart.ts';
import { combine, linesOf, whyNot } from './eligible.ts';
import { refusal, type Refusal } from './input.ts';

/** What is taken off: per line (all units) and off the shipping, in minor units of the cart's currency. */
export type Reduction = {
  lines: Minor[];
  shipping: Minor;
  applied: { discount: Discount; amount: Minor }[];
};

/**
 * Takes the codes off a cart, and automatic discounts that go with them. A code that can't be used refuses the checkout:
 * Shopify's would go on without it, and a test wants to know.
 */
export function reduce(store: Store, cart: Cart, codes: readonly string[]): Reduction | Refusal {
  const chosen: Discount[] = [];
  for (const code of new Set(codes.map((one) => one.trim().toLowerCase()))) {
    const discount = benefits(store).discountByCode.get(codeKey(cart.shop.domain, code));
    if (discount === undefined) return refusal('unknown_code', `there is no code ${code}`, code);
    const refused = whyNot(store, cart, discount);
    if (refused !== null) return refused;
    const other = chosen.find((one) => !combine(one, discount));
    if (other !== undefined) {
      const name = discount.code?.text ?? code;
      return refusal('not_combinable', `${name} can't be combined with ${other.code?.text ?? other.title}`, name);
    }
    chosen.push(discount);
  }
  return takeOff(cart, [...chosen, ...automatic(store, cart, chosen)]);
}

/**
 * Automatic discounts that this cart gets: the best first, each only where it goes with all before it. Codes that were
 * typed in come before them (Shopify gives the customer the best combination; that can differ, and is not published).
 */
function automatic(store: Store, cart: Cart, chosen: readonly Discount[]): Discount[] {
  const able = store.state.discounts
    .filter((one) => one.shop === cart.shop.domain && one.method === 'automatic' && whyNot(store, cart, one) === null)
    .map((discount) => ({ discount, worth: takeOff(cart, [discount]).applied[0]?.amount ?? 0 }))
    .sort((a, b) => b.worth - a.worth || a.discount.id - b.discount.id);
  const taken: Discount[] = [];
  for (const { discount } of able) {
    if ([...chosen, ...taken].every((one) => combine(one, discount))) taken.push(discount);
  }
  return taken;
}

const ORDER_OF_CLASSES = ['PRODUCT', 'ORDER', 'SHIPPING'];

/** Products first, one discount a line, the better one [S]; then the order, on what is left; then the shipping. */
function takeOff(cart: Cart, discounts: readonly Discount[]): Reduction {
  const off = cart.lines.map(() => 0);
  const applied: Reduction['applied'] = [];
  let shipping = 0;
  const byClass = [...discounts].sort(
    (a, b) => ORDER_OF_CLASSES.indexOf(classOf(a)) - ORDER_OF_CLASSES.indexOf(classOf(b)),
  );
  for (const discount of byClass) {
    let amount = 0;
    if (discount.kind === 'free_shipping') {
      amount = cart.shipping - shipping;
      shipping = cart.shipping;
    } else {
      const parts = partsOf(cart, discount, off);
      cart.lines.forEach((_line, index) => {
        const part = parts[index] ?? 0;
        const had = off[index] ?? 0;
        const more = classOf(discount) === 'PRODUCT' ? Math.max(0, part - had) : part;
        off[index] = had + more;
        amount += more;
      });
    }
    applied.push({ discount, amount });
  }
  return { lines: off, shipping, applied };
}

/** What one discount takes off each line, at most what is left of it. */
function partsOf(cart: Cart, discount: Extract<Discount, { kind: 'basic' }>, off: readonly Minor[]): Minor[] {
  const about = new Set(linesOf(cart, discount));
  const isProduct = classOf(discount) === 'PRODUCT';
  const left = cart.lines.map((line, index) =>
    about.has(line) ? subtotalOf([line]) - (isProduct ? 0 : (off[index] ?? 0)) : 0,
  );
  const { value } = discount;
  if (value.kind === 'percentage') return left.map((amount) => Math.round(amount * value.percentage));
  const amount = toPresentment(value.amount, cart.rate);
  if (value.onEachItem) return cart.lines.map((line, index) => Math.min(left[index] ?? 0, units(line, about) * amount));
  return spreadOver(
    left,
    Math.min(
      amount,
      left.reduce((sum, one) => sum + one, 0),
    ),
  );
}

function units(line: CartLine, about: ReadonlySet<CartLine>): number {
  return about.has(line) ? line.quantity : 0;
}

/** Parts of an amount by worth; they add up to it. */
function spreadOver(worths: readonly Minor[], amount: Minor): Minor[] {
  const whole = worths.reduce((sum, one) => sum + one, 0);
  let before = 0;
  return worths.map((worth) => {
    const from = portion(amount, before, whole);
    before += worth;
    return portion(amount, before, whole) - from;
  });
}
