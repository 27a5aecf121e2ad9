import type { LimitNumbers, NeedsApproval, NotHers } from '#app/domain/limits/decide.ts';
import { isCount, leftOf } from '#app/domain/limits/limits.ts';
import type { Check, LimitName } from '#app/domain/limits/limits.ts';
import { money } from '#app/domain/money.ts';
import type { Role } from '#app/domain/people.ts';
import type { Print } from './problems.ts';
import { remedyNames, rolesWords } from './words.ts';

/** What a limit is counted on, after "Up to €50.00 …". */
const onWhat: Record<LimitName, string> = {
  per_remedy: 'of one kind per case',
  per_case: 'per case',
  per_order: 'per order',
  per_order_percent: 'of this order',
  per_customer: 'per customer',
  per_customer_count: 'per customer',
  per_day: 'a day',
  shop_hour: 'within an hour in the whole shop',
  shop_hour_count: 'within an hour in the whole shop',
  shop_hours24: 'within 24 hours in the whole shop',
  shop_hours24_count: 'within 24 hours in the whole shop',
  shop_day: 'a day in the whole shop',
  shop_day_cost: 'a day in the whole shop, at cost',
  shop_month: 'a month in the whole shop',
  shop_month_cost: 'a month in the whole shop, at cost',
};

/** What is left of a limit is left "for this case", after "Leaves €30.00 of your €50.00 …". */
const forWhat: Record<LimitName, string> = {
  ...onWhat,
  per_remedy: 'for this kind on this case',
  per_case: 'for this case',
  per_order: 'for this order',
  per_order_percent: 'for this order',
  per_customer: 'for this customer',
  per_customer_count: 'for this customer',
  per_day: 'for today',
};
export const leftForWhat = (limit: LimitName | null): string => forWhat[limit ?? 'per_case'];

/** "Up to €50.00 per case for agents. €38.50 given, €11.50 left." */
export function limitSaid(check: Check, role: Role, currency: string, print: Print): string {
  const { limit, most, used } = check;
  const whose = limit.startsWith('shop_') ? '' : ` for ${rolesWords[role].toLowerCase()}`;
  const amount = (value: number) => (isCount(limit) ? `${String(value)}` : print(money(value, currency)));
  const things = isCount(limit) ? ' remedies' : '';
  return `Up to ${amount(most)}${things} ${onWhat[limit]}${whose}. ${amount(used)} given, ${amount(leftOf(check))} left.`;
}

/** "Limit €50.00 per case: €38.50 given, €11.50 left." Of whoever's limit it was. */
export function limitNumbers(check: Check, currency: string, print: Print): string {
  const { limit, most, used } = check;
  const amount = (value: number) => (isCount(limit) ? `${String(value)}` : print(money(value, currency)));
  return `Limit ${amount(most)} ${onWhat[limit]}: ${amount(used)} given, ${amount(leftOf(check))} left.`;
}

/** The same from what the screens keep of the limit that binds; null where none does. */
export function numbersSaid({ name, limit, given, left }: LimitNumbers, role: Role, print: Print): string | null {
  if (!limit || !left) return null;
  const check = { limit: name ?? 'per_case', most: limit.minor, used: limit.minor - left.minor, asked: 0 };
  return limitSaid(given.minor > limit.minor ? { ...check, used: given.minor } : check, role, limit.currency, print);
}

/** Why a kind is not this person's to give. */
export function kindSaid({ why, kind }: Pick<NotHers, 'why' | 'kind'>): string {
  const name = kind ? remedyNames[kind].toLowerCase() : 'this';
  return why === 'reason' ? `Agents do not give ${name} for this reason and severity.` : `You may not give ${name}.`;
}

/** Why something was sent for approval, in one sentence for whoever answers. */
export function notHersSaid({ why, check, kind, role, numbers, before }: NeedsApproval, print: Print): string {
  const who = rolesWords[role].toLowerCase();
  switch (why) {
    case 'over_limit':
      return check ? limitSaid(check, role, numbers.asked.currency, print) : `It is above the limit for ${who}.`;
    case 'needs_lead':
      return 'Only a lead or the store owner may give this.';
    case 'given_before':
      return before.length > 0
        ? 'Something was given for the same before: only a lead or the store owner may give more.'
        : '';
    case 'second':
      return 'So much needs the yes of a second person.';
    case 'kind':
      return `${kind ? remedyNames[kind] : 'This'} is not for ${who} to give.`;
    case 'reason':
      return `${kind ? remedyNames[kind] : 'This'} is not what ${who} give for this reason and severity.`;
    case 'no_role':
      return '';
  }
}
