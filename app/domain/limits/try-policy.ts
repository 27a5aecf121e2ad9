import { replay } from './replay.ts';
import type { DecisionInputs } from './replay.ts';
import type { Decision } from './decide.ts';
import type { Policy } from './policy.ts';

export type Verdict = Decision['verdict'];

/** How many decisions come to an answer, and what they are about: minor units of the shop's currency. */
export type Tally = Record<Verdict, { decisions: number; minor: number }>;

/** A past decision that the changed rules would answer otherwise. */
export type Turned<Id> = { id: Id; minor: number; now: Verdict; then: Verdict };

export const noTally = (): Tally => ({
  allowed: { decisions: 0, minor: 0 },
  needs_approval: { decisions: 0, minor: 0 },
  refused: { decisions: 0, minor: 0 },
});

/** What two sets of rules make of the same past decisions, side by side. Grows as decisions are added. */
export type Trial<Id> = { now: Tally; then: Tally; turned: Turned<Id>[] };

export const newTrial = <Id>(): Trial<Id> => ({ now: noTally(), then: noTally(), turned: [] });

/** Of what turns, only so many are kept: those about the most money. */
const mostTurned = 5;

/**
 * Adds past decisions to a trial. Each is made again from its record, by the rules of now and by the changed ones, on what
 * was used when it was made: what would have been given otherwise before it is not played on.
 */
export function tryOn<Id>(
  trial: Trial<Id>,
  decisions: readonly { id: Id; inputs: DecisionInputs }[],
  now: Policy,
  changed: Policy,
): Trial<Id> {
  const { turned } = trial;
  for (const { id, inputs } of decisions) {
    const minor = inputs.request.remedies.reduce((sum, { face }) => sum + face, 0);
    const before = replay({ inputs }, now).verdict;
    const after = replay({ inputs }, changed).verdict;
    count(trial.now[before], minor);
    count(trial.then[after], minor);
    if (before !== after) turned.push({ id, minor, now: before, then: after });
  }
  return { ...trial, turned: turned.sort((a, b) => b.minor - a.minor).slice(0, mostTurned) };
}

function count(sum: { decisions: number; minor: number }, minor: number): void {
  sum.decisions += 1;
  sum.minor += minor;
}
