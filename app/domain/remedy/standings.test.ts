import { expect, it } from 'vitest';
import { sameStandings, standingsOf } from './standings.ts';

const first = '0199a000-0000-7000-8000-000000000001';
const second = '0199a000-0000-7000-8000-000000000002';

it('a page that knows a refund as decided learns nothing from its being sent', () => {
  const known = standingsOf([
    { id: second, state: 'approved' },
    { id: first, state: 'refused' },
  ]);
  const now = standingsOf([
    { id: second, state: 'sending' },
    { id: first, state: 'refused' },
  ]);
  expect(sameStandings(known, now)).toBe(true);
  expect(sameStandings(now, known)).toBe(true);
});

it.each(['unknown', 'issued', 'settled', 'refused', 'not_issued', 'failed', 'needs_person'] as const)(
  'it learns that the refund is %s',
  (state) => {
    const known = standingsOf([{ id: first, state: 'approved' }]);
    expect(sameStandings(known, standingsOf([{ id: first, state }]))).toBe(false);
  },
);

it('it learns of a refund that it did not know of', () => {
  const known = standingsOf([{ id: first, state: 'approved' }]);
  const now = standingsOf([
    { id: second, state: 'approved' },
    { id: first, state: 'approved' },
  ]);
  expect(sameStandings(known, now)).toBe(false);
});
