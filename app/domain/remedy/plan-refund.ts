import { add, atLeastZero, isMore, subtract, sum } from '../money.ts';
import type { Money } from '../money.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { refundMoney } from './families.ts';
import { inFlightOf } from './held-refunds.ts';
import { asSuggested, creditOf, spreadOver } from './refund-ways.ts';
import type { HeldRefund, Refundable, RefundPlan, RefundProblem, RefundRequest, RefundRequestLine } from './refund.ts';

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
  const inFlight = inFlightOf(refundable, held);
  const problem =
    request.kind === 'amount' ? amountProblem(request, refundable) : linesProblem(request, refundable, inFlight);
  if (problem) return err(problem);
  const total = request.kind === 'amount' ? request.amount : refundable.suggested.amount;
  if (total.minor <= 0) return err({ kind: 'nothing_refundable' });
  const over = overMaximum(total, refundable, inFlight);
  if (over) return err(over);
  return payOut(request, total, refundable, inFlight);
}

/** Which payments give how much of it, and what becomes store credit. */
function payOut(
  request: RefundRequest,
  total: Money,
  refundable: Refundable,
  inFlight: readonly RefundPlan[],
): Result<RefundPlan, RefundProblem> {
  const credit = creditOf(total, request.method, refundable);
  if (!credit.ok) return credit;
  // For whole lines Shopify has said itself what each payment gives; only it knows why.
  const parts =
    request.kind === 'lines' && credit.value === null
      ? asSuggested(total, refundable, inFlight)
      : spreadOver(credit.value ? subtract(total, credit.value) : total, refundable, inFlight);
  if (parts === null) return err(tooMuch(total, refundable, inFlight));
  const byLines = request.kind === 'lines';
  return ok({
    orderId: refundable.orderId,
    currency: refundable.currency,
    amount: refundMoney(total),
    lines: byLines ? request.lines : [],
    shipping: byLines ? request.shipping : null,
    parts,
    ...(credit.value && { storeCredit: credit.value }),
  });
}

function amountProblem(
  { amount }: Extract<RefundRequest, { kind: 'amount' }>,
  { currency }: Refundable,
): RefundProblem | null {
  if (amount.currency !== currency) return { kind: 'currency_differs', expected: currency, got: amount.currency };
  return amount.minor <= 0 ? { kind: 'nothing_asked' } : null;
}

function linesProblem(
  { lines, shipping }: Extract<RefundRequest, { kind: 'lines' }>,
  refundable: Refundable,
  inFlight: readonly RefundPlan[],
): RefundProblem | null {
  if (shipping && shipping.currency !== refundable.currency) {
    return { kind: 'currency_differs', expected: refundable.currency, got: shipping.currency };
  }
  const shippingMinor = shipping?.minor ?? 0;
  if (shippingMinor < 0 || (lines.length === 0 && shippingMinor === 0)) return { kind: 'nothing_asked' };
  return lineProblem(lines, refundable, inFlight) ?? shippingProblem(shipping, refundable, inFlight);
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
