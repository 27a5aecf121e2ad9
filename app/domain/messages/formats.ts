import type { Language } from '../language.ts';
import { formatMoney } from '../money.ts';
import type { Money } from '../money.ts';
import type { Day } from '../shop-day.ts';

/** How Intl is asked for each language; English with the day before the month, which no reader takes for another date. */
const locales: Record<Language, string> = { en: 'en-GB', uk: 'uk-UA', pl: 'pl-PL', cs: 'cs-CZ', ru: 'ru-RU' };

/**
 * A day for a customer: "27 November", "27 listopada", "27. listopadu", with the year when it is another than `today`'s. In the
 * Slavic languages the month stands in the genitive, so the same words fit after "by" and after "on".
 */
export function writeDay(day: Day, language: Language, today: Day): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(locales[language], {
    ...{ day: 'numeric', month: 'long', timeZone: 'UTC' },
    ...(!sameYear && { year: 'numeric' }),
  }).format(new Date(`${day}T00:00:00Z`));
}

/** An amount for a customer: "€12.50", "12,50 €", "129,00 zł". */
export const writeMoney = (amount: Money, language: Language): string => formatMoney(amount, locales[language]);

/** Things one after the other: "Mug × 2 and Plate", "Mug × 2 i Plate". */
export const writeList = (things: readonly string[], language: Language): string =>
  new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(things);
