import { listedItems } from './listed-items.ts';
import type { MailData, RemedyRules } from './plug.ts';
import { planReturn } from './return-plan.ts';
import type { ReturnPlan, ReturnProof } from './return.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The customer sends something back. Read by the order and known by our marker, so a look is certain. */
export const returnRules: RemedyRules<'return'> = {
  family: 'goodwill',
  repeat: 'looked_up',
  guarded,
  undoable: 'until_arrived',
  arrivesWithinMs: 30 * dayMs,
  plan: planReturn,
  thenDecide: (_plan, proof) => !proof.exchanged,
  mail: mailOf,
};

/**
 * Shopify takes no more units into returns than were sent: a second return of more than half of what was left is one
 * too many, and is refused whole.
 */
function guarded({ lines }: ReturnPlan): boolean {
  return lines.some(({ quantity, left }) => quantity * 2 > left);
}

function mailOf(plan: ReturnPlan, proof: ReturnProof | null): MailData {
  const { label } = plan;
  const made = label.kind === 'made' ? label : null;
  return {
    items: listedItems(plan.lines),
    exchange: plan.exchange.length === 0 ? null : listedItems(plan.exchange),
    pays: label.kind === 'own_cost' ? 'customer' : 'shop',
    labelUrl: made?.url ?? null,
    trackingNumber: made?.number ?? null,
    note: plan.note === '' ? null : plan.note,
    return: proof?.name ?? null,
  };
}
