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

  it('are none when the shop never picks up', () => {
    expect(callbackSlots({ week: [], holidays: [] }, 'Europe/Prague', new Date())).toEqual([]);
  });

  it('are told in her own time where her country has one', () => {
    expect(zoneOf('ua', 'Europe/Prague')).toBe('Europe/Kyiv');
    expect(zoneOf('US', 'Europe/Prague')).toBe('Europe/Prague');
    expect(zoneOf(null, 'Asia/Tokyo')).toBe('Asia/Tokyo');
  });
});
