import type { DiscountCodePlan, DiscountCodeProof } from './discount-code.ts';
import type { Standing } from './plug.ts';

type Seen = Pick<DiscountCodeProof, 'status' | 'uses' | 'endsAt'>;

/**
 * What a code at Shopify means for us. It has arrived as soon as it can be used; used or run out, it stays given. One that
 * ended before its time and unused was switched off by somebody.
 */
export function codeStanding({ status, uses, endsAt }: Seen, plan: Pick<DiscountCodePlan, 'endsAt'>): Standing {
  switch (status) {
    case 'scheduled':
      return 'issued';
    case 'active':
      return 'settled';
    case 'ended': {
      const early = endsAt !== null && Date.parse(endsAt) < Date.parse(plan.endsAt);
      return early && uses === 0 ? 'undone' : 'settled';
    }
    case 'gone':
      return uses === 0 ? 'undone' : 'settled';
  }
}
