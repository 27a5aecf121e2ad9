/** Days and amounts as they stand in a customer's page. */
import { formatMoney, type Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/language.ts';
import { dayAt, type Day } from '#app/domain/shop-day.ts';
import type { ToldItems } from '#app/domain/remedy/told-to-customer.ts';

// Days stand before months everywhere we write to.
const locales: Record<Language, string> = { en: 'en-GB', uk: 'uk', pl: 'pl', cs: 'cs', ru: 'ru' };
const ofYear: Record<Language, string> = { en: '', uk: ' року', pl: '', cs: '', ru: ' года' };

/** The same parts of a page for one reader: in her language, by the shop's calendar. */
export type Writer = {
  /** "27 November", with the year unless it is this one; in the form that follows "by" and "on". */
  day: (at: Date | Day) => string;
  /** "27 November, 14:05" by the shop's clock. */
  moment: (at: Date) => string;
  isToday: (at: Date) => boolean;
  money: (amount: Money) => string;
  /** "5 %" as her language writes it. */
  percent: (percent: number) => string;
  /** "2 × Blue mug, 1 × Bowl" */
  items: (items: ToldItems) => string;
};

export function writerFor(language: Language, timeZone: string, now: Date): Writer {
  const locale = locales[language];
  const today = dayAt(now, timeZone);
  const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const percents = new Intl.NumberFormat(locale, { style: 'percent' });
  const day = (at: Date | Day): string => {
    const date = typeof at === 'string' ? at : dayAt(at, timeZone);
    const year = date.slice(0, 4);
    const said = days.format(new Date(`${date}T00:00:00Z`));
    return year === today.slice(0, 4) ? said : `${said} ${year}${ofYear[language]}`;
  };
  return {
    day,
    moment: (at) => `${day(at)}, ${times.format(at)}`,
    isToday: (at) => dayAt(at, timeZone) === today,
    money: (amount) => formatMoney(amount, locale),
    percent: (percent) => percents.format(percent / 100),
    items: (items) => items.map(({ title, quantity }) => `${String(quantity)} × ${title}`).join(', '),
  };
}
