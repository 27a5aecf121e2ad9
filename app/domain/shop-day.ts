/** A day of the calendar, `2027-02-20`; which moments it has depends on the time zone. */
export type Day = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day it is somewhere at a moment. @param timeZone IANA name, for instance `Europe/Prague` */
export function dayAt(at: Date, timeZone: string): Day {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}

/** The same day of a later month; the last one of a month that is too short. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** So many days later. */
export function addDays(day: Day, days: number): Day {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

const hourMs = 60 * 60 * 1000;

/** The first moment after a day: midnight, or where summer time skips midnight, whatever comes instead of it. */
export function endOfDay(day: Day, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`) + 24 * hourMs;
  // No zone is further from UTC than this, so the end lies between the two; days never go backwards.
  let within = midnight - 15 * hourMs;
  let after = midnight + 15 * hourMs;
  while (after - within > 1000) {
    const middle = within + Math.floor((after - within) / 2000) * 1000;
    if (dayAt(new Date(middle), timeZone) <= day) within = middle;
    else after = middle;
  }
  return new Date(after);
}

/**
 * The moment at which a clock on the wall shows this. Of an hour that comes twice the first; where summer time skips it, as
 * much later as is skipped.
 * @param time `09:30`
 */
export function momentAt(day: Day, time: string, timeZone: string): Date {
  const shown = Date.parse(`${day}T${time}:00Z`);
  const aheadMs = (at: number): number => Date.parse(`${wallClock(new Date(at), timeZone)}Z`) - at;
  // What holds a day before and a day after: the offset is one of the two.
  const [before, after] = [aheadMs(shown - 24 * hourMs), aheadMs(shown + 24 * hourMs)];
  const first = shown - Math.max(before, after);
  return new Date(first + aheadMs(first) === shown ? first : shown - Math.min(before, after));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What it is on a wall somewhere, `2027-02-20T09:30:00`. */
function wallClock(at: Date, timeZone: string): string {
  let format = clocks.get(timeZone);
  if (!format) {
    const [twoDigits, hourCycle] = ['2-digit', 'h23'] as const;
    format = new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone, hourCycle, year: 'numeric', month: twoDigits, day: twoDigits },
      ...{ hour: twoDigits, minute: twoDigits, second: twoDigits },
    });
    clocks.set(timeZone, format);
  }
  const part = (type: string) => format.formatToParts(at).find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}

/** The last second of a day of the shop: by then something is kept that was promised for that day. */
export const lastSecondOf = (day: Day, timeZone: string): Date => new Date(endOfDay(day, timeZone).getTime() - 1000);
