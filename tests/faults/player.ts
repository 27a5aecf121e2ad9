/** How a run plays one kind of remedy: how it is asked for, how it is seen at the store, and what may become of it. */
import type { RemedyId } from '#app/domain/ids.ts';
import type { AskOf, PlanOf, RemedyAsk, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Random } from '#dev-store/random.ts';
import type { RemedyScript } from './script.ts';
import type { Stage } from './stage.ts';

/** What somebody is going to ask for; what depends on the order is filled in when it is asked. */
export type Wish = { kind: RemedyKind; ask: (stage: Stage, complaint: number) => Promise<RemedyAsk> };

/** What the store shows of a remedy. */
export type AtStore = {
  /** Things that give something, each counted, also those that have come to nothing since. */
  count: number;
  /** What has become of it: nothing yet or any more, still on its way, given, or taken back. */
  standing: 'nothing' | 'under_way' | 'given' | 'taken_back';
  /** What differs from what was decided, in words. */
  differs: string | null;
};

export type Given<K extends RemedyKind> = { id: RemedyId; plan: PlanOf<K>; amountMinor: number };

export type Player<K extends RemedyKind> = {
  /** How often it is drawn, beside the others. */
  weight: number;
  /**
   * Operations of which one may meet a fault, by what the worker is doing; the one that gives (or takes back) stands
   * first and is met most often.
   */
  operations: { read: string; send: readonly string[]; look: readonly string[]; undo: readonly string[] };
  /** What is asked, drawn from the seed. */
  draw: (random: Random) => (stage: Stage, complaint: number) => Promise<AskOf<K>> | AskOf<K>;
  /** Looks at the store alone, never at our code. */
  atStore: (stage: Stage, given: Given<K>) => AtStore;
  /** Whether only a person can say how this one ends, by what the store shows. */
  needsPerson?: (stage: Stage, given: Given<K>) => boolean;
  /** People carry it out, so that it is on its way for as long as nobody has done anything. */
  byPeople?: true;
  /** What it makes hangs on its order: `all` counts that one's, and not the shop's. */
  ofOrder?: true;
  /** How many things of this kind the store has in all that we made: what no remedy knows of was given past all records. */
  all: (stage: Stage, decided: readonly Given<K>[]) => number;
  /** What was taken back of this kind in all, amount by amount; for kinds where `atStore` cannot tell whose it was. */
  takenBack?: (stage: Stage) => number[];
  /** What the world does with it, asked for after each step. */
  goesOn?: (stage: Stage, remedyId: RemedyId, script: RemedyScript) => void;
  /** The customer uses some of it, so that it cannot be taken back any more. */
  use?: (stage: Stage, given: Given<K>) => Promise<void> | void;
};
