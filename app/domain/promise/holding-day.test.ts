import { expect, it } from 'vitest';
import { holdingDay } from './holding-day.ts';

it('more time is asked for until the second working day from today', () => {
  // 26 November 2026 is a Thursday.
  expect(holdingDay('2026-11-24')).toBe('2026-11-26');
  expect(holdingDay('2026-11-26')).toBe('2026-11-30');
  expect(holdingDay('2026-11-27')).toBe('2026-12-01');
  expect(holdingDay('2026-11-28')).toBe('2026-12-01');
});
