import type { PromiseKind } from '#app/domain/promise/promise.ts';

/** What was promised, as part of a sentence: "an answer". */
export function promisedWhat(kind: PromiseKind, what: string): string {
  if (kind === 'answer') return 'an answer';
  if (what !== '') return `“${what}”`;
  return kind === 'remedy' ? 'that it is put right' : 'something';
}
