import { percentOf } from '../money.ts';
import type { RemedyKind } from '../remedy/kinds.ts';
import type { Policy, RoleRules } from './policy.ts';
import type { Amounts, LimitUsage } from './usage.ts';

/** Limits that bind a person; somebody above her may approve past them, inside the limits of that one. */
export const personalLimits = [
  'per_remedy',
  'per_case',
  'per_order',
  'per_order_percent',
  'per_customer',
  'per_customer_count',
  'per_day',
] as const;
/** Limits that bind the whole shop: nobody may approve past them. */
export const shopLimits = [
  'shop_hour',
  'shop_hour_count',
  'shop_hours24',
  'shop_hours24_count',
  'shop_day',
  'shop_day_cost',
  'shop_month',
  'shop_month_cost',
] as const;
export type LimitName = (typeof personalLimits)[number] | (typeof shopLimits)[number];

/** One limit held against what is used and asked. Minor units of the shop's currency, or a number of remedies. */
export type Check = {
  limit: LimitName;
  /** Of which kind, for `per_remedy`. */
  kind?: RemedyKind;
  most: number;
  used: number;
  asked: number;
};

export const isCount = (limit: LimitName): boolean => limit.endsWith('_count');
/** What gives nothing away cannot be too much, whatever has been given before. */
export const passes = ({ most, used, asked }: Check): boolean => asked === 0 || used + asked <= most;
export const leftOf = ({ most, used }: Check): number => Math.max(0, most - used);

/** What is asked for in one decision, a line each. */
export type AskedRemedy = {
  kind: RemedyKind;
  /** Minor units of the shop's currency. */
  face: number;
  cost: number;
  /** Something that only a lead decides on, whatever it is worth. */
  needsLead: boolean;
};

const total = (remedies: readonly AskedRemedy[], part: 'face' | 'cost'): number =>
  remedies.reduce((all, each) => all + each[part], 0);

/** Every limit of a person that is set, held against what she asks for. */
export function personalChecks(
  rules: RoleRules,
  days: Policy['customerDays'],
  usage: LimitUsage,
  remedies: readonly AskedRemedy[],
): Check[] {
  const asked = total(remedies, 'face');
  const customer = usage.customer?.[`days${days}`];
  const kinds = [...new Set(remedies.map(({ kind }) => kind))];
  const ofOrder = rules.perOrderPercent === null ? null : percentOf(usage.order.paid, rules.perOrderPercent);
  return [
    ...kinds.flatMap((kind) => {
      const ofKind = remedies.filter((each) => each.kind === kind);
      const used = usage.case.byKind[kind] ?? 0;
      return checked('per_remedy', rules.perRemedy, used, total(ofKind, 'face')).map((check) => ({ ...check, kind }));
    }),
    ...checked('per_case', rules.perCase, usage.case.face, asked),
    ...checked('per_order', rules.perOrder, usage.order.face, asked),
    ...checked('per_order_percent', ofOrder, usage.order.face, asked),
    ...(customer ? checked('per_customer', rules.perCustomer, customer.face, asked) : []),
    ...(customer ? checked('per_customer_count', rules.perCustomerCount, customer.remedies, remedies.length) : []),
    ...checked('per_day', rules.perDay, usage.person.day.face, asked),
  ];
}

/** Every limit of the shop that is set. */
export function shopChecks(
  { shop: rules }: Policy,
  { shop }: Pick<LimitUsage, 'shop'>,
  remedies: readonly AskedRemedy[],
): Check[] {
  const asked: Amounts = { face: total(remedies, 'face'), cost: total(remedies, 'cost'), remedies: remedies.length };
  return [
    ...checked('shop_hour', rules.hour, shop.hour.face, asked.face),
    ...checked('shop_hour_count', rules.hourCount, shop.hour.remedies, asked.remedies),
    ...checked('shop_hours24', rules.hours24, shop.hours24.face, asked.face),
    ...checked('shop_hours24_count', rules.hours24Count, shop.hours24.remedies, asked.remedies),
    ...checked('shop_day', rules.day, shop.day.face, asked.face),
    ...checked('shop_day_cost', rules.dayCost, shop.day.cost, asked.cost),
    ...checked('shop_month', rules.month, shop.month.face, asked.face),
    ...checked('shop_month_cost', rules.monthCost, shop.month.cost, asked.cost),
  ];
}

const checked = (limit: LimitName, most: number | null, used: number, asked: number): Check[] =>
  most === null ? [] : [{ limit, most, used, asked }];
