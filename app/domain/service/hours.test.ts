import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../shop-day.ts';
import { addBusinessTime, businessTimeBetween, subtractBusinessTime } from './hours.ts';
import type { BusinessHours, OpenSpan } from './hours.ts';

const hourMs = 3_600_000;
const nineToFive: OpenSpan = { from: '09:00', to: '17:00' };
const office: BusinessHours = {
  week: [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, null, null],
  holidays: ['2026-12-25'],
};

describe('business time', () => {
  const after = (at: string, hours: number, of = office, zone = 'Europe/Prague') =>
    addBusinessTime(new Date(at), hours * hourMs, of, zone).toISOString();

  it('goes by in open hours alone: overnight, over the weekend and over a holiday it stands still', () => {
    // Friday 27 November 2026, 16:00 in Prague.
    expect(after('2026-11-27T15:00:00Z', 1)).toBe('2026-11-27T16:00:00.000Z');
    expect(after('2026-11-27T15:00:00Z', 4)).toBe('2026-11-30T11:00:00.000Z');
    expect(after('2026-11-28T10:00:00Z', 0)).toBe('2026-11-30T08:00:00.000Z');
    expect(after('2026-12-24T15:00:00Z', 2)).toBe('2026-12-28T09:00:00.000Z');
  });

  it('is an hour less on the night that summer time begins, and an hour more when it ends, where a shop is open then', () => {
    const always: BusinessHours = {
      week: Array.from({ length: 7 }, () => ({ from: '00:00', to: '24:00' })),
      holidays: [],
    };
    const dayOf = (day: string) =>
      businessTimeBetween(
        new Date(`${day}T00:00:00+01:00`),
        new Date(`${addDays(day, 2)}T00:00:00Z`),
        always,
        'Europe/Prague',
      );
    expect(dayOf('2027-03-28') / hourMs).toBe(49);
    expect(after('2027-03-27T23:00:00Z', 23, always)).toBe('2027-03-28T22:00:00.000Z');
    expect(after('2027-10-30T22:00:00Z', 25, always)).toBe('2027-10-31T23:00:00.000Z');
  });

  it('runs round the clock in a shop that is never open', () => {
    const never: BusinessHours = { week: Array.from({ length: 7 }, () => null), holidays: [] };
    expect(after('2026-11-27T15:00:00Z', 4, never)).toBe('2026-11-27T19:00:00.000Z');
  });
});

const zones = ['Europe/Prague', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tokyo', 'America/St_Johns', 'UTC'];
const minutes = (all: number) =>
  `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
const span = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .filter(([from, to]) => to - from >= 120)
  .map(([from, to]): OpenSpan => ({ from: minutes(from), to: minutes(to) }));
const hours = fc.record({
  week: fc
    .array(fc.option(span, { freq: 3 }), { minLength: 7, maxLength: 7 })
    .filter((week) => week.some((each) => each !== null)),
  // Around both changes of the clocks of 2026 and 2027.
  holidays: fc.array(
    fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-09-01', days)),
    { maxLength: 5 },
  ),
});
const moment = fc
  .integer({ min: Date.parse('2026-09-20T00:00:00Z') / 1000, max: Date.parse('2027-11-20T00:00:00Z') / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const span3Weeks = fc.integer({ min: 1, max: 120 * 3600 }).map((seconds) => seconds * 1000);
const zone = fc.constantFrom(...zones);

describe('whatever the hours, the zone and the season', () => {
  it('as much open time lies between a moment and the one so much later as was added, and no more', () => {
    fc.assert(
      fc.property(moment, span3Weeks, hours, zone, (at, ms, of, in_) => {
        const then = addBusinessTime(at, ms, of, in_);
        expect(then.getTime()).toBeGreaterThan(at.getTime());
        expect(businessTimeBetween(at, then, of, in_)).toBe(ms);
        expect(businessTimeBetween(at, new Date(then.getTime() - 1), of, in_)).toBe(ms - 1);
      }),
      { numRuns: 300 },
    );
  });

  it('two steps are one step', () => {
    fc.assert(
      fc.property(moment, span3Weeks, span3Weeks, hours, zone, (at, one, two, of, in_) => {
        const steps = addBusinessTime(addBusinessTime(at, one, of, in_), two, of, in_);
        expect(steps).toEqual(addBusinessTime(at, one + two, of, in_));
      }),
      { numRuns: 200 },
    );
  });

  it('what was added can be taken away again', () => {
    fc.assert(
      fc.property(moment, span3Weeks, hours, zone, (at, ms, of, in_) => {
        const then = addBusinessTime(at, ms, of, in_);
        const back = subtractBusinessTime(then, ms, of, in_);
        expect(businessTimeBetween(back, then, of, in_)).toBe(ms);
        expect(back.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(businessTimeBetween(at, back, of, in_)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('a later beginning never has an earlier end', () => {
    fc.assert(
      fc.property(moment, span3Weeks, span3Weeks, hours, zone, (at, later, ms, of, in_) => {
        const second = addBusinessTime(new Date(at.getTime() + later), ms, of, in_);
        expect(second.getTime()).toBeGreaterThanOrEqual(addBusinessTime(at, ms, of, in_).getTime());
      }),
      { numRuns: 200 },
    );
  });
});
