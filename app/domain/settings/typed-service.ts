import { channels, severities } from '../complaint/complaint.ts';
import type { Channel } from '../complaint/complaint.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { OpenSpan } from '../service/hours.ts';
import { longestTargetHours, mostHolidays } from './service.ts';
import type { ServiceSettings, Targets } from './service.ts';

/**
 * The settings as they stand in a form: each part by its path. `open.0` (Monday) is `yes` or empty, `from.0` and `to.0` are
 * times, `holidays` days parted by spaces, `firstAnswer.high` and `resolve.chat` hours, `warn.lead` percent.
 */
export type TypedService = Readonly<Record<string, string>>;

export const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;
export const targetNames = ['firstAnswer', 'resolve'] as const;
export const warnNames = ['assignee', 'lead', 'owner'] as const;
const closed: OpenSpan = { from: '09:00', to: '17:00' };

export function typedService({ hours, firstAnswer, resolve, warnAt }: ServiceSettings): TypedService {
  const typed: Record<string, string> = { holidays: hours.holidays.join(' ') };
  for (const day of weekdays) {
    const span = hours.week[day] ?? null;
    typed[`open.${day}`] = span ? 'yes' : '';
    typed[`from.${day}`] = (span ?? closed).from;
    typed[`to.${day}`] = (span ?? closed).to;
  }
  for (const [name, targets] of Object.entries({ firstAnswer, resolve })) {
    for (const severity of severities) typed[`${name}.${severity}`] = String(targets.severity[severity]);
    for (const channel of channels) typed[`${name}.${channel}`] = String(targets.channel[channel] ?? '');
  }
  for (const whom of warnNames) typed[`warn.${whom}`] = String(warnAt[whom]);
  return typed;
}

/**
 * `time`: no time of day. `order`: closes before it opens. `closed`: no day is open. `hours`, `percent`: no whole number in
 * its range. `later`: is warned before the one before. `day`: no day of the calendar. `many`: more days than are kept.
 */
export type TypedServiceProblem = 'time' | 'order' | 'closed' | 'hours' | 'percent' | 'later' | 'day' | 'many';

/** What a form says, or what is wrong with each of its fields. */
export function readTypedService(
  typed: TypedService,
): Result<ServiceSettings, Readonly<Record<string, TypedServiceProblem>>> {
  const problems: Record<string, TypedServiceProblem> = {};
  const at = (path: string): string => (typed[path] ?? '').trim();
  const number = (path: string, most: number, problem: 'hours' | 'percent'): number => {
    const value = /^\d{1,4}$/.test(at(path)) ? Number(at(path)) : 0;
    if (value < 1 || value > most) problems[path] = problem;
    return value;
  };
  const targets = (name: (typeof targetNames)[number]): Targets => {
    const [low, normal, high] = severities.map((severity) =>
      number(`${name}.${severity}`, longestTargetHours, 'hours'),
    );
    const channel: Partial<Record<Channel, number>> = {};
    for (const each of channels)
      if (at(`${name}.${each}`) !== '') channel[each] = number(`${name}.${each}`, longestTargetHours, 'hours');
    return { severity: { low: low ?? 1, normal: normal ?? 1, high: high ?? 1 }, channel };
  };
  const week = weekdays.map((day): OpenSpan | null => {
    if (at(`open.${day}`) === '') return null;
    const span = { from: at(`from.${day}`), to: at(`to.${day}`) };
    for (const part of ['from', 'to'] as const)
      if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(span[part]) && !(part === 'to' && span.to === '24:00'))
        problems[`${part}.${day}`] = 'time';
    // Midnight at the end of a day is how a time field says it.
    if (span.to === '00:00') span.to = '24:00';
    if (span.from >= span.to) problems[`to.${day}`] ??= 'order';
    return span;
  });
  if (week.every((span) => span === null)) problems['open.0'] = 'closed';
  const holidays = [
    ...new Set(
      at('holidays')
        .split(/\s+/)
        .filter((day) => day !== ''),
    ),
  ].sort();
  if (holidays.some((day) => !isDay(day))) problems['holidays'] = 'day';
  else if (holidays.length > mostHolidays) problems['holidays'] = 'many';
  const [assignee = 1, lead = 1, owner = 1] = warnNames.map((whom) => number(`warn.${whom}`, 99, 'percent'));
  if (lead < assignee) problems['warn.lead'] ??= 'later';
  if (owner < lead) problems['warn.owner'] ??= 'later';
  const value: ServiceSettings = {
    hours: { week, holidays },
    firstAnswer: targets('firstAnswer'),
    resolve: targets('resolve'),
    warnAt: { assignee, lead, owner },
  };
  return Object.keys(problems).length > 0 ? err(problems) : ok(value);
}

function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
