import { remedyRules } from '../remedy/rules.ts';
import type { RemedyKind } from '../remedy/kinds.ts';
import { customerDays } from './policy.ts';
import type { Policy } from './policy.ts';

/** What is wrong with a policy, and where: `roles.agent.perCase`. */
export type PolicyProblem = { path: string; kind: 'not_an_amount' | 'too_much' | 'out_of_range' | 'unknown_kind' };

const mostMinor = 1_000_000_000_000;
const isKind = (kind: string): kind is RemedyKind => kind in remedyRules;

/** Whether a policy can be held to: whole amounts that are not negative, known kinds, sensible spans. Null = it can. */
export function checkPolicy(policy: Policy): PolicyProblem | null {
  const { roles, people, shop, matrix, vip, approval } = policy;
  const sets = [
    ...Object.entries(roles).map(([role, rules]) => [`roles.${role}`, rules] as const),
    ...Object.entries(people).map(([userId, rules]) => [`people.${userId}`, rules] as const),
    ['shop', shop] as const,
    ['vip', { spent: vip.spent, orders: vip.orders }] as const,
    ['approval', { secondAbove: approval.secondAbove }] as const,
  ];
  for (const [path, rules] of sets) {
    for (const [name, value] of Object.entries(rules)) {
      const problem = name === 'kinds' ? kindsProblem(value as readonly string[] | null) : amountProblem(value);
      if (problem) return { path: `${path}.${name}`, kind: problem };
    }
  }
  for (const [reason, cells] of Object.entries(matrix)) {
    for (const [severity, cell] of Object.entries(cells)) {
      const named = [...(cell.kinds ?? []), ...(cell.proposed ? [cell.proposed] : [])];
      if (kindsProblem(named)) return { path: `matrix.${reason}.${severity}`, kind: 'unknown_kind' };
    }
  }
  const within = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (!customerDays.includes(policy.customerDays)) return { path: 'customerDays', kind: 'out_of_range' };
  if (!within(vip.percent, 100, 1000)) return { path: 'vip.percent', kind: 'out_of_range' };
  if (!within(approval.hours, 1, 336)) return { path: 'approval.hours', kind: 'out_of_range' };
  return null;
}

const kindsProblem = (kinds: readonly string[] | null) => (kinds?.every(isKind) === false ? 'unknown_kind' : null);

function amountProblem(value: unknown): 'not_an_amount' | 'too_much' | null {
  if (value === null) return null;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) return 'not_an_amount';
  return value > mostMinor ? 'too_much' : null;
}
