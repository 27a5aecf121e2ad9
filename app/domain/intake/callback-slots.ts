import type { BusinessHours } from '../service/hours.ts';
import { addDays, dayAt, momentAt } from '../shop-day.ts';

/** A time in which she may be called. */
export type CallbackSlot = { from: Date; to: Date };

const noticeMs = 60 * 60 * 1000;
const slotHours = 2;
const mostSlots = 12;
const daysAhead = 14;

/** The next times at which somebody could call, soonest first: two hours each, within the shop's hours, from an hour on. */
export function callbackSlots({ week, holidays }: BusinessHours, timeZone: string, now: Date): CallbackSlot[] {
  const slots: CallbackSlot[] = [];
  const today = dayAt(now, timeZone);
  for (let ahead = 0; ahead < daysAhead && slots.length < mostSlots; ahead += 1) {
    const day = addDays(today, ahead);
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    const span = week[weekday];
    if (!span || holidays.includes(day)) continue;
    const end = momentAt(day, span.to === '24:00' ? '23:59' : span.to, timeZone);
    let from = momentAt(day, span.from, timeZone);
    while (from < end && slots.length < mostSlots) {
      const to = new Date(Math.min(from.getTime() + slotHours * 3_600_000, end.getTime()));
      if (from.getTime() - now.getTime() >= noticeMs) slots.push({ from, to });
      from = to;
    }
  }
  return slots;
}

/** Countries with one time. Where there are several, or we do not know, times are told in the shop's. */
const zones: Record<string, string> = {
  CZ: 'Europe/Prague',
  SK: 'Europe/Bratislava',
  PL: 'Europe/Warsaw',
  UA: 'Europe/Kyiv',
  DE: 'Europe/Berlin',
  AT: 'Europe/Vienna',
  CH: 'Europe/Zurich',
  FR: 'Europe/Paris',
  IT: 'Europe/Rome',
  NL: 'Europe/Amsterdam',
  BE: 'Europe/Brussels',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  SE: 'Europe/Stockholm',
  NO: 'Europe/Oslo',
  DK: 'Europe/Copenhagen',
  FI: 'Europe/Helsinki',
  EE: 'Europe/Tallinn',
  LV: 'Europe/Riga',
  LT: 'Europe/Vilnius',
  RO: 'Europe/Bucharest',
  BG: 'Europe/Sofia',
  HU: 'Europe/Budapest',
  GR: 'Europe/Athens',
  JP: 'Asia/Tokyo',
};

/** In which time zone she lives, by the country that her order went to; else the shop's. */
export const zoneOf = (country: string | null, shopZone: string): string =>
  (country === null ? undefined : zones[country.toUpperCase()]) ?? shopZone;
