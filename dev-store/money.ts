/**
 * Money of the dev store: integer minor units, one scale per currency. The only file here that parses or prints amounts.
 */

/** An amount in the smallest unit of its currency (cents, yen, fils). Always an integer. */
export type Minor = number;

/** The same amount in the shop's currency and in the currency the customer paid in. */
export type Bag = { shop: Minor; presentment: Minor };

/** The two currencies an order is kept in. */
export type Currencies = { currency: string; presentmentCurrency: string };

const SCALES = new Map<string, number>([
  ['JPY', 0],
  ['KRW', 0],
  ['VND', 0],
  ['CLP', 0],
  ['ISK', 0],
  ['KWD', 3],
  ['BHD', 3],
  ['JOD', 3],
  ['OMR', 3],
  ['TND', 3],
]);

/** Number of decimals of a currency (ISO 4217). */
export function scaleOf(currency: string): number {
  return SCALES.get(currency) ?? 2;
}

/**
 * Parses a decimal string into minor units.
 * @returns null when the text is no plain decimal, or has more decimals than the currency (trailing zeros are fine).
 */
export function parseMinor(text: string, currency: string): Minor | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(text.trim());
  if (match === null) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const scale = scaleOf(currency);
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > scale) return null;
  const value = Number(whole + significant.padEnd(scale, '0'));
  if (!Number.isSafeInteger(value)) return null;
  return sign === '-' ? -value : value;
}

/** A number of whole units, as GraphQL's `Float` carries it, in minor units. */
export function minorOf(value: number, currency: string): Minor {
  return Math.round(value * 10 ** scaleOf(currency));
}

/** Minor units as a decimal string with the currency's own number of decimals: `1250 EUR` is "12.50", `500 JPY` is "500". */
export function plain(minor: Minor, currency: string): string {
  return withDecimals(minor, scaleOf(currency));
}

/** `MoneyV2.amount`: shortest form with at least one decimal: "1.0", "7.5", "7.23" [W]. */
export function decimalAmount(minor: Minor, currency: string): string {
  const text = withDecimals(minor, scaleOf(currency));
  if (!text.includes('.')) return `${text}.0`;
  const trimmed = text.replace(/0+$/, '');
  return trimmed.endsWith('.') ? `${trimmed}0` : trimmed;
}

/** The scalar `Money` keeps two decimals ("0.00") [W]; three-decimal currencies keep their third (evidence silent). */
export function moneyScalar(minor: Minor, currency: string): string {
  const text = withDecimals(minor, scaleOf(currency));
  if (!text.includes('.')) return `${text}.00`;
  return text;
}

const SYMBOLS = new Map<string, string>([
  ['USD', '$'],
  ['CAD', '$'],
  ['AUD', '$'],
  ['EUR', '€'],
  ['GBP', '£'],
  ['JPY', '¥'],
  ['PLN', 'zł'],
  ['CZK', 'Kč'],
]);

/** Amount as userErrors print it: "$25.00" [W for dollars; the other symbols follow the same pattern, evidence silent]. */
export function spoken(minor: Minor, currency: string): string {
  return `${SYMBOLS.get(currency) ?? `${currency} `}${plain(minor, currency)}`;
}

/** `part / whole` of an amount, rounded half up; `whole` 0 gives 0. */
export function portion(amount: Minor, part: number, whole: number): Minor {
  return whole === 0 ? 0 : Math.round((amount * part) / whole);
}

/** Sum of two bags. */
export function addBags(a: Bag, b: Bag): Bag {
  return { shop: a.shop + b.shop, presentment: a.presentment + b.presentment };
}

/** Difference of two bags. */
export function subtractBags(a: Bag, b: Bag): Bag {
  return { shop: a.shop - b.shop, presentment: a.presentment - b.presentment };
}

/** Sum of many bags. */
export function sumBags(bags: readonly Bag[]): Bag {
  return bags.reduce(addBags, ZERO);
}

/** No money. */
export const ZERO: Bag = Object.freeze({ shop: 0, presentment: 0 });

function withDecimals(minor: Minor, scale: number): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(scale + 1, '0');
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
