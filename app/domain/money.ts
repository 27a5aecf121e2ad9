import { err, ok } from './result.ts';
import type { Result } from './result.ts';

/** An amount in minor units of its currency (cents; yen; fils), always an integer. */
export type Money = { minor: number; currency: string };

/** The same amount in the currency the customer paid in and in the shop's own. */
export type MoneyPair = { presentment: Money; shop: Money };

const scales = new Map<string, number>();

/** Digits after the point in a currency: EUR 2, JPY 0, KWD 3 (ISO 4217, as the runtime's Intl knows it). */
export function currencyScale(currency: string): number {
  let scale = scales.get(currency);
  if (scale === undefined) {
    scale = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    scales.set(currency, scale);
  }
  return scale;
}

/** Makes an amount; throws when it is no safe integer, since that is a bug. */
export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) throw new Error(`not an amount in minor units: ${minor}`);
  return { minor, currency };
}

export const zero = (currency: string): Money => money(0, currency);

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new Error(`currencies differ: ${a.currency} and ${b.currency}`);
}

/** Each throws when the currencies differ. */
export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
}

export function isMore(a: Money, b: Money): boolean {
  sameCurrency(a, b);
  return a.minor > b.minor;
}

export function smaller(a: Money, b: Money): Money {
  return isMore(a, b) ? b : a;
}

export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(add, zero(currency));
}

/** Nothing below nothing: what is left of an allowance never reads as a negative number. */
export function atLeastZero(amount: Money): Money {
  return amount.minor < 0 ? zero(amount.currency) : amount;
}

/**
 * Reads a decimal of Shopify's wire ("12.5", "1000.0", "-3.10"). Digits beyond the currency's scale must be zeros.
 * Throws when it is anything else: what Shopify sends is trusted in form.
 */
export function fromDecimal(text: string, currency: string): Money {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const scale = currencyScale(currency);
  const fraction = match?.[3] ?? '';
  if (!match || /[^0]/.test(fraction.slice(scale))) throw new Error(`not a ${currency} amount: ${text.slice(0, 40)}`);
  const digits = `${match[2] ?? ''}${fraction.slice(0, scale).padEnd(scale, '0')}`;
  return money(Number(`${match[1] ?? ''}${digits}`), currency);
}

/** Writes an amount as a plain decimal with the currency's digits: "12.50", "1000". For the wire and for form fields. */
export function toDecimal(amount: Money): string {
  const scale = currencyScale(amount.currency);
  const digits = String(Math.abs(amount.minor)).padStart(scale + 1, '0');
  const sign = amount.minor < 0 ? '-' : '';
  if (scale === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Writes an amount for a reader, in the manner of her language: "€12.50", "12,50 €", "¥1,000". */
export function formatMoney(amount: Money, locale: string): string {
  // Intl formats a decimal string exactly, without passing through a float (ECMA-402, NumberFormat v3).
  const decimal = toDecimal(amount) as `${number}`;
  return new Intl.NumberFormat(locale, { style: 'currency', currency: amount.currency }).format(decimal);
}

export type AmountProblem =
  'empty' | 'not_a_number' | 'decimal_comma' | 'negative' | 'zero' | 'too_precise' | 'too_large';

// Far above any order, far below where integers stop being exact.
const largestMinor = 1_000_000_000_000;

/**
 * Reads what a person typed into an amount field. Strict on purpose: "1,00" could be one or a hundred, so it is
 * asked for again rather than guessed.
 */
export function parseAmount(text: string, currency: string): Result<Money, AmountProblem> {
  const typed = text.trim();
  if (typed === '') return err('empty');
  if (/^-\s*\d/.test(typed)) return err('negative');
  if (/^\d+,\d+$/.test(typed)) return err('decimal_comma');
  const match = /^(\d+)(?:\.(\d+))?$/.exec(typed);
  if (!match) return err('not_a_number');
  const scale = currencyScale(currency);
  const whole = match[1] ?? '';
  const fraction = match[2] ?? '';
  if (whole.length > 15) return err('too_large');
  if (fraction.length > scale) return err('too_precise');
  const minor = Number(`${whole}${fraction.padEnd(scale, '0')}`);
  if (minor === 0) return err('zero');
  if (minor > largestMinor) return err('too_large');
  return ok(money(minor, currency));
}

/** So many percent of an amount in minor units, rounded down: a limit never grows by rounding. @param percent whole */
export const percentOf = (minor: number, percent: number): number => Number((BigInt(minor) * BigInt(percent)) / 100n);

/**
 * The shop-currency value of a part of an amount known in both currencies, rounded up: a limit must never be
 * passed by rounding. Exact integer arithmetic.
 */
export function shopValue(part: Money, whole: MoneyPair): Money {
  sameCurrency(part, whole.presentment);
  const { presentment, shop } = whole;
  if (presentment.currency === shop.currency) return money(part.minor, shop.currency);
  if (presentment.minor === 0) throw new Error('no rate: the whole is zero');
  const product = BigInt(part.minor) * BigInt(shop.minor);
  const divisor = BigInt(presentment.minor);
  return money(Number((product + divisor - 1n) / divisor), shop.currency);
}
