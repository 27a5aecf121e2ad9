import { addDays, dayAt, endOfDay, momentAt } from '../shop-day.ts';
import type { Day } from '../shop-day.ts';

/** Within one day, by the clock on the shop's wall: `09:00` to `17:00`. `24:00` is the end of the day. */
export type OpenSpan = { from: string; to: string };

/** When the shop's people are there: for each day of the week, Monday first, and on which days they are not. */
export type BusinessHours = { week: readonly (OpenSpan | null)[]; holidays: readonly Day[] };

// A shop that is closed longer than this has stopped its clocks for ever: then they run round the clock.
const mostDays = 800;

/** Monday is 0. */
const weekdayOf = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

type Span = { start: number; end: number };

const opens = ({ from, to }: OpenSpan): boolean => from < to;

// Zones are slow to ask, and the days that are asked for are always the same few.
const known = new Map<string, Span>();
const mostKnown = 5000;

function momentsOf(day: Day, { from, to }: OpenSpan, timeZone: string): Span {
  const key = `${day} ${from} ${to} ${timeZone}`;
  const before = known.get(key);
  if (before) return before;
  const start = momentAt(day, from, timeZone).getTime();
  const end = (to === '24:00' ? endOfDay(day, timeZone) : momentAt(day, to, timeZone)).getTime();
  if (known.size >= mostKnown) known.clear();
  known.set(key, { start, end });
  return { start, end };
}

/** The open hours of a day as moments; null when it has none. An hour that summer time skips is not open. */
function openOn(day: Day, { week, holidays }: BusinessHours, timeZone: string): Span | null {
  const span = week[weekdayOf(day)];
  if (!span || !opens(span) || holidays.includes(day)) return null;
  const moments = momentsOf(day, span, timeZone);
  return moments.start < moments.end ? moments : null;
}

/** Whether somebody is there on that day at all. */
export const isOpenDay = (day: Day, { week, holidays }: BusinessHours): boolean => {
  const span = week[weekdayOf(day)];
  return Boolean(span && opens(span)) && !holidays.includes(day);
};

/** The moment when so many ms of open hours have gone by since `at`. For none: when the shop is open next, or now. */
export function addBusinessTime(at: Date, ms: number, hours: BusinessHours, timeZone: string): Date {
  let left = ms;
  let day = dayAt(at, timeZone);
  for (let days = 0; days < mostDays; days += 1, day = addDays(day, 1)) {
    const span = openOn(day, hours, timeZone);
    if (!span || at.getTime() >= span.end) continue;
    const begins = Math.max(span.start, at.getTime());
    if (left <= span.end - begins) return new Date(begins + left);
    left -= span.end - begins;
  }
  return new Date(at.getTime() + ms);
}

/** The moment after which so many ms of open hours go by until `at`: the latest there is. */
export function subtractBusinessTime(at: Date, ms: number, hours: BusinessHours, timeZone: string): Date {
  let left = ms;
  let day = dayAt(at, timeZone);
  for (let days = 0; days < mostDays; days += 1, day = addDays(day, -1)) {
    const span = openOn(day, hours, timeZone);
    if (!span || at.getTime() <= span.start) continue;
    const ends = Math.min(span.end, at.getTime());
    if (left <= ends - span.start) return new Date(ends - left);
    left -= ends - span.start;
  }
  return new Date(at.getTime() - ms);
}

/** How many ms of open hours lie between two moments; none when the second is not later. */
export function businessTimeBetween(from: Date, to: Date, hours: BusinessHours, timeZone: string): number {
  if (to <= from) return 0;
  const last = dayAt(to, timeZone);
  let total = 0;
  let day = dayAt(from, timeZone);
  for (let days = 0; days < mostDays && day <= last; days += 1, day = addDays(day, 1)) {
    const span = openOn(day, hours, timeZone);
    if (span) total += Math.max(0, Math.min(span.end, to.getTime()) - Math.max(span.start, from.getTime()));
  }
  return total;
}
