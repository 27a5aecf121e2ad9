/** The time as services see it. Tests hand in one that they can turn. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
