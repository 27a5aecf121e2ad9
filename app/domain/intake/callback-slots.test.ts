import { describe, expect, it } from 'vitest';
import { callbackSlots, zoneOf } from './callback-slots.ts';

const nine = { from: '09:00', to: '17:00' };
const hours = { week: [nine, nine, nine, nine, nine, null, null], holidays: ['2026-11-30'] };

describe('times at which somebody could call', () => {
  it('lie in the shop’s hours, leave out what is too soon, weekends and holidays', () => {
    // A Friday, 12:30 in Prague.
    const slots = callbackSlots(hours, 'Europe/Prague', new Date('2026-11-27T11:30:00Z'));
    expect(slots.slice(0, 2).map(({ from, to }) => [from.toISOString(), to.toISOString()])).toEqual([
      ['2026-11-27T14:00:00.000Z', '2026-11-27T16:00:00.000Z'],
      ['2026-12-01T08:00:00.000Z', '2026-12-01T10:00:00.000Z'],
    ]);
    expect(slots).toHaveLength(12);
  });

  it('are by day where she lives; where that is never, whenever the shop is open', () => {
    const friday = new Date('2026-11-27T05:00:00Z');
    const from = (zone: string) => callbackSlots(hours, 'Europe/Prague', friday, zone)[0]?.from.toISOString();
    expect(from('Europe/Prague')).toBe('2026-11-27T08:00:00.000Z');
    // In Tokyo it is 17:00 when Prague opens; in New York 03:00, and 09:00 when it is 15:00 in Prague.
    expect(from('Asia/Tokyo')).toBe('2026-11-27T08:00:00.000Z');
    expect(from('America/New_York')).toBe('2026-11-27T14:00:00.000Z');
    expect(from('Pacific/Honolulu')).toBe('2026-11-27T08:00:00.000Z');
    expect(callbackSlots(hours, 'Europe/Prague', friday, 'Asia/Tokyo').every(({ to }) => to.getUTCHours() <= 12)).toBe(
      true,
    );
  });

  it('stand at the same hour on the wall when summer time begins', () => {
    const slots = callbackSlots(
      { week: Array(7).fill(nine), holidays: [] },
      'Europe/Prague',
      new Date('2026-03-28T05:00:00Z'),
    );
    expect(
      slots.filter(({ from }) => [7, 8].includes(from.getUTCHours())).map(({ from }) => from.toISOString()),
    ).toEqual(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z']);
  });

  it('are none when the shop never picks up', () => {
    expect(callbackSlots({ week: [], holidays: [] }, 'Europe/Prague', new Date())).toEqual([]);
  });

  it('are told in her own time where her country has one', () => {
    expect(zoneOf('ua', 'Europe/Prague')).toBe('Europe/Kyiv');
    expect(zoneOf('US', 'Europe/Prague')).toBe('Europe/Prague');
    expect(zoneOf(null, 'Asia/Tokyo')).toBe('Asia/Tokyo');
  });
});
