import { expect, it } from 'vitest';
import { languages } from '#app/domain/language.ts';
import { addDays } from '#app/domain/shop-day.ts';
import { dayAfterBy } from './dates.ts';

it('a day is said as each language says it after "by"', () => {
  expect(languages.map((language) => dayAfterBy(language, '2026-11-26'))).toEqual([
    'Thursday, 26 November',
    'четверга, 26 листопада',
    'czwartku, 26 listopada',
    'čtvrtka 26. listopadu',
    'четверга, 26 ноября',
  ]);
});

it('every day of a year has a name, and no two days the same', () => {
  for (const language of languages) {
    const days = Array.from({ length: 365 }, (_, after) => dayAfterBy(language, addDays('2027-01-01', after)));
    expect(new Set(days).size).toBe(365);
    // A weekday, a number, a month; nothing left open.
    for (const day of days) expect(day).toMatch(/^[\p{L}’]+,? \d{1,2}\.? \p{L}+$/u);
  }
});
