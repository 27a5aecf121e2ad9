import { describe, expect, inject, it } from 'vitest';
import { kinds } from '#tests/faults/players.ts';
import { simulate } from '#tests/faults/simulate.ts';

const runs = Array.from({ length: 36 }, (_, index) => index + 1);

describe('random runs of every kind of remedy, from a seed', () => {
  it('give nothing twice, lose nothing, pass no limit and agree with the store', async () => {
    const { failed, counted } = await simulate({ server: inject('testServer'), seed: 4, runs, lanes: 2 });
    expect(failed.map(({ run, violations }) => ({ run, violations }))).toEqual([]);
    expect(counted.faults).toBeGreaterThan(60);
    expect(kinds.filter((kind) => (counted.kinds[kind] ?? 0) === 0)).toEqual([]);
    expect(counted.undone).toBeGreaterThan(0);
    expect(counted.lateCommits / counted.calls).toBeGreaterThan(0.08);
  }, 120_000);

  it('happen the same way again, however many run side by side', async () => {
    const few = runs.slice(0, 6);
    const once = await simulate({ server: inject('testServer'), seed: 4, runs: few, lanes: 1 });
    const again = await simulate({ server: inject('testServer'), seed: 4, runs: few, lanes: 2 });
    const another = await simulate({ server: inject('testServer'), seed: 5, runs: few.slice(0, 2), lanes: 1 });
    expect(again.digest).toBe(once.digest);
    expect(another.digest).not.toBe(once.digest);
  }, 120_000);
});
