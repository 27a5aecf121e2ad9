import type { BusinessHours } from '../service/hours.ts';
import { addDays, dayAt, momentAt } from '../shop-day.ts';

/** A time in which she may be called. */
export type CallbackSlot = { from: Date; to: Date };

const noticeMs = 60 * 60 * 1000;
const slotHours = 2;
const mostSlots = 12;
const daysAhead = 14;

/** On her own clock nobody is called before this hour, nor after the other. */
const [earliest, latest] = ['08:00', '21:00'];

const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock on her wall shows, `09:30`. */
function wallTime(at: Date, timeZone: string): string {
  const format =
    wallClocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  wallClocks.set(timeZone, format);
  return format.format(at);
}

const isDecent = ({ from, to }: CallbackSlot, zone: string): boolean =>
  dayAt(from, zone) === dayAt(to, zone) && wallTime(from, zone) >= earliest && wallTime(to, zone) <= latest;

/**
 * The next times at which somebody could call, soonest first: two hours each, within the shop's hours, from an hour on, and by
 * day where she lives. Where the shop is only open by her night, whenever it is open.
 * @param timeZone of the shop
 * @param herZone of the customer
 */
export function callbackSlots(hours: BusinessHours, timeZone: string, now: Date, herZone = timeZone): CallbackSlot[] {
  const all = openSlots(hours, timeZone, now);
  const decent = all.filter((slot) => isDecent(slot, herZone));
  return (decent.length > 0 ? decent : all).slice(0, mostSlots);
}

function openSlots({ week, holidays }: BusinessHours, timeZone: string, now: Date): CallbackSlot[] {
  const slots: CallbackSlot[] = [];
  const today = dayAt(now, timeZone);
  for (let ahead = 0; ahead < daysAhead; ahead += 1) {
    const day = addDays(today, ahead);
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    const span = week[weekday];
    if (!span || holidays.includes(day)) continue;
    const end = momentAt(day, span.to === '24:00' ? '23:59' : span.to, timeZone);
    let from = momentAt(day, span.from, timeZone);
    while (from < end) {
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
