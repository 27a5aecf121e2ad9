import { expect, it } from 'vitest';
import { serviceArea } from '../settings/service.ts';
import { holdingDay } from './holding-day.ts';

const { hours } = serviceArea.defaults;

it('more time is asked for until the second open day from today', () => {
  // 26 November 2026 is a Thursday.
  expect(holdingDay('2026-11-24', hours)).toBe('2026-11-26');
  expect(holdingDay('2026-11-26', hours)).toBe('2026-11-30');
  expect(holdingDay('2026-11-27', hours)).toBe('2026-12-01');
  expect(holdingDay('2026-11-28', hours)).toBe('2026-12-01');
});

it('a holiday is not counted, a day on which the shop is open at the weekend is', () => {
  expect(holdingDay('2026-11-24', { ...hours, holidays: ['2026-11-26'] })).toBe('2026-11-27');
  const week = [...hours.week.slice(0, 5), { from: '10:00', to: '14:00' }, null];
  expect(holdingDay('2026-11-26', { ...hours, week })).toBe('2026-11-28');
});

it('a shop that is never open asks for two days', () => {
  expect(holdingDay('2026-11-26', { ...hours, week: hours.week.map(() => null) })).toBe('2026-11-28');
});
