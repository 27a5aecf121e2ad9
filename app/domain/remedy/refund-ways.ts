import { atLeastZero, isMore, smaller, subtract, sum } from '../money.ts';
import type { Money } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { refundMoney } from './families.ts';
import type { RefundMoney } from './families.ts';
import type { Refundable, RefundableParent, RefundMethod, RefundPart, RefundPlan, RefundProblem } from './refund.ts';

/** What of a refund becomes store credit; null when nothing does. */
export function creditOf(
  total: Money,
  method: RefundMethod | undefined,
  { currency, storeCredit }: Pick<Refundable, 'currency' | 'storeCredit'>,
): Result<RefundMoney | null, RefundProblem> {
  if (method === undefined) return ok(null);
  if (storeCredit !== 'possible') return err({ kind: 'no_store_credit', why: storeCredit ?? 'not_usable' });
  if (method.kind === 'store_credit') return ok(refundMoney(total));
  const { credit } = method;
  if (credit.currency !== currency) return err({ kind: 'currency_differs', expected: currency, got: credit.currency });
  if (credit.minor <= 0 || isMore(credit, total)) return err({ kind: 'credit_out_of_range', most: total });
  return ok(refundMoney(credit));
}

/** Fills one payment before it touches the next, in Shopify's order. Null when the payments cannot take so much. */
export function spreadOver(
  amount: Money,
  refundable: Pick<Refundable, 'parents' | 'currency'>,
  inFlight: readonly RefundPlan[],
): RefundPart[] | null {
  const parts: RefundPart[] = [];
  let left = amount;
  for (const parent of roomByParent(refundable, inFlight)) {
    const part = smaller(left, parent.room);
    if (part.minor > 0) parts.push(partOf(parent, part));
    left = subtract(left, part);
  }
  return left.minor > 0 ? null : parts;
}

/** What each payment can still take, with what is on its way to it held back. */
export function roomByParent(
  { parents, currency }: Pick<Refundable, 'parents' | 'currency'>,
  inFlight: readonly RefundPlan[],
): (RefundableParent & { room: Money })[] {
  return parents.map((parent) => {
    const taken = inFlight.flatMap((plan) => plan.parts).filter((part) => part.parentId === parent.transactionId);
    const amounts = taken.map((part) => part.amount);
    return { ...parent, room: atLeastZero(subtract(parent.maximum, sum(amounts, currency))) };
  });
}

/** Shopify's own shares on the payments, where each still fits and they come to the amount; else null. */
export function asSuggested(
  amount: Money,
  refundable: Refundable,
  inFlight: readonly RefundPlan[],
): RefundPart[] | null {
  const { currency } = refundable;
  const shares = roomByParent(refundable, inFlight).filter((parent) => parent.suggested.minor > 0);
  if (shares.some(({ suggested, room }) => isMore(suggested, room))) return null;
  const all = sum(
    shares.map((share) => share.suggested),
    currency,
  );
  return all.minor === amount.minor ? shares.map((share) => partOf(share, share.suggested)) : null;
}

const partOf = ({ transactionId, gateway, goes }: RefundableParent, amount: Money): RefundPart => ({
  parentId: transactionId,
  gateway,
  amount: refundMoney(amount),
  ...(goes !== 'payment' && { goes }),
});
