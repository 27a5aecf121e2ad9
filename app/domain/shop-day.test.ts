import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, dayAt, endOfDay, momentAt } from './shop-day.ts';

const zones = [
  'Europe/Prague',
  'Asia/Tokyo',
  'America/New_York',
  'Pacific/Kiritimati',
  'Pacific/Niue',
  'Asia/Kathmandu',
];
const days = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 86_400_000, max: Date.UTC(2032, 0, 1) / 86_400_000 })
  .map((count) => new Date(count * 86_400_000).toISOString().slice(0, 10));

describe('a day of the shop', () => {
  it('ends at its own midnight, in summer and in winter', () => {
    expect(endOfDay('2026-11-22', 'Europe/Prague')).toEqual(new Date('2026-11-22T23:00:00Z'));
    expect(endOfDay('2026-07-22', 'Europe/Prague')).toEqual(new Date('2026-07-22T22:00:00Z'));
    expect(endOfDay('2026-11-22', 'Asia/Tokyo')).toEqual(new Date('2026-11-22T15:00:00Z'));
  });

  it('ends an hour early where summer time skips its midnight', () => {
    expect(endOfDay('2026-04-23', 'Africa/Cairo')).toEqual(new Date('2026-04-23T22:00:00Z'));
  });

  it('holds every moment up to its end, and none after', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, zone) => {
        const end = endOfDay(day, zone).getTime();
        expect(dayAt(new Date(end - 1000), zone)).toBe(day);
        expect(dayAt(new Date(end), zone) > day).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('months later', () => {
  it('is the same day, or the last of a short month', () => {
    expect(addMonths('2026-11-22', 1)).toBe('2026-12-22');
    expect(addMonths('2026-11-22', 2)).toBe('2027-01-22');
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
    expect(addMonths('2026-11-30', 24)).toBe('2028-11-30');
  });

  it('is never earlier, and at most 31 days for each month', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 24 }), (day, months) => {
        const later = addMonths(day, months);
        expect(later > day).toBe(true);
        expect(Date.parse(later) - Date.parse(day)).toBeLessThanOrEqual(months * 31 * 86_400_000);
      }),
    );
  });
});

describe('a clock on the wall', () => {
  const at = (day: string, time: string, zone = 'Europe/Prague') => momentAt(day, time, zone).toISOString();

  it('is read in the zone of its place, in summer and in winter', () => {
    expect(at('2026-12-01', '09:00')).toBe('2026-12-01T08:00:00.000Z');
    expect(at('2026-07-01', '00:00')).toBe('2026-06-30T22:00:00.000Z');
    expect(at('2026-12-01', '00:15', 'Asia/Kathmandu')).toBe('2026-11-30T18:30:00.000Z');
    expect(at('2026-12-01', '23:59', 'Pacific/Niue')).toBe('2026-12-02T10:59:00.000Z');
  });

  it('means the first of an hour that comes twice, and goes on later where an hour is skipped', () => {
    expect(at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', '03:00')).toBe('2026-10-25T02:00:00.000Z');
    expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-03-29', '03:00')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('shows midnight where a day ends', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, zone) => {
        const nextDay = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
        expect(momentAt(nextDay, '00:00', zone)).toEqual(endOfDay(day, zone));
      }),
      { numRuns: 60 },
    );
  });
});
