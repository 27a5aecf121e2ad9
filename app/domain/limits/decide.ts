import { add, atLeastZero, isMore, subtract } from '../money.ts';
import type { Money } from '../money.ts';
import type { Role } from '../people.ts';
import type { GivenBefore } from './given-before.ts';

/** All amounts in the shop's currency. `perCase: null` means the owner set no limit for this role. */
export type LimitPolicy = { role: Role; perCase: Money | null };

/** What has been given on this complaint by anybody, settled and still held; and what was given for the same elsewhere. */
export type LimitUsage = { givenOnCase: Money; before: readonly GivenBefore[] };

export type LimitRequest = {
  /** All that is asked for in one decision, in the shop's currency. */
  total: Money;
  /** Something of it is a lead's to give, whatever it is worth. */
  needsLead: boolean;
};

export type LimitNumbers = { limit: Money | null; given: Money; left: Money | null; asked: Money };

/** Why somebody may not give it: no role, above her limit, or a thing (or a second time) that only a lead gives. */
export type WhyNot = 'no_role' | 'over_limit' | 'needs_lead' | 'given_before';

/** With what was given before: who may give it all the same has to say why. */
export type Decision = { role: Role; numbers: LimitNumbers; before: readonly GivenBefore[] } & (
  { verdict: 'allowed' } | { verdict: 'refused'; why: WhyNot }
);
export type Refusal = Extract<Decision, { verdict: 'refused' }>;

/**
 * May this role give this much on this complaint? Pure: sees neither clock nor database, and answers with everything
 * that it used, so that the answer can be explained later from its record alone.
 */
export function decide(policy: LimitPolicy, usage: LimitUsage, { total, needsLead }: LimitRequest): Decision {
  const { role, perCase } = policy;
  const { givenOnCase: given, before } = usage;
  const left = perCase ? atLeastZero(subtract(perCase, given)) : null;
  const used = { role, numbers: { limit: perCase, given, left, asked: total }, before };
  const refused = (why: WhyNot): Decision => ({ verdict: 'refused', why, ...used });
  if (role === 'none') return refused('no_role');
  if (before.length > 0 && role === 'agent') return refused('given_before');
  if (needsLead && role === 'agent') return refused('needs_lead');
  if (perCase && isMore(add(given, total), perCase)) return refused('over_limit');
  return { verdict: 'allowed', ...used };
}
