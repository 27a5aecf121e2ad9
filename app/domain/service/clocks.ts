import type { Channel, Reason, Severity } from '../complaint/complaint.ts';
import type { EscalationLevel } from '../escalation.ts';
import type { ServiceSettings, Targets } from '../settings/service.ts';
import { addDays, dayAt, endOfDay } from '../shop-day.ts';
import { addBusinessTime, businessTimeBetween, subtractBusinessTime } from './hours.ts';
import { legalAnswerDeadlines } from './legal-answer-deadlines.ts';
import type { LegalDeadline } from './legal-answer-deadlines.ts';

const hourMs = 60 * 60 * 1000;
const minuteMs = 60 * 1000;

/** What a shop has set of its service, and where its clock hangs. */
export type Service = { settings: ServiceSettings; timeZone: string };

/** What decides how soon somebody is answered. */
export type Urgency = { severity: Severity; channel: Channel };

/** In ms of open hours: by severity, or by channel where that is sooner. */
export function targetMs(targets: Targets, { severity, channel }: Urgency): number {
  return Math.min(targets.severity[severity], targets.channel[channel] ?? Infinity) * hourMs;
}

/** So many ms of the shop's open hours after a moment. */
export const within = ({ settings, timeZone }: Service, at: Date, ms: number): Date =>
  addBusinessTime(at, ms, settings.hours, timeZone);

/** When somebody should have done what has to be done now, for a complaint of this severity: as soon as a first answer. */
export const soon = (service: Service, severity: Severity, at: Date): Date =>
  within(service, at, service.settings.firstAnswer.severity[severity] * hourMs);

// Going back on a contract is no complaint, and has deadlines of its own.
const noComplaints: readonly Reason[] = ['changed_mind', 'cancel_order'];

/** The deadline that the law of a country sets for an answer; null where none is known. @param day of the complaint */
export function legalDeadline(country: string | null, reason: Reason, day: string): LegalDeadline | null {
  if (noComplaints.includes(reason)) return null;
  return legalAnswerDeadlines.find((each) => each.country === country && each.since <= day) ?? null;
}

export type Begun = {
  firstAnswerDueAt: Date;
  resolveDueAt: Date;
  legalDueAt: Date | null;
  /** When its clocks are to be looked at first. */
  lookAt: Date;
};

/** The clocks of a complaint that comes at a moment. */
export function begin(
  service: Service,
  complaint: Urgency & { reason: Reason; country: string | null },
  at: Date,
): Begun {
  const { settings, timeZone } = service;
  const day = dayAt(at, timeZone);
  const legal = legalDeadline(complaint.country, complaint.reason, day);
  const answerMs = targetMs(settings.firstAnswer, complaint);
  return {
    firstAnswerDueAt: within(service, at, answerMs),
    resolveDueAt: within(service, at, targetMs(settings.resolve, complaint)),
    // The last minute of the last day.
    legalDueAt: legal && new Date(endOfDay(addDays(day, legal.days), timeZone).getTime() - minuteMs),
    lookAt: within(service, at, answerMs * (Math.min(...Object.values(settings.warnAt)) / 100)),
  };
}

/** By when it is to be resolved after a pause: what was left of its time when the pause began is left when it ends. */
export function resume({ settings, timeZone }: Service, due: Date, pausedAt: Date, at: Date): Date {
  const left = businessTimeBetween(pausedAt, due, settings.hours, timeZone);
  return left === 0 ? due : addBusinessTime(at, left, settings.hours, timeZone);
}

export const clockNames = ['first_answer', 'resolve', 'legal'] as const;
export type ClockName = (typeof clockNames)[number];
/** Who is warned, one after the other. */
export const warned = ['assignee', 'lead', 'owner'] as const;
export type Warned = (typeof warned)[number];

/** A complaint as its clocks see it. */
export type Running = Urgency & {
  state: 'open' | 'waiting_for_customer';
  createdAt: Date;
  firstAnswerDueAt: Date | null;
  firstAnsweredAt: Date | null;
  resolveDueAt: Date | null;
  legalDueAt: Date | null;
};

/** What somebody is warned of: the clocks of a complaint, the answer to what was passed up, a call that is waited for. */
export type WatchedClock = ClockName | 'passed_up' | 'call';

export type Warning = { clock: WatchedClock; whom: Warned; at: Date; due: Date };

/**
 * Every warning that the running clocks of a complaint lead to, soonest first. A clock runs until what it waits for has
 * happened; the time to resolve stands still while the customer is waited for, the law's does not.
 */
export function warningsOf(service: Service, complaint: Running): Warning[] {
  const { settings, timeZone } = service;
  const { state, createdAt, firstAnswerDueAt, firstAnsweredAt, resolveDueAt, legalDueAt } = complaint;
  const all: Warning[] = [];
  const add = (clock: ClockName, due: Date, at: (share: number) => Date): void => {
    for (const whom of warned) all.push({ clock, whom, due, at: at(settings.warnAt[whom] / 100) });
  };
  const inHours = (due: Date, ms: number) => (share: number) =>
    subtractBusinessTime(due, ms * (1 - share), settings.hours, timeZone);
  if (firstAnswerDueAt && !firstAnsweredAt)
    add('first_answer', firstAnswerDueAt, inHours(firstAnswerDueAt, targetMs(settings.firstAnswer, complaint)));
  if (resolveDueAt && state === 'open')
    add('resolve', resolveDueAt, inHours(resolveDueAt, targetMs(settings.resolve, complaint)));
  if (legalDueAt) {
    const span = legalDueAt.getTime() - createdAt.getTime();
    add('legal', legalDueAt, (share) => new Date(createdAt.getTime() + span * share));
  }
  return all.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Of an answer that is wanted from a lead or the owner she is warned when the share of the time has passed that others get. */
export function answerWarning(
  { settings }: Service,
  { level, at, dueAt }: { level: EscalationLevel; at: Date; dueAt: Date },
): Warning {
  const share = settings.warnAt.assignee / 100;
  const soon = new Date(at.getTime() + (dueAt.getTime() - at.getTime()) * share);
  return { clock: 'passed_up', whom: level === 'lead' ? 'lead' : 'owner', at: soon, due: dueAt };
}

/** Who owes a call is warned when half of its time has passed, the leads when all of it has and nobody has called. */
export function callWarnings({ from, to }: { from: Date; to: Date }): Warning[] {
  const half = new Date((from.getTime() + to.getTime()) / 2);
  return [
    { clock: 'call', whom: 'assignee', at: half, due: to },
    { clock: 'call', whom: 'lead', at: to, due: to },
  ];
}
