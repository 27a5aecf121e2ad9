import type { OrderId, RemedyId } from '../ids.ts';
import type { Seen, Value } from './comparison.ts';
import type { Standing } from './plug.ts';
import { heldStates } from './remedy.ts';
import type { RemedyState } from './remedy.ts';

export const breakKinds = [
  'missing_there', // given here, and Shopify has nothing
  'missing_here', // Shopify has it; here it was refused, never issued or taken back, or nobody knows of it
  'amount_differs',
  'given_twice', // a second thing with the mark of one remedy
  'ended_there', // given here, and somebody ended it at Shopify before the customer had it
  'made_elsewhere', // without our mark, made by hand: nothing wrong, only worth knowing
] as const;
export type BreakKind = (typeof breakKinds)[number];

/** A difference between what we wrote down and what Shopify has. */
export type Break = {
  kind: BreakKind;
  remedyId: RemedyId | null;
  orderId: OrderId | null;
  externalId: string | null;
  /** What it is here, and there; null where it is not. */
  ours: Value | null;
  theirs: Value | null;
};

/** A remedy as it is compared, with what it should be at Shopify. */
export type Ours = { id: RemedyId; orderId: OrderId; state: RemedyState; externalId: string | null; value: Value };

// Looking at these is somebody's work already: what is missing of them is no break. A second one is.
const lookedAt: readonly RemedyState[] = heldStates.filter((state) => state !== 'issued');
const givenUp: readonly RemedyState[] = ['refused', 'not_issued', 'failed', 'undone'];

const isLive = ({ standing }: { standing: Standing }): boolean => standing === 'issued' || standing === 'settled';

/**
 * Compares both ways. `ours` holds every remedy that `seen` names; `seen` everything that was found of `ours`, by id.
 */
export function findBreaks(ours: readonly Ours[], seen: readonly Seen[]): Break[] {
  const known = new Set(ours.map(({ id }) => id));
  const named = new Set(ours.map(({ externalId }) => externalId));
  const breaks = ours.flatMap((remedy) => ofRemedy(remedy, seen, named));
  for (const thing of seen) {
    if (named.has(thing.externalId) || !isLive(thing)) continue;
    if (thing.remedyId !== null && known.has(thing.remedyId)) continue;
    const kind = thing.remedyId === null ? 'made_elsewhere' : 'missing_here';
    const { remedyId, orderId, externalId, value: theirs } = thing;
    breaks.push({ kind, remedyId, orderId, externalId, ours: null, theirs });
  }
  return breaks;
}

/** @param taken what the remedies are called at Shopify: what is another one's own is no second one of this */
function ofRemedy(remedy: Ours, seen: readonly Seen[], taken: ReadonlySet<string | null>): Break[] {
  const { id: remedyId, orderId, state, externalId, value: ours } = remedy;
  const about = { remedyId, orderId, ours };
  const of = (kind: BreakKind, thing: Seen): Break => ({
    ...about,
    kind,
    externalId: thing.externalId,
    theirs: thing.value,
  });
  const mine = seen.filter(
    (thing) => thing.externalId === externalId || (thing.remedyId === remedyId && !taken.has(thing.externalId)),
  );
  if (givenUp.includes(state)) return mine.filter(isLive).map((thing) => of('missing_here', thing));
  const own = mine.find((thing) => thing.externalId === externalId) ?? mine[0];
  const twice = mine.filter((thing) => thing !== own && isLive(thing)).map((thing) => of('given_twice', thing));
  if (lookedAt.includes(state)) return twice;
  if (!own) return [...twice, { ...about, kind: 'missing_there', externalId, theirs: null }];
  // One on its way is followed, and ends here as it ends there.
  if (state !== 'settled') return twice;
  if (!isLive(own)) return [...twice, of('ended_there', own)];
  return own.value === null || sameValue(ours, own.value) ? twice : [...twice, of('amount_differs', own)];
}

function sameValue(a: Value, b: Value): boolean {
  if (a.kind === 'money' && b.kind === 'money') return sameMoney(a.amount, b.amount);
  if (a.kind === 'percent' && b.kind === 'percent') return a.percent === b.percent;
  return a.kind === 'shipping' && b.kind === 'shipping' && sameMoney(a.upTo, b.upTo);
}

const sameMoney = (a: { minor: number; currency: string } | null, b: typeof a): boolean =>
  a?.minor === b?.minor && a?.currency === b?.currency;

/** By which a difference is known again, however often it is found. */
export const breakKey = (remedyKind: string, { kind, remedyId, externalId }: Break): string =>
  `${remedyKind} ${kind} ${remedyId ?? ''} ${kind === 'missing_there' ? '' : (externalId ?? '')}`;
