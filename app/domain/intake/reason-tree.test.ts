import { describe, expect, it } from 'vitest';
import { offering, readTree, wholeTree, type ReasonChoice } from './reason-tree.ts';

const keysOf = (tree: readonly ReasonChoice[]) =>
  tree.flatMap(({ reason, below }) => [reason, ...below.map(({ key }) => `${reason}.${key}`)]);

describe('what a form offers', () => {
  it('is everything, when everything is chosen', () => {
    expect(offering(wholeTree, keysOf(wholeTree))).toEqual(wholeTree);
  });

  it('is what was chosen, in our order, and can be all of it again', () => {
    const few = offering(wholeTree, ['damaged', 'late', 'damaged.item_damaged', 'wrong_item.wrong_size']);
    expect(keysOf(few)).toEqual(['late', 'damaged', 'damaged.item_damaged']);
    expect(keysOf(offering(few, keysOf(wholeTree)))).toEqual(keysOf(wholeTree));
  });

  it('keeps what a shop has in its own words', () => {
    const chipped = { key: 'chipped', returnReason: 'damaged-or-defective', words: { en: 'Chipped' } } as const;
    const own = readTree([{ reason: 'damaged', below: [chipped] }]);
    expect(
      offering(own, ['damaged', 'damaged.chipped', 'damaged.parcel_damaged'])[0]?.below.map(({ key }) => key),
    ).toEqual(['parcel_damaged', 'chipped']);
    expect(offering(own, ['damaged'])).toEqual([{ reason: 'damaged', below: [] }]);
  });
});
