import type { Reason, Severity } from '../complaint/complaint.ts';
import { percentOf } from '../money.ts';
import type { LimitedRole, Role } from '../people.ts';
import type { RemedyKind } from '../remedy/kinds.ts';

/**
 * What the owner has set: who may give what. Amounts are integer minor units of `currency`, the shop's; null = no limit.
 * Stored whole as a version (`policy_versions`), so that a decision can be replayed from its record.
 */
export type Policy = {
  currency: string;
  roles: Record<LimitedRole, RoleRules>;
  /** What differs from her role for one person, by user id. */
  people: Record<string, Partial<RoleRules>>;
  shop: ShopRules;
  /** Kinds that agents may give, and the one that is proposed, by reason and severity. What is absent has no rule. */
  matrix: Partial<Record<Reason, Partial<Record<Severity, MatrixCell>>>>;
  /** How far back `perCustomer` counts, in days. */
  customerDays: CustomerDays;
  vip: VipRules;
  approval: ApprovalRules;
};

export const customerDays = [30, 90, 365] as const;
export type CustomerDays = (typeof customerDays)[number];

/** What one person may give. Everything counts at face value, held and given; what was released or taken back does not. */
export type RoleRules = {
  /** Null = every kind, those to come too. */
  kinds: readonly RemedyKind[] | null;
  /** Of one kind on one case, however many pieces it is given in. */
  perRemedy: number | null;
  perCase: number | null;
  perOrder: number | null;
  /** Of what was paid for the order, in percent. */
  perOrderPercent: number | null;
  /** To one customer, over all orders, in the last `customerDays`. */
  perCustomer: number | null;
  /** Remedies, not money. */
  perCustomerCount: number | null;
  /** By one person on one day of the shop. */
  perDay: number | null;
};

/** What the whole shop gives, whoever gives it. Nobody can approve past these: the owner changes them or nothing is given. */
export type ShopRules = {
  /** In the last hour and the last 24, in steps of five minutes: a brake. */
  hour: number | null;
  hourCount: number | null;
  hours24: number | null;
  hours24Count: number | null;
  /** Budgets, at face value and at what it costs the shop, per day and month of the shop's time zone. */
  day: number | null;
  dayCost: number | null;
  month: number | null;
  monthCost: number | null;
};

/** `kinds: null` = all that the person may give. */
export type MatrixCell = { kinds: readonly RemedyKind[] | null; proposed: RemedyKind | null };

/** A customer is a VIP from so much spent or so many orders on; amounts per remedy, case, order and customer grow to `percent`. */
export type VipRules = { spent: number | null; orders: number | null; percent: number };

export type ApprovalRules = {
  /** How long the people who may approve have, before it goes to the owner. */
  hours: number;
  /** Above this on one case, one more person has to say yes; null = never. */
  secondAbove: number | null;
};

/** What holds for a person: her role's rules, and what differs for her. */
export const rulesFor = (policy: Policy, role: LimitedRole, userId: string): RoleRules => ({
  ...policy.roles[role],
  ...policy.people[userId],
});

const grown = (amount: number | null, percent: number): number | null =>
  amount === null ? null : percentOf(amount, percent);

/** The same rules for a customer who is a VIP. */
export const forVip = (rules: RoleRules, { percent }: VipRules): RoleRules => ({
  ...rules,
  perRemedy: grown(rules.perRemedy, percent),
  perCase: grown(rules.perCase, percent),
  perOrder: grown(rules.perOrder, percent),
  perCustomer: grown(rules.perCustomer, percent),
});

/** @param customer what Shopify said of her last: amount in minor units of the shop's currency; null for a guest */
export function isVip({ spent, orders }: VipRules, customer: { spent: number; orders: number } | null): boolean {
  if (customer === null) return false;
  return (spent !== null && customer.spent >= spent) || (orders !== null && customer.orders >= orders);
}

/** Who stands above a role, nearest first: whom to ask. */
export const above: Record<Role, readonly ('lead' | 'owner')[]> = {
  none: [],
  agent: ['lead', 'owner'],
  lead: ['owner'],
  owner: [],
};
