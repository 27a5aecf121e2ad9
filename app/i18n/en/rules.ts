import type { PolicyChange, PolicyValue } from '#app/domain/limits/change-policy.ts';
import type { Policy, RoleRules, ShopRules } from '#app/domain/limits/policy.ts';
import { measureAt } from '#app/domain/limits/typed-policy.ts';
import { money } from '#app/domain/money.ts';
import { limitedRoles } from '#app/domain/people.ts';
import type { LimitedRole } from '#app/domain/people.ts';
import type { Reason, Severity } from '#app/domain/complaint/complaint.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Print } from './problems.ts';
import { plural, reasonWords, remedyNames, rolesWords, severityWords } from './words.ts';

/** The owner's rules in words: as labels, as sentences, and as differences between two versions. */

export const ruleNames: Record<keyof RoleRules, string> = {
  kinds: 'What they may give',
  perRemedy: 'Per kind of remedy on a case',
  perCase: 'Per case',
  perOrder: 'Per order',
  perOrderPercent: 'Share of the order',
  perCustomer: 'Per customer',
  perCustomerCount: 'Remedies per customer',
  perDay: 'Per person and day',
};

export const shopRuleNames: Record<keyof ShopRules, string> = {
  day: 'Per day',
  dayCost: 'Per day, at cost',
  month: 'Per month',
  monthCost: 'Per month, at cost',
  hour: 'Within an hour',
  hourCount: 'Remedies within an hour',
  hours24: 'Within 24 hours',
  hours24Count: 'Remedies within 24 hours',
};

const otherNames: Readonly<Record<string, string>> = {
  customerDays: 'Customers are counted over',
  'vip.spent': 'VIP customers, spent at least',
  'vip.orders': 'VIP customers, orders at least',
  'vip.percent': 'VIP customers, limits grow to',
  'approval.hours': 'Approvals, time before the owner is asked',
  'approval.secondAbove': 'Approvals, two people above',
};

export type Speaker = {
  print: Print;
  currency: string;
  /** The name of a person, by her id. */
  nameOf: (userId: string) => string;
  roleOf: (userId: string) => LimitedRole;
  customerDays: number;
  /** Whether the reader is an owner. */
  you: boolean;
};

const lower = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
const isRuleName = (name: string): name is keyof RoleRules => name in ruleNames;

/** "Agents, per case" */
export function pathSaid(path: readonly string[], nameOf: Speaker['nameOf']): string {
  const [group = '', first = '', second = ''] = path;
  if (group === 'roles')
    return `${rolesWords[first as LimitedRole]}, ${lower(isRuleName(second) ? ruleNames[second] : second)}`;
  if (group === 'people') return `${nameOf(first)}${isRuleName(second) ? `, ${lower(ruleNames[second])}` : ''}`;
  if (group === 'shop') return `The whole shop, ${lower(shopRuleNames[first as keyof ShopRules])}`;
  if (group === 'matrix') {
    const cell = `${reasonWords[first as Reason]}, ${severityWords[second as Severity].toLowerCase()} severity`;
    return `${cell}: ${path[3] === 'proposed' ? 'what is proposed' : 'what agents may give'}`;
  }
  return otherNames[path.join('.')] ?? path.join(' ');
}

const kindsSaid = (kinds: readonly string[]): string =>
  kinds.length === 0 ? 'nothing' : kinds.map((kind) => lower(remedyNames[kind as RemedyKind])).join(', ');

/** "€50.00", "3 remedies", "no limit" */
export function valueSaid(
  path: readonly string[],
  value: PolicyValue | undefined,
  { print, currency }: Pick<Speaker, 'print' | 'currency'>,
): string {
  const measure = measureAt(path.join('.'));
  if (measure === 'kinds') return Array.isArray(value) ? kindsSaid(value as string[]) : 'every kind';
  if (measure === 'kind') return typeof value === 'string' ? lower(remedyNames[value as RemedyKind]) : 'nothing';
  if (value === undefined) return path[0] === 'people' ? 'as the role' : 'none';
  if (value === null) return path[0] === 'vip' || path[1] === 'secondAbove' ? 'never' : 'no limit';
  if (typeof value !== 'number') return String(value);
  switch (measure) {
    case 'money':
      return print(money(value, currency));
    case 'percent':
    case 'growth':
      return `${String(value)} %`;
    case 'hours':
      return plural(value, 'hour', 'hours');
    case 'days':
      return plural(value, 'day', 'days');
    default:
      return path[0] === 'vip' ? plural(value, 'order', 'orders') : plural(value, 'remedy', 'remedies');
  }
}

/** "Agents, per case: €50.00 → €40.00" */
export const changeSaid = (
  { path, before, after }: PolicyChange,
  speaker: Pick<Speaker, 'print' | 'currency' | 'nameOf'>,
): string =>
  `${pathSaid(path, speaker.nameOf)}: ${valueSaid(path, before, speaker)} → ${valueSaid(path, after, speaker)}`;

/** One part of the rules as a sentence. @param path `roles.agent.perCase` */
export function ruleSaid(path: string, value: PolicyValue, speaker: Speaker): string {
  const [group = '', first = '', second = ''] = path.split('.');
  if (group === 'shop') return shopRuleSaid(first as keyof ShopRules, value, speaker);
  if (group === 'vip' || group === 'approval' || path === 'customerDays') return otherSaid(path, value, speaker);
  const role = group === 'people' ? speaker.roleOf(first) : (first as LimitedRole);
  const who = group === 'people' ? speaker.nameOf(first) : rolesWords[role];
  return personRuleSaid(who, role, second as keyof RoleRules, value, speaker);
}

function personRuleSaid(
  who: string,
  role: LimitedRole,
  rule: keyof RoleRules,
  value: PolicyValue,
  { print, currency, customerDays, you }: Speaker,
): string {
  if (rule === 'kinds')
    return `${who} may give ${Array.isArray(value) ? kindsSaid(value as string[]) : 'every kind of remedy'}.`;
  const where = {
    perRemedy: 'of one kind on one case',
    perCase: 'on one case',
    perOrder: 'on one order',
    perOrderPercent: 'of what was paid for an order',
    perCustomer: `to one customer in ${String(customerDays)} days`,
    perCustomerCount: `to one customer in ${String(customerDays)} days`,
    perDay: 'a day each',
  }[rule];
  const owner = you ? 'you decide' : 'an owner decides';
  const above = {
    agent: `above that a lead or ${owner}`,
    lead: `above that ${owner}`,
    owner: 'for more the limit has to be raised first',
  }[role];
  if (typeof value !== 'number') {
    return rule === 'perCustomerCount'
      ? `${who} may give any number of remedies ${where}.`
      : `${who} may give any amount ${where}.`;
  }
  if (rule === 'perCustomerCount')
    return `${who} may give up to ${plural(value, 'remedy', 'remedies')} ${where}; ${above}.`;
  if (rule === 'perOrderPercent') return `${who} may give up to ${String(value)} % ${where}; ${above}.`;
  if (value === 0) return `${who} may give nothing of value ${where}; ${above}.`;
  return `${who} may give up to ${print(money(value, currency))} ${where}; ${above}.`;
}

function shopRuleSaid(rule: keyof ShopRules, value: PolicyValue, { print, currency }: Speaker): string {
  const span = {
    ...{ day: 'a day', dayCost: 'a day', month: 'a month', monthCost: 'a month' },
    ...{
      hour: 'within an hour',
      hourCount: 'within an hour',
      hours24: 'within 24 hours',
      hours24Count: 'within 24 hours',
    },
  }[rule];
  const isCount = rule === 'hourCount' || rule === 'hours24Count';
  const cost = rule === 'dayCost' || rule === 'monthCost' ? ' of what it costs you' : '';
  if (typeof value !== 'number')
    return isCount
      ? `The whole shop may give any number of remedies ${span}.`
      : `The whole shop may give any amount${cost} ${span}.`;
  const most = isCount ? plural(value, 'remedy', 'remedies') : `${print(money(value, currency))}${cost}`;
  return `The whole shop may give up to ${most} ${span}; then nothing more is given until you raise this or time has passed.`;
}

function otherSaid(path: string, value: PolicyValue, { print, currency }: Speaker): string {
  const number = typeof value === 'number' ? value : 0;
  switch (path) {
    case 'vip.spent':
      return value === null
        ? 'What a customer has spent makes nobody a VIP.'
        : `A customer who has spent ${print(money(number, currency))} is a VIP.`;
    case 'vip.orders':
      return value === null
        ? 'The number of orders makes nobody a VIP.'
        : `A customer with ${plural(number, 'order', 'orders')} is a VIP.`;
    case 'vip.percent':
      return number === 100
        ? 'For VIPs the limits are the same.'
        : `For VIPs the limits per case, order and customer grow to ${String(number)} %.`;
    case 'approval.hours':
      return `What waits for a yes longer than ${plural(number, 'hour', 'hours')} goes to an owner.`;
    case 'approval.secondAbove':
      return value === null
        ? 'One yes is enough, whatever the amount.'
        : `Above ${print(money(number, currency))} two people have to say yes.`;
    default:
      return `Customers are counted over the last ${String(number)} days.`;
  }
}

/** "Arrived damaged, high severity: agents may give refund, replacement; replacement is proposed." */
export function cellSaid(
  reason: Reason,
  severity: Severity,
  kinds: readonly string[] | null,
  proposed: string | null,
): string {
  const may = kinds === null ? 'agents may give whatever they may' : `agents may give ${kindsSaid(kinds)}`;
  const first = proposed ? `; ${lower(remedyNames[proposed as RemedyKind])} is proposed` : '';
  return `${reasonWords[reason]}, ${severityWords[severity].toLowerCase()} severity: ${may}${first}.`;
}

/** Every rule that is set, a sentence each, for who may only read them. */
export function policySaid(policy: Policy, speaker: Speaker): string[] {
  const set = (path: string, rules: object, always: readonly string[] = []) =>
    Object.entries(rules)
      .filter(([name, value]) => value !== null || always.includes(name))
      .map(([name, value]) => ruleSaid(`${path}.${name}`, value as PolicyValue, speaker));
  const cells = Object.entries(policy.matrix).flatMap(([reason, row]) =>
    Object.entries(row).map(([severity, { kinds, proposed }]) =>
      cellSaid(reason as Reason, severity as Severity, kinds, proposed),
    ),
  );
  const vip = policy.vip.spent === null && policy.vip.orders === null ? [] : set('vip', policy.vip);
  return [
    ...limitedRoles.flatMap((role) => set(`roles.${role}`, policy.roles[role], ['perCase'])),
    ...Object.entries(policy.people).flatMap(([userId, rules]) => set(`people.${userId}`, rules, Object.keys(rules))),
    ...cells,
    ...vip,
    ...set('approval', policy.approval),
  ];
}
