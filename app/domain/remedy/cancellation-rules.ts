import { atLeastZero, shopValue, smaller, subtract, sum, zero } from '../money.ts';
import { err, ok } from '../result.ts';
import { applyRefund } from './apply-refund.ts';
import type { CancellationFacts, CancellationProblem } from './cancellation.ts';
import { refundMoney } from './families.ts';
import { inFlightOf, refundsAmong } from './held-refunds.ts';
import type { HeldRemedy, RemedyRules } from './plug.ts';
import { roomByParent, spreadOver } from './refund-ways.ts';
import type { RefundPlan } from './refund.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Cancels an order of which nothing was sent, and gives back what can still be refunded. Two steps: Shopify cancels without
 * a refund (it takes no amount, so it could give more than was decided), then comes a refund of exactly the planned amounts.
 */
export const cancellationRules: RemedyRules<'cancellation'> = {
  family: 'refund',
  repeat: 'same_key',
  // A second cancellation is refused by Shopify for good; until the refund is begun there is nothing to give twice.
  neverSent: (progress) => progress['refunding'] === undefined,
  undoable: false,
  arrivesWithinMs: 10 * dayMs,
  plan: (ask, facts, held) => {
    const problem = whyNot(facts, held);
    if (problem) return err(problem);
    const { orderId, orderName, currency, shopCurrency, total } = facts;
    const refund = whatGoesBack(facts, held);
    const amount = refund?.amount ?? zero(currency);
    const shopAmount = refund ? shopValue(refund.amount, total) : zero(shopCurrency);
    const plan = { ...ask, orderId, orderName, refund };
    return ok({ plan, worth: { amount, shopAmount, shopCost: shopAmount }, needsLead: false });
  },
  because: ({ why }) => why,
  mail: ({ orderName, refund }, proof) => ({
    orderName,
    amount: refund?.amount ?? null,
    cancelledAt: proof?.cancelledAt ?? null,
  }),
  applyToOrder: (order, remedyId, plan, { proof }) => {
    const cancelled = { ...order, cancelledAt: proof.cancelledAt };
    return plan.refund && proof.refund ? applyRefund(cancelled, remedyId, plan.refund, proof.refund) : cancelled;
  },
};

function whyNot(facts: CancellationFacts, held: readonly HeldRemedy[]): CancellationProblem | null {
  if (facts.cancelled) return { kind: 'already_cancelled' };
  if (held.some((each) => each.kind === 'cancellation')) return { kind: 'decided_already' };
  if (facts.sent === 'everything') return { kind: 'sent' };
  if (facts.sent === 'some') return { kind: 'partly_sent', lines: facts.lines };
  return facts.openReturn ? { kind: 'open_return' } : null;
}

/** Everything that the payments can still give, less what our other refunds of the order will take of it. */
function whatGoesBack(facts: CancellationFacts, held: readonly HeldRemedy[]): RefundPlan | null {
  const { orderId, currency, maximum } = facts;
  const inFlight = inFlightOf(facts, refundsAmong(held));
  const taken = inFlight.map((each) => each.amount);
  const rooms = roomByParent(facts, inFlight).map((parent) => parent.room);
  const left = atLeastZero(subtract(maximum, sum(taken, currency)));
  const amount = smaller(left, sum(rooms, currency));
  const parts = spreadOver(amount, facts, inFlight);
  if (amount.minor === 0 || parts === null) return null;
  return { orderId, currency, amount: refundMoney(amount), lines: [], shipping: null, parts };
}
