import type { MailData, RemedyRules } from './plug.ts';
import { planReplacement } from './replacement-plan.ts';
import type { ReplacementPlan, ReplacementPlanLine, ReplacementProof } from './replacement.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A second order, free of charge. Only one draft of it is ever made into an order, so sending again is harmless. */
export const replacementRules: RemedyRules<'replacement'> = {
  family: 'goodwill',
  repeat: 'guarded',
  undoable: true,
  arrivesWithinMs: 14 * dayMs,
  plan: (ask, facts, held) =>
    planReplacement(
      ask,
      facts,
      held.flatMap((each) => (each.kind === 'replacement' ? each.plan : [])),
    ),
  mail: mailOf,
};

/** `order` and what follows it are null until the order exists. */
function mailOf(plan: ReplacementPlan, proof: ReplacementProof | null): MailData {
  const [parcel] = proof?.parcels ?? [];
  return {
    items: named(plan.lines.filter((line) => line.lineItemId !== null)),
    gift: named(plan.lines.filter((line) => line.lineItemId === null)),
    replaces: plan.orderName,
    delivery: plan.delivery.title,
    card: plan.card === '' ? null : plan.card,
    order: proof?.name ?? null,
    carrier: parcel?.carrier ?? null,
    trackingNumber: parcel?.number ?? null,
    trackingUrl: parcel?.url ?? null,
  };
}

const named = (lines: readonly ReplacementPlanLine[]): string | null =>
  lines.length === 0 ? null : lines.map(({ quantity, title }) => `${quantity} × ${title}`).join(', ');
