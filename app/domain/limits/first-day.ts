import { currencyScale, money } from '../money.ts';
import type { Money } from '../money.ts';
import type { LimitedRole } from '../people.ts';

// Before the owner has set anything: small for agents, more for leads, none for the owner.
const inEuros: Record<LimitedRole, number | null> = { agent: 50, lead: 200, owner: null };

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

/** What a role may give on one complaint before the owner has decided, in the shop's currency; null = no limit. */
export function firstDayLimit(role: LimitedRole, currency: string): Money | null {
  const euros = inEuros[role];
  return euros === null ? null : firstDayAmount(euros, currency);
}

/** What so many euros are about, in a currency: for what nobody has set yet. */
export const firstDayAmount = (euros: number, currency: string): Money =>
  money(euros * (unitsPerEuro[currency] ?? 1) * 10 ** currencyScale(currency), currency);
