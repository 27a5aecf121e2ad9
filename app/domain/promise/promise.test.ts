import { describe, expect, it } from 'vitest';
import { keptPercent, promiseAt } from './promise.ts';

const at = (time: string) => new Date(`2026-11-27T${time}:00Z`);

describe('a promise', () => {
  it('is open until its end, kept by a proof from before it, and broken when there is none', () => {
    expect(promiseAt(at('17:00'), null, at('16:59'))).toBeNull();
    expect(promiseAt(at('17:00'), { at: at('12:00') }, at('12:00'))).toBe('kept');
    expect(promiseAt(at('17:00'), null, at('17:00'))).toBe('broken');
  });

  it('is kept when the proof was there in time, however late anybody looks', () => {
    expect(promiseAt(at('17:00'), { at: at('17:00') }, at('23:00'))).toBe('kept');
    expect(promiseAt(at('17:00'), { at: at('17:01') }, at('23:00'))).toBe('broken');
  });
});

it('the rate counts what has ended, and is none before anything has', () => {
  expect(keptPercent({ kept: 0, broken: 0 })).toBeNull();
  expect(keptPercent({ kept: 2, broken: 1 })).toBe(67);
});
