import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { codeOf, shortName } from './discount-code.ts';

describe('the code of a remedy', () => {
  it('can be read, typed and told on the telephone: no two signs look alike, and no word comes out', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(codeOf(id)).toMatch(/^SORRY-[34679CDFHJKMNPQRTWXY]{4}-[34679CDFHJKMNPQRTWXY]{4}$/);
      }),
    );
  });

  it('is always the same for one remedy, so that a second one cannot be made', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(codeOf(id)).toBe(codeOf(id));
      }),
    );
    expect(codeOf('0190a000-0000-7000-8000-00000000000a')).toBe('SORRY-XKYD-6WR7');
  });

  it.each([
    ['our ids', () => v7()],
    ['random ids', () => randomUUID()],
  ])('differs from remedy to remedy, for %s', (_name, make) => {
    const names = new Set(Array.from({ length: 5_000 }, () => shortName(make())));
    expect(names.size).toBe(5_000);
  });
});
