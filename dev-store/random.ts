/** One step of a small seeded generator (mulberry32). Answers the value in [0, 1) and the next state. */
export function nextRandom(state: number): { value: number; state: number } {
  const next = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), 1 | next);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return { value: ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296, state: next };
}

/** A seeded source of choices. */
export type Random = {
  /** In [0, 1). */
  value: () => number;
  /** Whole number, both ends included. */
  int: (from: number, to: number) => number;
  pick: <T>(items: readonly T[]) => T;
  chance: (probability: number) => boolean;
};

/** The same seed gives the same choices. */
export function seeded(seed: number): Random {
  let state = seed | 0;
  const value = (): number => {
    const step = nextRandom(state);
    state = step.state;
    return step.value;
  };
  const int = (from: number, to: number): number => from + Math.floor(value() * (to - from + 1));
  return {
    value,
    int,
    pick: <T>(items: readonly T[]): T => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    chance: (probability) => value() < probability,
  };
}
