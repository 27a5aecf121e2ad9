import { isMore } from '../money.ts';
import { err, ok } from '../result.ts';
import { goodwillWorth, validUntil } from './goodwill.ts';
import type { RemedyRules } from './plug.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** A gift card out of goodwill. Its code is derived from the remedy, and Shopify takes no code twice. */
export const giftCardRules: RemedyRules<'gift_card'> = {
  family: 'goodwill',
  repeat: 'guarded',
  undoable: true,
  arrivesWithinMs: dayMs,
  plan: ({ amount, months }, facts) => {
    const { customerId, missingScopes, reachable, most } = facts;
    if (missingScopes.length > 0) return err({ kind: 'not_permitted', scopes: missingScopes });
    if (customerId === null) return err({ kind: 'no_customer' });
    if (!reachable) return err({ kind: 'not_reachable' });
    const given = goodwillWorth(amount, facts);
    if (!given.ok) return given;
    const { value, worth } = given.value;
    if (isMore(worth.shopAmount, most)) return err({ kind: 'more_than_a_card', most, asked: worth.shopAmount });
    return ok({ plan: { customerId, amount: value, expiresOn: validUntil(months, facts) }, worth, needsLead: false });
  },
  mail: (plan, proof) => ({
    amount: plan.amount,
    expiresOn: plan.expiresOn,
    lastCharacters: proof?.lastCharacters ?? null,
  }),
};
