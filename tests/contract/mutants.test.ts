import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutants } from '#tests/faults/mutants.ts';

describe('the bugs that are planted', () => {
  it.each(mutants)('$name: its text stands exactly once in $file', ({ file, find }) => {
    expect(readFileSync(file, 'utf8').split(find)).toHaveLength(2);
  });

  it('are 27, each with a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(27);
  });
});
