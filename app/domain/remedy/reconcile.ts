import type { OrderRefund } from '../order.ts';
import type { Money } from '../money.ts';
import type { RemedyId } from '../ids.ts';
import { heldStates } from './remedy.ts';
import type { RemedyState } from './remedy.ts';

/** A difference between what we wrote down and what Shopify has, on one order. */
export type Break =
  | { kind: 'missing_there'; remedyId: RemedyId; refundId: string | null; amount: Money }
  | { kind: 'missing_here'; remedyId: RemedyId; refundId: string; amount: Money }
  | { kind: 'amount_differs'; remedyId: RemedyId; refundId: string; ours: Money; theirs: Money }
  | { kind: 'given_twice'; remedyId: RemedyId; refundId: string; amount: Money }
  | { kind: 'made_elsewhere'; remedyId: null; refundId: string; amount: Money };

type Ours = { id: RemedyId; state: RemedyState; amount: Money; refundId: string | null };

/** Compares both ways. What is still in doubt or on its way is no break yet: it is being looked at. */
export function findBreaks(ours: readonly Ours[], theirs: readonly OrderRefund[]): Break[] {
  const breaks: Break[] = [];
  for (const remedy of ours) {
    const [refund, ...more] = theirs.filter((each) => each.remedyId === remedy.id || each.id === remedy.refundId);
    for (const extra of more)
      breaks.push({ kind: 'given_twice', remedyId: remedy.id, refundId: extra.id, amount: extra.amount });
    if (remedy.state === 'settled' && !refund) {
      breaks.push({ kind: 'missing_there', remedyId: remedy.id, refundId: remedy.refundId, amount: remedy.amount });
    }
    if (!refund) continue;
    const givenUp = remedy.state === 'refused' || remedy.state === 'not_issued';
    if (givenUp) breaks.push({ kind: 'missing_here', remedyId: remedy.id, refundId: refund.id, amount: refund.amount });
    else if (!heldStates.includes(remedy.state) && refund.amount.minor !== remedy.amount.minor) {
      breaks.push({
        kind: 'amount_differs',
        remedyId: remedy.id,
        refundId: refund.id,
        ours: remedy.amount,
        theirs: refund.amount,
      });
    }
  }
  const known = new Set(ours.map((remedy) => remedy.id));
  for (const refund of theirs) {
    if (refund.remedyId && known.has(refund.remedyId)) continue;
    if (ours.some((remedy) => remedy.refundId === refund.id)) continue;
    breaks.push({ kind: 'made_elsewhere', remedyId: null, refundId: refund.id, amount: refund.amount });
  }
  return breaks;
}
