import { currencyScale, money } from '../money.ts';
import type { Money } from '../money.ts';
import type { LimitedRole } from '../people.ts';
import type { Policy, RoleRules } from './policy.ts';

// Orders of magnitude, so that the first day means about the same everywhere. Not exchange rates.
const unitsPerEuro: Record<string, number> = {
  CZK: 25,
  DKK: 7,
  HUF: 400,
  INR: 90,
  JPY: 150,
  KRW: 1500,
  MXN: 20,
  NOK: 10,
  PLN: 4,
  SEK: 10,
  TRY: 40,
  TWD: 30,
  UAH: 40,
  ZAR: 20,
};

/** What so many euros are about, in a currency: for what nobody has set yet. */
export const firstDayAmount = (euros: number, currency: string): Money =>
  money(euros * (unitsPerEuro[currency] ?? 1) * 10 ** currencyScale(currency), currency);

/** Before the owner has set anything, in euros: small for agents, more for leads, none for the owner. */
const inEuros: Record<LimitedRole, Pick<RoleRules, 'perCase' | 'perCustomer' | 'perDay'>> = {
  agent: { perCase: 50, perCustomer: 150, perDay: 500 },
  lead: { perCase: 200, perCustomer: 600, perDay: 2000 },
  owner: { perCase: null, perCustomer: null, perDay: null },
};

/** The rules of a shop in which nobody has set any. Each role may give every kind; some ask for a lead by themselves. */
export function firstDayPolicy(currency: string): Policy {
  const amount = (euros: number | null) => (euros === null ? null : firstDayAmount(euros, currency).minor);
  const rules = (role: LimitedRole): RoleRules => {
    const { perCase, perCustomer, perDay } = inEuros[role];
    return {
      ...{ kinds: null, perRemedy: null, perCase: amount(perCase), perOrder: null, perOrderPercent: null },
      ...{ perCustomer: amount(perCustomer), perCustomerCount: null, perDay: amount(perDay) },
    };
  };
  return {
    currency,
    roles: { agent: rules('agent'), lead: rules('lead'), owner: rules('owner') },
    people: {},
    shop: {
      ...{ hour: null, hourCount: null, hours24: null, hours24Count: null },
      ...{ day: null, dayCost: null, month: null, monthCost: null },
    },
    matrix: {},
    customerDays: 90,
    vip: { spent: null, orders: null, percent: 150 },
    approval: { hours: 24, secondAbove: null },
  };
}
