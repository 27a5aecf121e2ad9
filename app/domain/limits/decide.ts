import { add, atLeastZero, isMore, subtract } from '../money.ts';
import type { Money } from '../money.ts';
import type { Role } from '../people.ts';

/** All amounts in the shop's currency. `perCase: null` means the owner set no limit for this role. */
export type LimitPolicy = { role: Role; perCase: Money | null };

/** What has been given on this complaint by anybody: settled and still held. */
export type LimitUsage = { givenOnCase: Money };

export type LimitNumbers = { limit: Money | null; given: Money; left: Money | null; asked: Money };

/** Why somebody may not give it: no role, above her limit, or a thing that only a lead gives. */
export type WhyNot = 'no_role' | 'over_limit' | 'needs_lead';

export type Decision =
  | { verdict: 'allowed'; role: Role; numbers: LimitNumbers }
  | { verdict: 'refused'; why: WhyNot; role: Role; numbers: LimitNumbers };

/**
 * May this role give this much on this complaint? Pure: sees neither clock nor database, and answers with every
 * number it used, so that the answer can be explained later from its record alone.
 * @param asked all that is asked for in one decision, in the shop's currency
 * @param needsLead whether something of it is a lead's to give, whatever it is worth
 */
export function decide(policy: LimitPolicy, usage: LimitUsage, asked: Money, needsLead = false): Decision {
  const { role, perCase } = policy;
  const given = usage.givenOnCase;
  const left = perCase ? atLeastZero(subtract(perCase, given)) : null;
  const numbers: LimitNumbers = { limit: perCase, given, left, asked };
  if (role === 'none') return { verdict: 'refused', why: 'no_role', role, numbers };
  if (needsLead && role === 'agent') return { verdict: 'refused', why: 'needs_lead', role, numbers };
  if (perCase && isMore(add(given, asked), perCase)) return { verdict: 'refused', why: 'over_limit', role, numbers };
  return { verdict: 'allowed', role, numbers };
}
