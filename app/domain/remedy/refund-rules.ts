import { shopValue } from '../money.ts';
import { ok } from '../result.ts';
import { applyRefund } from './apply-refund.ts';
import { refundsAmong } from './held-refunds.ts';
import { planRefund } from './plan-refund.ts';
import type { RemedyRules } from './plug.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Money back. Shopify has it at once; the payment provider may take days. */
export const refundRules: RemedyRules<'refund'> = {
  family: 'refund',
  repeat: 'same_key',
  undoable: false,
  arrivesWithinMs: 10 * dayMs,
  plan: (ask, facts, held) => {
    const planned = planRefund(ask, facts, refundsAmong(held));
    if (!planned.ok) return planned;
    const plan = planned.value;
    const shopAmount = shopValue(plan.amount, facts.total);
    return ok({ plan, worth: { amount: plan.amount, shopAmount, shopCost: shopAmount }, needsLead: false });
  },
  mail: (plan, proof) => ({
    amount: plan.amount,
    payments: plan.parts.length,
    storeCredit: plan.storeCredit ?? null,
    madeAt: proof?.createdAt ?? null,
  }),
  applyToOrder: (order, remedyId, plan, found) => applyRefund(order, remedyId, plan, found.proof),
};
