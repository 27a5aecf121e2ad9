import { describe, expect, it } from 'vitest';
import { toldApart } from './told-apart.ts';

describe('how well times tell two things apart', () => {
  it('is 1 where every time of one is longer, whichever it is', () => {
    expect(toldApart([4, 5, 6], [1, 2, 3])).toBe(1);
    expect(toldApart([1, 2, 3], [4, 5, 6])).toBe(1);
  });

  it('is a half where they are the same', () => {
    expect(toldApart([1, 2, 3], [1, 2, 3])).toBe(0.5);
    expect(toldApart([7, 7, 7], [7, 7])).toBe(0.5);
  });

  it('is the share of pairs in which the one is longer, half of those that are equal', () => {
    // 2 > 1; 3 > 1, 3 > 2; 2 = 2: three and a half of six.
    expect(toldApart([2, 3], [1, 2, 4])).toBeCloseTo(3.5 / 6, 10);
  });
});
