/** What the screen of differences with Shopify is given. */
import type { BreakState } from '#app/db/reconciliation-breaks.server.ts';
import type { ComplaintId, OrderId } from '#app/domain/ids.ts';
import type { PersonView } from '#app/domain/people.ts';
import type { Value } from '#app/domain/remedy/comparison.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { BreakKind } from '#app/domain/remedy/reconcile.ts';

/** A difference between what was written down and what Shopify has. Times are ISO. */
export type DifferenceRow = {
  id: string;
  kind: BreakKind;
  remedyKind: RemedyKind;
  state: BreakState;
  /** The order that it is about; null where only the thing at Shopify is known. */
  order: { id: OrderId; name: string | null } | null;
  complaint: { id: ComplaintId; number: number } | null;
  externalId: string | null;
  ours: Value | null;
  theirs: Value | null;
  foundAt: string;
  owner: PersonView | null;
  /** Null when it was gone by itself. */
  resolvedBy: PersonView | null;
  resolvedAt: string | null;
  note: string | null;
};

export type DifferenceView = 'open' | 'noted' | 'resolved';

export type DifferencesPage = {
  view: DifferenceView;
  rows: DifferenceRow[];
  next: string | null;
  previous: string | null;
  /** `open`: those that somebody has taken among them. */
  counts: { open: number; noted: number };
  mayAct: boolean;
};
