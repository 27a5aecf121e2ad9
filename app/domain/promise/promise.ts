/**
 * What somebody was promised. `answer`: she hears from us; `remedy`: she is given something, kept by what was issued;
 * `other`: kept when somebody says how.
 */
export const promiseKinds = ['answer', 'remedy', 'other'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/** `broken`: its time passed without its proof. */
export type PromiseState = 'open' | 'kept' | 'broken' | 'withdrawn';

/** As it is made: by a template, by hand, or recognised in what was typed. `due` is the last moment at which it is kept. */
export type PromiseMade = { kind: PromiseKind; what: string; due: Date };

/** What shows that a promise was kept. */
export type PromiseProof =
  | { by: 'message'; messageKey: string; at: string }
  | { by: 'remedy'; remedyId: string; at: string }
  /** Somebody has said how. */
  | { by: 'person'; name: string; how: string; at: string };

export const longestPromise = 300;

/** What becomes of an open promise: kept by a proof from before its end, broken when that has passed; null = it stays open. */
export function promiseAt(due: Date, proof: { at: Date } | null, now: Date): 'kept' | 'broken' | null {
  if (proof && proof.at <= due) return 'kept';
  return due <= now ? 'broken' : null;
}

/** Of those that ended, how many were kept, in percent; null when none has ended. */
export const keptPercent = ({ kept, broken }: { kept: number; broken: number }): number | null =>
  kept + broken === 0 ? null : Math.round((100 * kept) / (kept + broken));
