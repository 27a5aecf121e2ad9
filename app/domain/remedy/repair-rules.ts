import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { latestDetail } from './handmade.ts';
import { planHandmade, textProblem, untilLate } from './handmade-plan.ts';
import type { Planned, RemedyRules } from './plug.ts';
import { repairSteps, repairTexts } from './repair.ts';
import type { RepairAsk, RepairFacts, RepairPlan, RepairProblem } from './repair.ts';

/** A repair by a partner of the shop. Nothing of it is Shopify's: that it was decided makes it exist. */
export const repairRules: RemedyRules<'repair'> = {
  family: 'goodwill',
  repeat: 'guarded',
  undoable: true,
  arrivesWithinMs: untilLate,
  handmade: repairSteps,
  plan: planRepair,
  mail: (plan, proof) => ({
    items: plan.items.map(({ quantity, title }) => `${quantity} × ${title}`).join(', '),
    partner: plan.partner,
    label: plan.label === '' ? null : plan.label,
    dueOn: plan.dueOn,
    courier: latestDetail(proof, 'courier'),
    number: latestDetail(proof, 'number'),
  }),
};

function planRepair(ask: RepairAsk, facts: RepairFacts): Result<Planned<'repair'>, RepairProblem> {
  if (ask.items.length === 0) return err({ kind: 'nothing_asked' });
  const items: RepairPlan['items'] = [];
  for (const { lineItemId, quantity } of ask.items) {
    const line = facts.lines.find((each) => each.lineItemId === lineItemId);
    if (!line || quantity < 1) return err({ kind: 'unknown_line', lineItemId });
    const { title, quantity: left } = line;
    if (quantity > left) return err({ kind: 'quantity_too_large', lineItemId, title, left });
    items.push({ lineItemId, title, quantity });
  }
  const wrong = textProblem(ask, repairTexts);
  if (wrong) return err(wrong);
  const planned = planHandmade(ask, facts);
  if (!planned.ok) return planned;
  const { plan, worth } = planned.value;
  const texts = { partner: ask.partner.trim(), label: ask.label.trim(), courier: ask.courier.trim() };
  return ok({ plan: { ...plan, ...texts, items }, worth, needsLead: false });
}
