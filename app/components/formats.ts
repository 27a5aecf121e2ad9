import { currencyScale, formatMoney, money, toDecimal } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import { timeTexts } from '#app/i18n/en/time.ts';

/** Who reads: her language for amounts and dates, the shop's time zone, and the server's time when the page was made. */
export type Reader = { locale: string; timeZone: string; now: string };

export type Formats = {
  money: (amount: Money) => string;
  /** The order's currency first, the shop's in brackets when it is another one. */
  pair: (amount: Money, shopAmount: Money) => string;
  /** "22 Nov 2026" */
  date: (iso: string) => string;
  /** "22 Nov, 14:02" */
  dateTime: (iso: string) => string;
  /** "22 Nov 2026". Takes a plain date ("2026-11-22"). */
  day: (date: string) => string;
  /** "Mon", for charts. Takes a plain date ("2026-11-22"). */
  weekday: (date: string) => string;
  /** "Mon, 22 Nov", for tables beside charts. Takes a plain date. */
  dayOf: (date: string) => string;
  /** "5 minutes ago", "3 days ago" */
  ago: (iso: string) => string;
  /** "today, 16:00", "tomorrow, 09:30", "22 Nov, 16:00" */
  moment: (iso: string) => string;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * All printing of amounts and times for one reader. Depends on nothing but the reader, so that the server and the
 * browser print the same.
 */
export function makeFormats(reader: Reader): Formats {
  const { locale, timeZone } = reader;
  const now = Date.parse(reader.now);
  const formatter = (options: Intl.DateTimeFormatOptions, zone = timeZone): ((at: number) => string) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    // Node and the browser disagree on which narrow space stands before "PM".
    return (at) => format.format(at).replaceAll('\u202f', ' ');
  };
  const date = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
  const day = formatter({ day: 'numeric', month: 'short', year: 'numeric' }, 'UTC');
  const dayMonth = formatter({ day: 'numeric', month: 'short' });
  const time = formatter({ hour: 'numeric', minute: '2-digit' });
  const weekday = formatter({ weekday: 'short' }, 'UTC');
  const dayOf = formatter({ weekday: 'short', day: 'numeric', month: 'short' }, 'UTC');
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const print = (amount: Money): string => formatMoney(amount, locale);
  const dateTime = (iso: string): string => timeTexts.onDay(dayMonth(Date.parse(iso)), time(Date.parse(iso)));

  return {
    money: print,
    pair: (amount, shopAmount) =>
      amount.currency === shopAmount.currency ? print(amount) : `${print(amount)} (${print(shopAmount)})`,
    date: (iso) => date(Date.parse(iso)),
    dateTime,
    day: (plain) => day(Date.parse(`${plain}T00:00:00Z`)),
    weekday: (day) => weekday(Date.parse(`${day}T00:00:00Z`)),
    dayOf: (day) => dayOf(Date.parse(`${day}T00:00:00Z`)),
    ago: (iso) => {
      const pastMs = now - Date.parse(iso);
      if (pastMs < minuteMs) return timeTexts.justNow;
      if (pastMs < hourMs) return relative.format(-Math.floor(pastMs / minuteMs), 'minute');
      if (pastMs < dayMs) return relative.format(-Math.floor(pastMs / hourMs), 'hour');
      return relative.format(-Math.floor(pastMs / dayMs), 'day');
    },
    moment: (iso) => {
      const at = Date.parse(iso);
      if (date(at) === date(now)) return timeTexts.today(time(at));
      if (date(at) === date(now + dayMs)) return timeTexts.tomorrow(time(at));
      if (date(at) === date(now - dayMs)) return timeTexts.yesterday(time(at));
      return dateTime(iso);
    },
  };
}

/** A well written amount of a currency, to show how to type one: "12.50", "1250". */
export function exampleAmount(currency: string): string {
  return toDecimal(money(1250 * 10 ** Math.max(0, currencyScale(currency) - 2), currency));
}
