import type { TypedServiceProblem } from '#app/domain/settings/typed-service.ts';

/** The screen of open hours, answer times and warnings. */
export const hoursTexts = {
  title: 'Hours and answer times',
  back: 'Settings',
  saved: 'Hours and answer times saved',
  notSaved: 'Not saved yet',
  check: 'Look at the fields that are marked.',
  changedMeanwhile:
    'Somebody else has changed these settings meanwhile. Reload the page to see them, then make your change.',
  notAllowed: 'Only an owner can change these settings.',
  old: 'This page is out of date. Reload it and try again.',
  fromNow: 'What you change holds for complaints that come from now on.',
  hours: {
    title: 'Open hours',
    why: (zone: string) => `Answer times count only while the shop is open. Times are those of the shop (${zone}).`,
    days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    closed: 'Closed',
    from: (day: string) => `${day}, from`,
    to: (day: string) => `${day}, to`,
    span: (from: string, to: string) => `${from} to ${to}`,
  },
  holidays: {
    title: 'Holidays',
    why: 'On these days no time runs. Add the public holidays of your country and the days on which you are closed.',
    day: 'Day',
    add: 'Add',
    none: 'No holiday is set.',
    remove: (day: string) => `Remove ${day}`,
  },
  firstAnswer: {
    title: 'First answer',
    why: 'How soon a customer hears from a person. The automatic confirmation does not count. Where a way has a time of its own, the shorter one holds.',
  },
  resolve: {
    title: 'Resolved',
    why: 'How soon a complaint is resolved. While the customer is waited for, this time stands still. Where a way has a time of its own, the shorter one holds.',
  },
  bySeverity: 'By severity',
  byChannel: 'By the way it came',
  asSeverity: '–',
  hoursUnit: 'hours',
  severity: { high: 'High', normal: 'Normal', low: 'Low' },
  warnings: {
    title: 'Warnings before a deadline',
    why: 'Each gets one e-mail when so much of the time has gone by.',
    whom: { assignee: 'Assignee', lead: 'Leads', owner: 'Owners' },
    percent: '%',
  },
  legal: {
    title: 'Deadlines of the law',
    why: 'Amends shows these on complaints from customers of these countries and warns of them. They are no legal advice: have them checked by a lawyer. Other countries may have deadlines too.',
    row: (country: string, days: number) => `${country}: ${String(days)} days`,
    law: (law: string, since: string, read: string) => `${law} · holds since ${since} · last read ${read} ·`,
    source: (country: string) => `Source for ${country}`,
  },
  problems: {
    time: 'Write a time like 09:00.',
    order: 'The shop has to close after it opens.',
    closed: 'Choose at least one open day.',
    hours: 'Write a whole number of hours from 1 to 1000.',
    percent: 'Write a whole number from 1 to 99.',
    later: 'This one is warned after the one before, so it needs at least as much.',
    day: 'One of these is no day of the calendar.',
    many: 'At most 100 days can be kept. Remove those that have passed.',
  } satisfies Record<TypedServiceProblem, string>,
};
