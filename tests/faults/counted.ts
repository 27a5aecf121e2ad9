import type { RemedyKind } from '#app/domain/remedy/kinds.ts';

const sums = [
  'remedies',
  'given',
  'undone',
  'withPerson',
  'calls',
  'lateCommits',
  'faults',
  'deaths',
  'bundles',
  'pauses',
] as const;

/** What was seen to happen: sums, what was given by kind, and faults by kind. */
export type Counted = Record<(typeof sums)[number], number> & {
  kinds: Partial<Record<RemedyKind, number>>;
  met: Partial<Record<string, number>>;
};

export const noneCounted = (): Counted => ({
  remedies: 0,
  given: 0,
  undone: 0,
  withPerson: 0,
  calls: 0,
  lateCommits: 0,
  faults: 0,
  deaths: 0,
  bundles: 0,
  pauses: 0,
  kinds: {},
  met: {},
});

export function addUp(a: Counted, b: Counted): Counted {
  const both = { ...a, kinds: added(a.kinds, b.kinds), met: added(a.met, b.met) };
  for (const name of sums) both[name] += b[name];
  return both;
}

function added<Name extends string>(a: Partial<Record<Name, number>>, b: Partial<Record<Name, number>>) {
  const both: Partial<Record<Name, number>> = { ...a };
  for (const name of Object.keys(b) as Name[]) both[name] = (both[name] ?? 0) + (b[name] ?? 0);
  return both;
}
