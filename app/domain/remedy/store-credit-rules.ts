import { err, ok } from '../result.ts';
import { goodwillWorth, validUntil } from './goodwill.ts';
import type { RemedyRules } from './plug.ts';
import { markOf } from './store-credit-entries.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Store credit out of goodwill. Shopify gives a second one to whoever asks twice, so it is never sent again. */
export const storeCreditRules: RemedyRules<'store_credit'> = {
  family: 'goodwill',
  repeat: 'never',
  // The account's mark is committed before the first write: without one nothing was written.
  neverSent: (progress) => markOf('credit', progress) === null,
  lane: ({ customerId, amount }) => `store credit ${customerId} ${amount.currency}`,
  undoable: true,
  arrivesWithinMs: dayMs,
  plan: ({ amount, months }, facts) => {
    const { customerId, usable, timeZone } = facts;
    if (customerId === null) return err({ kind: 'no_customer' });
    if (!usable) return err({ kind: 'not_usable' });
    const given = goodwillWorth(amount, facts);
    if (!given.ok) return given;
    const { value, worth } = given.value;
    const plan = { customerId, amount: value, expiresOn: validUntil(months, facts), timeZone };
    return ok({ plan, worth, needsLead: false });
  },
  mail: (plan, proof) => ({ amount: plan.amount, expiresOn: plan.expiresOn, givenAt: proof?.createdAt ?? null }),
};
