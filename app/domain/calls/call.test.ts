import { describe, expect, it } from 'vitest';
import { afterCall, nextTry, phoneEnding, readPhone } from './call.ts';

describe('after a call', () => {
  it('that reached her, whoever called whom, nobody has to call any more', () => {
    for (const direction of ['out', 'in'] as const)
      expect(afterCall({ direction, outcome: 'reached' }, 2, false)).toEqual({ callback: 'done' });
  });

  it('that reached nobody she is tried again, twice; then she is written to', () => {
    for (const outcome of ['not_reached', 'voicemail'] as const) {
      expect(afterCall({ direction: 'out', outcome }, 0, false)).toEqual({ callback: 'again', tries: 1 });
      expect(afterCall({ direction: 'out', outcome }, 1, false)).toEqual({ callback: 'again', tries: 2 });
      expect(afterCall({ direction: 'out', outcome }, 2, false)).toEqual({ callback: 'not_reached', tries: 3 });
    }
  });

  it('to a wrong number she is written to, unless there is another one', () => {
    const call = { direction: 'out', outcome: 'wrong_number' } as const;
    expect(afterCall(call, 0, false)).toEqual({ callback: 'not_reached', tries: 1 });
    expect(afterCall(call, 0, true)).toEqual({ callback: 'again', tries: 1 });
    expect(afterCall(call, 2, true)).toEqual({ callback: 'not_reached', tries: 3 });
  });

  it('of hers that nobody took she waits as before', () => {
    expect(afterCall({ direction: 'in', outcome: 'voicemail' }, 2, false)).toEqual({ callback: 'unchanged' });
  });
});

describe('the next try', () => {
  const slot = (hour: number) => ({ from: new Date(Date.UTC(2026, 10, 27, hour)) });
  const now = new Date('2026-11-27T09:30:00Z');

  it('is two hours later at the soonest', () => {
    expect(nextTry([slot(11), slot(12), slot(14)], now)).toEqual(slot(12));
  });

  it('is the only one there is, or none', () => {
    expect(nextTry([slot(11)], now)).toEqual(slot(11));
    expect(nextTry([], now)).toBeNull();
  });
});

describe('a phone number', () => {
  it('is one with seven digits and nothing but what people write between them', () => {
    expect(readPhone(' +420 (601) 234-567 ')).toBe('+420 (601) 234-567');
    for (const typed of ['', '12345', 'call me', '+420 601 234 567; DROP']) expect(readPhone(typed)).toBeNull();
  });

  it('is told by its end alone', () => {
    expect(phoneEnding('+420 601 234 567')).toBe('… 567');
  });
});
