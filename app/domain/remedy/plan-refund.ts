import { add, atLeastZero, isMore, smaller, subtract, sum, zero } from '../money.ts';
import type { Money } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { refundMoney } from './families.ts';
import type {
  HeldRefund,
  Refundable,
  RefundPart,
  RefundPlan,
  RefundProblem,
  RefundRequest,
  RefundRequestLine,
} from './refund.ts';

/**
 * Turns a request into exactly what will be sent, or says why it cannot be. The preview and the decision both use
 * this. `held` are our refunds on this order that are decided or sent; those that Shopify's answer already counts
 * are left out here, so that nothing is counted twice and nothing in between is missed.
 */
export function planRefund(
  request: RefundRequest,
  refundable: Refundable,
  held: readonly HeldRefund[],
): Result<RefundPlan, RefundProblem> {
  const counted = new Set(refundable.refunds.map((refund) => refund.remedyId));
  const inFlight = held.filter((each) => !counted.has(each.remedyId)).map((each) => each.plan);
  return request.kind === 'amount'
    ? planAmount(request.amount, refundable, inFlight)
    : planLines(request, refundable, inFlight);
}

function planAmount(
  asked: Money,
  refundable: Refundable,
  inFlight: readonly RefundPlan[],
): Result<RefundPlan, RefundProblem> {
  if (asked.currency !== refundable.currency)
    return err({ kind: 'currency_differs', expected: refundable.currency, got: asked.currency });
  if (asked.minor <= 0) return err({ kind: 'nothing_asked' });
  const problem = overMaximum(asked, refundable, inFlight);
  if (problem) return err(problem);
  const parts: RefundPart[] = [];
  let left = asked;
  for (const parent of roomByParent(refundable, inFlight)) {
    const amount = smaller(left, parent.room);
    if (amount.minor > 0)
      parts.push({ parentId: parent.transactionId, gateway: parent.gateway, amount: refundMoney(amount) });
    left = subtract(left, amount);
  }
  if (left.minor > 0) return err(tooMuch(asked, refundable, inFlight));
  return ok(planOf(refundable, asked, [], null, parts));
}

function planLines(
  request: Extract<RefundRequest, { kind: 'lines' }>,
  refundable: Refundable,
  inFlight: readonly RefundPlan[],
): Result<RefundPlan, RefundProblem> {
  const { lines, shipping } = request;
  if (shipping && shipping.currency !== refundable.currency) {
    return err({ kind: 'currency_differs', expected: refundable.currency, got: shipping.currency });
  }
  const shippingMinor = shipping?.minor ?? 0;
  if (shippingMinor < 0 || (lines.length === 0 && shippingMinor === 0)) return err({ kind: 'nothing_asked' });
  const problem = lineProblem(lines, refundable, inFlight) ?? shippingProblem(shipping, refundable, inFlight);
  if (problem) return err(problem);
  const asked = refundable.suggested.amount;
  if (asked.minor <= 0) return err({ kind: 'nothing_refundable' });
  const over = overMaximum(asked, refundable, inFlight);
  if (over) return err(over);
  const parts = refundable.parents
    .filter((parent) => parent.suggested.minor > 0)
    .map((parent): RefundPart => ({
      parentId: parent.transactionId,
      gateway: parent.gateway,
      amount: refundMoney(parent.suggested),
    }));
  const room = new Map(roomByParent(refundable, inFlight).map((parent) => [parent.transactionId, parent.room]));
  const unaffordable = parts.some((part) => isMore(part.amount, room.get(part.parentId) ?? zero(refundable.currency)));
  if (
    unaffordable ||
    sum(
      parts.map((part) => part.amount),
      refundable.currency,
    ).minor !== asked.minor
  ) {
    return err(tooMuch(asked, refundable, inFlight));
  }
  return ok(planOf(refundable, asked, lines, shipping, parts));
}

function lineProblem(
  lines: readonly RefundRequestLine[],
  refundable: Refundable,
  inFlight: readonly RefundPlan[],
): RefundProblem | null {
  for (const line of lines) {
    const known = refundable.lines.find((each) => each.lineItemId === line.lineItemId);
    if (!known || line.quantity < 1) return { kind: 'unknown_line', lineItemId: line.lineItemId };
    const { lineItemId } = line;
    const held = inFlight.flatMap((plan) => plan.lines);
    const left = Math.max(0, known.refundableQuantity - quantityOf(held, lineItemId));
    // A line may be named twice: some of it comes back into stock, some does not.
    const asked = quantityOf(lines, lineItemId);
    if (asked > left) return { kind: 'quantity_too_large', lineItemId, title: known.title, left, asked };
  }
  return null;
}

const quantityOf = (lines: readonly RefundRequestLine[], lineItemId: string): number =>
  lines.filter((line) => line.lineItemId === lineItemId).reduce((total, line) => total + line.quantity, 0);

function shippingProblem(
  shipping: Money | null,
  refundable: Refundable,
  inFlight: readonly RefundPlan[],
): RefundProblem | null {
  if (!shipping) return null;
  const held = sum(
    inFlight.flatMap((plan) => plan.shipping ?? []),
    refundable.currency,
  );
  const left = atLeastZero(subtract(refundable.maximumShipping, held));
  return isMore(shipping, left) ? { kind: 'shipping_too_large', left, asked: shipping } : null;
}

const heldAmount = (refundable: Refundable, inFlight: readonly RefundPlan[]): Money =>
  sum(
    inFlight.map((plan) => plan.amount),
    refundable.currency,
  );

function tooMuch(asked: Money, refundable: Refundable, inFlight: readonly RefundPlan[]): RefundProblem {
  const held = heldAmount(refundable, inFlight);
  return { kind: 'more_than_refundable', left: atLeastZero(subtract(refundable.maximum, held)), asked, inFlight: held };
}

function overMaximum(asked: Money, refundable: Refundable, inFlight: readonly RefundPlan[]): RefundProblem | null {
  if (refundable.maximum.minor <= 0) return { kind: 'nothing_refundable' };
  return isMore(add(asked, heldAmount(refundable, inFlight)), refundable.maximum)
    ? tooMuch(asked, refundable, inFlight)
    : null;
}

function roomByParent(refundable: Refundable, inFlight: readonly RefundPlan[]) {
  return refundable.parents.map((parent) => {
    const taken = inFlight.flatMap((plan) => plan.parts).filter((part) => part.parentId === parent.transactionId);
    const room = atLeastZero(
      subtract(
        parent.maximum,
        sum(
          taken.map((part) => part.amount),
          refundable.currency,
        ),
      ),
    );
    return { ...parent, room };
  });
}

function planOf(
  refundable: Refundable,
  amount: Money,
  lines: RefundRequestLine[],
  shipping: Money | null,
  parts: RefundPart[],
): RefundPlan {
  return {
    orderId: refundable.orderId,
    currency: refundable.currency,
    amount: refundMoney(amount),
    lines,
    shipping,
    parts,
  };
}
