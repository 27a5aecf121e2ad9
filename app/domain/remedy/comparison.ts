import type { OrderId, RemedyId } from '../ids.ts';
import type { Money } from '../money.ts';
import type { Result } from '../result.ts';
import type { PlanOf, ProofOf, RemedyKind } from './kinds.ts';
import type { Progress, ReadProblem, Standing } from './plug.ts';
import type { RemedyState } from './remedy.ts';

/*
 * The plug of a comparison: how what we wrote down of a kind is held against what Shopify has. What is read by id is
 * what counts; a search, which may be behind, only says where to look.
 */

/** What a thing is worth on both sides. */
export type Value =
  | { kind: 'money'; amount: Money }
  | { kind: 'percent'; percent: number }
  /** Shipping, up to what may be free. */
  | { kind: 'shipping'; upTo: Money | null };

/** A remedy of ours, as far as it is compared. */
export type Compared<K extends RemedyKind> = {
  id: RemedyId;
  orderId: OrderId;
  state: RemedyState;
  externalId: string | null;
  amount: Money;
  plan: PlanOf<K>;
  proof: ProofOf<K> | null;
  progress: Progress;
};

/** A thing at Shopify: one that a remedy of ours gave, or that bears our mark, or that stands beside those. */
export type Seen = {
  externalId: string;
  /** The remedy that its mark names; null = it bears none. */
  remedyId: RemedyId | null;
  /** Where a person finds it; null when only its remedy tells. */
  orderId: OrderId | null;
  standing: Standing;
  /** Null = nothing about it is to be compared. */
  value: Value | null;
  /** How often the customer has used it; null where that is not told. */
  uses: number | null;
  /**
   * It is on an order that Shopify does not show: deleted, or older than 60 days where the app may not read all orders.
   * Nothing is known of it, so it is taken to be as we have it.
   */
  hidden?: true;
};

/** A remedy whose order is hidden. */
export const hiddenThing = <K extends RemedyKind>({ id, orderId, externalId }: Compared<K>): Seen => ({
  externalId: externalId ?? '',
  remedyId: id,
  orderId,
  standing: 'settled',
  value: null,
  uses: null,
  hidden: true,
});

/** A thing that may have to be read by id: what one of its kind is called at Shopify, and on which order, where it is on one. */
export type Named = { externalId: string; orderId: OrderId | null };

/** A mark of ours that a search has shown. */
export type Mark = Named & { remedyId: RemedyId };
export type Marks = { marks: Mark[]; next: string | null };

export type Comparison<K extends RemedyKind> = {
  /** What the remedy should be there. */
  valueOf: (remedy: Pick<Compared<K>, 'plan' | 'amount'>) => Value;
  /**
   * What there is of these remedies and of the things named, by id: what is missing from the answer is not there. As few
   * calls as Shopify allows.
   */
  read: (ours: readonly Compared<K>[], named: readonly Named[], now: Date) => Promise<Result<Seen[], ReadProblem>>;
  /**
   * Everything that bears our mark and was made or changed since, a page at a time: how a thing is found that no remedy
   * of ours names. None where Shopify has no way to ask.
   */
  marked?: (since: Date, after: string | null) => Promise<Result<Marks, ReadProblem>>;
};

/** A kind of which Shopify has nothing that could differ, and why. */
export type NothingThere = { nothingThere: string };

export type Comparisons = { readonly [K in RemedyKind]: Comparison<K> | NothingThere };
