import { addDays, addMonths } from '../../shop-day.ts';
import type { Day } from '../../shop-day.ts';
import { addWorkingDays } from '../refund-arrival.ts';
import type { DateWords } from './language-rules.ts';
import { phrases, type Span } from './patterns.ts';

export type SpokenDay = Span & { day: Day };

const weekdayOf = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
const isoDay = (year: number, month: number, date: number): Day | null => {
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.toISOString().slice(0, 10) : null;
};

/** A day and a month without a year: of this year or a neighbouring one, whichever is nearest to today. */
function nearest(month: number, date: number, today: Day): Day | null {
  const year = Number(today.slice(0, 4));
  const days = [year - 1, year, year + 1].flatMap((each) => isoDay(each, month, date) ?? []);
  const away = (day: Day) => Math.abs(Date.parse(day) - Date.parse(today));
  return days.sort((a, b) => away(a) - away(b))[0] ?? null;
}

type Finder = (text: string, today: Day) => SpokenDay[];

const finders = new Map<DateWords, Finder[]>();

/** Every day that a text names, as the day of the calendar that is meant when it is said today; of a span the last one. */
export function spokenDays(text: string, words: DateWords, today: Day): SpokenDay[] {
  let made = finders.get(words);
  if (!made) finders.set(words, (made = findersFor(words)));
  return made.flatMap((find) => find(text, today));
}

function findersFor(words: DateWords): Finder[] {
  const fixed = (list: readonly string[], dayOf: (today: Day) => Day): Finder => {
    const pattern = phrases(list);
    return (text, today) => [...text.matchAll(pattern)].map((match) => ({ ...place(match), day: dayOf(today) }));
  };
  return [
    fixed(words.today, (today) => today),
    fixed(words.tomorrow, (today) => addDays(today, 1)),
    fixed(words.dayAfterTomorrow, (today) => addDays(today, 2)),
    fixed(words.endOfDay, (today) => today),
    fixed(words.endOfWeek, (today) => addDays(today, Math.max(0, 4 - weekdayOf(today)))),
    fixed(words.endOfMonth, (today) => addDays(`${addMonths(today, 1).slice(0, 7)}-01`, -1)),
    fixed(words.nextWeek, (today) => addDays(today, 11 - weekdayOf(today))),
    ...words.weekdays.map((each, weekday) =>
      fixed([each], (today) => addDays(today, ((weekday - weekdayOf(today) + 6) % 7) + 1)),
    ),
    ...words.months.map((each, index) => monthFinder(each, index + 1)),
    numeric,
    ...spans(words),
  ];
}

const place = (match: RegExpMatchArray): Span => {
  const from = match.index ?? 0;
  return { from, to: from + match[0].length };
};

/** "27 November 2026", "the 5th of December", "December 4", "30. listopadu". */
function monthFinder(month: string, number: number): Finder {
  const before = phrases([`(?<date>\\d{1,2})(\\.|st|nd|rd|th)?( of)? (${month})( (?<year>20\\d\\d))?`]);
  const after = phrases([`(${month}) (the )?(?<date>\\d{1,2})(st|nd|rd|th)?(,? (?<year>20\\d\\d))?`]);
  return (text, today) =>
    [before, after].flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap((match) => {
        const { date = '', year } = match.groups ?? {};
        const day =
          year === undefined ? nearest(number, Number(date), today) : isoDay(Number(year), number, Number(date));
        return day === null ? [] : [{ ...place(match), day }];
      }),
    );
}

const numbers =
  /(?<!\d[./]?)(?<date>\d{1,2})(?:\.\s?|\/)(?<month>\d{1,2})(?:(?:\.\s?|\/)(?<year>20\d\d)|\.(?!\d))(?![\d/])/gu;
const iso = /(?<!\d)(?<year>20\d\d)-(?<month>\d\d)-(?<date>\d\d)(?!\d)/gu;

/** "03.12.2026", "3. 12. 2026", "5.12.", "03/12/2026" (the day first), "2026-12-03". */
const numeric: Finder = (text, today) =>
  [numbers, iso].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const { date = '', month = '', year } = match.groups ?? {};
      const [m, d] = [Number(month), Number(date)];
      const day = year === undefined ? nearest(m, d, today) : isoDay(Number(year), m, d);
      return day === null ? [] : [{ ...place(match), day }];
    }),
  );

/** "within 48 hours", "in two weeks", "do 3 pracovních dnů". */
function spans({ within, hours, days, workingDays, weeks, numbers: named }: DateWords): Finder[] {
  const number = `(\\d{1,3}[-–])?(?<n>\\d{1,3}|${Object.keys(named).join('|')})`;
  const unit = (words: string, dayOf: (today: Day, count: number) => Day): Finder => {
    const pattern = phrases([`(${within}) ${number} (${words})`]);
    return (text, today) =>
      [...text.matchAll(pattern)].map((match) => {
        const said = match.groups?.['n']?.toLowerCase() ?? '';
        return { ...place(match), day: dayOf(today, named[said.replace(/['ʼ]/g, '’')] ?? Number(said)) };
      });
  };
  return [
    unit(hours, (today, count) => addDays(today, Math.ceil(count / 24))),
    unit(workingDays, addWorkingDays),
    unit(days, addDays),
    unit(weeks, (today, count) => addDays(today, 7 * count)),
  ];
}
