import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as make from '#tests/factories/files.ts';
import { typeFacts } from './attachment.ts';
import { safeFileName } from './file-name.ts';
import { isActive, isWholePdf } from './pdf.ts';
import { pixelsOf } from './pixels.ts';
import { recognise } from './recognise.ts';
import { heicWithoutPlace, videoWithoutPlace } from './without-place.ts';

const samples: Uint8Array[] = [
  ...[await make.phonePhoto(), await make.png(), await make.gif(), make.gifThatIsScript()],
  ...[make.phoneVideo(), make.phoneVideo('isom'), make.heicPhoto(), make.pdf()],
];

/** A good file in which some bytes are others, cut off anywhere. */
const damaged = fc
  .record({
    sample: fc.constantFrom(...samples),
    changes: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) }), {
      maxLength: 12,
    }),
    length: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ sample, changes, length }) => {
    const bytes = Uint8Array.from(sample.subarray(0, Math.ceil(sample.length * length)));
    for (const { at, byte } of changes) bytes[Math.floor(at * bytes.length)] = byte;
    return bytes;
  });

describe('whatever comes in', () => {
  it('is looked into without an error, and what is cleaned keeps its length', () => {
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 400 })), (bytes) => {
        const type = recognise(bytes);
        if (type === null) return;
        const pixels = pixelsOf(type, bytes);
        if (pixels) expect(Math.min(pixels.width, pixels.height)).toBeGreaterThan(0);
        isActive(bytes);
        isWholePdf(bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is emptied of the place or refused, however its tables lie, and the file given is left as it was', () => {
    fc.assert(
      fc.property(damaged, (bytes) => {
        const before = Buffer.from(bytes);
        for (const clean of [videoWithoutPlace(bytes), heicWithoutPlace(bytes)])
          expect(clean?.length ?? bytes.length).toBe(bytes.length);
        expect(before.equals(bytes)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is called something that can be stored, shown and saved', () => {
    const types = fc.constantFrom(...(Object.keys(typeFacts) as (keyof typeof typeFacts)[]));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), types, (given, type) => {
        const name = safeFileName(given, type);
        expect(name).toMatch(/^[^\p{C}/\\<>"'`&:*?|]{1,80}\.[a-z0-9]{3,4}$/u);
        expect(name.startsWith('.')).toBe(false);
        expect(safeFileName(name, type)).toBe(name);
      }),
      { numRuns: 200 },
    );
  });
});
