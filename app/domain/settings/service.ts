import { channels, severities } from '../complaint/complaint.ts';
import type { Channel, Severity } from '../complaint/complaint.ts';
import type { BusinessHours, OpenSpan } from '../service/hours.ts';
import type { SettingsArea } from './area.ts';

/** How soon, in hours in which the shop is open. Where a channel has a time of its own the sooner of the two holds. */
export type Targets = { severity: Record<Severity, number>; channel: Partial<Record<Channel, number>> };

/** When the shop is there, and how soon its customers hear from it. */
export type ServiceSettings = {
  hours: BusinessHours;
  firstAnswer: Targets;
  resolve: Targets;
  /** At how many percent of a deadline's time who is warned. */
  warnAt: { assignee: number; lead: number; owner: number };
};

export const longestTargetHours = 1000;
/** As many days the shop may be closed at once: years of public holidays. */
export const mostHolidays = 100;

const working: OpenSpan = { from: '09:00', to: '17:00' };

const defaults: ServiceSettings = {
  hours: { week: [working, working, working, working, working, null, null], holidays: [] },
  // Hours of which a working day has eight: half a day, a day, two; and to resolve it three days, a week, two.
  firstAnswer: { severity: { high: 4, normal: 8, low: 16 }, channel: { chat: 2, social: 4 } },
  resolve: { severity: { high: 24, normal: 40, low: 80 }, channel: {} },
  warnAt: { assignee: 50, lead: 75, owner: 90 },
};

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const isTime = (value: unknown): value is string =>
  typeof value === 'string' && /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value);

function readSpan(value: unknown): OpenSpan | null {
  const { from, to } = fieldsOf(value);
  return isTime(from) && isTime(to) && from < to ? { from, to } : null;
}

function readHours(value: unknown): BusinessHours {
  const { week, holidays } = fieldsOf(value);
  return {
    week: Array.isArray(week) && week.length === 7 ? week.map(readSpan) : defaults.hours.week,
    holidays: Array.isArray(holidays)
      ? holidays
          .filter((day): day is string => typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day))
          .slice(0, mostHolidays)
      : defaults.hours.holidays,
  };
}

const readNumber = (value: unknown, most: number): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most ? value : null;

function readTargets(value: unknown, fallback: Targets): Targets {
  const { severity, channel } = fieldsOf(value);
  const each = (name: Severity) => readNumber(fieldsOf(severity)[name], longestTargetHours) ?? fallback.severity[name];
  const own = channels.flatMap((name) => {
    const hours = readNumber(fieldsOf(channel)[name], longestTargetHours);
    return hours === null ? [] : [[name, hours] as const];
  });
  const [low, normal, high] = severities.map(each);
  return {
    severity: { low: low ?? 1, normal: normal ?? 1, high: high ?? 1 },
    channel: channel === undefined ? fallback.channel : Object.fromEntries(own),
  };
}

/** The area `service`: business hours, holidays, and by when a complaint is answered and resolved. */
export const serviceArea: SettingsArea<ServiceSettings> = {
  name: 'service',
  defaults,
  read: (stored) => {
    const { hours, firstAnswer, resolve, warnAt } = fieldsOf(stored);
    const percent = (whom: 'assignee' | 'lead' | 'owner') =>
      readNumber(fieldsOf(warnAt)[whom], 99) ?? defaults.warnAt[whom];
    return {
      hours: readHours(hours),
      firstAnswer: readTargets(firstAnswer, defaults.firstAnswer),
      resolve: readTargets(resolve, defaults.resolve),
      warnAt: { assignee: percent('assignee'), lead: percent('lead'), owner: percent('owner') },
    };
  },
};
