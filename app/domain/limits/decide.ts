import type { Reason, Severity } from '../complaint/complaint.ts';
import { money } from '../money.ts';
import type { Money } from '../money.ts';
import type { LimitedRole, Role } from '../people.ts';
import type { RemedyKind } from '../remedy/kinds.ts';
import type { GivenBefore } from './given-before.ts';
import { isCount, leftOf, passes, personalChecks, shopChecks } from './limits.ts';
import type { AskedRemedy, Check, LimitName } from './limits.ts';
import { above, forVip, rulesFor } from './policy.ts';
import type { Policy, RoleRules } from './policy.ts';
import type { LimitUsage } from './usage.ts';

export type LimitRequest = {
  /** Who decides: whoever asks, or of those who approved the one with the right to. */
  person: { userId: string; role: Role };
  reason: Reason;
  severity: Severity;
  /** Whether the customer is one by the policy's rule. */
  vip: boolean;
  remedies: readonly AskedRemedy[];
  /** How many others have said yes already. */
  seconds: number;
};

/** Why somebody may not give it by herself. */
export type WhyNot =
  | 'no_role'
  | 'over_limit'
  /** A thing that only a lead gives. */
  | 'needs_lead'
  /** Something was given for the same incident already. */
  | 'given_before'
  /** Not one of the kinds that her role (or she) may give. */
  | 'kind'
  /** Not what is given for this reason and severity. */
  | 'reason'
  /** So much that two people have to say yes. */
  | 'second';

/** What the screens say of the limit that binds: of a person, in money. `limit: null` = none is set. */
export type LimitNumbers = {
  name: LimitName | null;
  limit: Money | null;
  given: Money;
  left: Money | null;
  asked: Money;
};

type Objection = { why: WhyNot; check: Check | null; kind: RemedyKind | null };

/** Everything that it was decided on stands in it, so that it can be explained, and replayed, from its record alone. */
export type Decision = {
  role: Role;
  numbers: LimitNumbers;
  /** Every limit that was set, as it stood. */
  checks: readonly Check[];
  /** With what was given before: who may give it all the same has to say why. */
  before: readonly GivenBefore[];
} & (
  | { verdict: 'allowed' }
  /** Somebody above has to say yes; `people` = how many. */
  | ({ verdict: 'needs_approval'; by: 'lead' | 'owner'; people: 1 | 2 } & Objection)
  | ({ verdict: 'refused' } & Objection)
);
export type Refusal = Extract<Decision, { verdict: 'refused' }>;
/** A decision that this person cannot take by herself. */
export type NotHers = Exclude<Decision, { verdict: 'allowed' }>;
export type NeedsApproval = Extract<Decision, { verdict: 'needs_approval' }>;

/**
 * May this person give this? Pure: sees neither clock nor database. What binds the shop refuses; what binds a person goes
 * to whoever above her may give it; what nobody may give is refused.
 */
export function decide(policy: Policy, usage: LimitUsage, request: LimitRequest): Decision {
  const { person, remedies, seconds } = request;
  const { role } = person;
  const rules = rulesOfPerson(policy, request, role, person.userId);
  const own = rules ? personalChecks(rules, policy.customerDays, usage, remedies) : [];
  const shop = shopChecks(policy, usage, remedies);
  const checks = [...own, ...shop];
  const used = { role, numbers: numbersOf(own, usage, request, policy.currency), checks, before: usage.before };
  if (!rules) return { verdict: 'refused', why: 'no_role', check: null, kind: null, ...used };
  const overShop = failing(shop);
  if (overShop) return { verdict: 'refused', why: 'over_limit', check: overShop, kind: null, ...used };
  const two = needsTwo(policy, usage, remedies);
  const objection = objectionTo(policy, usage, request, rules, own);
  if (!objection) {
    if (!two || seconds > 0) return { verdict: 'allowed', ...used };
    return { verdict: 'needs_approval', by: 'lead', people: 1, why: 'second', check: null, kind: null, ...used };
  }
  const by = whoMay(policy, usage, request);
  if (!by) return { verdict: 'refused', ...objection, ...used };
  return { verdict: 'needs_approval', by, people: two ? 2 : 1, ...objection, ...used };
}

/** Counted on the case, so that a gift in pieces needs the same two people. */
const needsTwo = (
  { approval: { secondAbove } }: Policy,
  usage: LimitUsage,
  remedies: readonly AskedRemedy[],
): boolean => secondAbove !== null && askedFor(remedies) > 0 && usage.case.face + askedFor(remedies) > secondAbove;

const askedFor = (remedies: readonly AskedRemedy[]): number => remedies.reduce((sum, { face }) => sum + face, 0);

function rulesOfPerson(
  policy: Policy,
  { vip }: Pick<LimitRequest, 'vip'>,
  role: Role,
  userId: string | null,
): RoleRules | null {
  if (role === 'none') return null;
  const rules = userId === null ? policy.roles[role] : rulesFor(policy, role, userId);
  return vip ? forVip(rules, policy.vip) : rules;
}

function objectionTo(
  policy: Policy,
  usage: LimitUsage,
  { person: { role }, reason, severity, remedies }: LimitRequest,
  rules: RoleRules,
  own: readonly Check[],
): Objection | null {
  const agent = role === 'agent';
  if (agent && usage.before.length > 0) return { why: 'given_before', check: null, kind: null };
  const forLead = remedies.find(({ needsLead }) => needsLead);
  if (agent && forLead) return { why: 'needs_lead', check: null, kind: forLead.kind };
  const foreign = remedies.find(({ kind }) => rules.kinds?.includes(kind) === false);
  if (foreign) return { why: 'kind', check: null, kind: foreign.kind };
  const fitting = policy.matrix[reason]?.[severity]?.kinds;
  const unfit = agent && fitting ? remedies.find(({ kind }) => !fitting.includes(kind)) : undefined;
  if (unfit) return { why: 'reason', check: null, kind: unfit.kind };
  const over = failing(own);
  return over ? { why: 'over_limit', check: over, kind: over.kind ?? null } : null;
}

/** The nearest role above that may give it. What its people gave today is not known yet: that counts when they approve. */
function whoMay(policy: Policy, usage: LimitUsage, request: LimitRequest): 'lead' | 'owner' | null {
  const fresh = { ...usage, person: { day: { face: 0, cost: 0, remedies: 0 } } };
  const may = (role: LimitedRole): boolean => {
    const rules = rulesOfPerson(policy, request, role, null);
    if (!rules) return false;
    const own = personalChecks(rules, policy.customerDays, fresh, request.remedies);
    return objectionTo(policy, fresh, { ...request, person: { userId: '', role } }, rules, own) === null;
  };
  return above[request.person.role].find(may) ?? null;
}

/** Of those that fail the one that leaves least: giving less for the sake of another would only meet this one next. */
const failing = (checks: readonly Check[]): Check | undefined =>
  checks.filter((check) => !passes(check)).sort((a, b) => leftOf(a) - leftOf(b))[0];

/** Of the limits in money the failing one that leaves least, else the one that leaves least; without any, what the case has had. */
function numbersOf(
  own: readonly Check[],
  usage: LimitUsage,
  { remedies }: LimitRequest,
  currency: string,
): LimitNumbers {
  const inMoney = own.filter(({ limit }) => !isCount(limit));
  const [tightest] = [...inMoney].sort((a, b) => leftOf(a) - a.asked - (leftOf(b) - b.asked));
  const binding = failing(inMoney) ?? tightest;
  const amount = (minor: number): Money => money(minor, currency);
  if (!binding)
    return {
      ...{ name: null, limit: null, left: null },
      ...{ given: amount(usage.case.face), asked: amount(askedFor(remedies)) },
    };
  const { limit, most, used, asked } = binding;
  return { name: limit, limit: amount(most), given: amount(used), left: amount(leftOf(binding)), asked: amount(asked) };
}
