import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RefundDraft } from './refund-draft.ts';
import { refundScreen } from './refund.tsx';
import type { RemedyScreen } from './screen.ts';

/** What the form of each kind holds. */
export type RemedyDrafts = {
  refund: RefundDraft;
};

/** The screens of every kind of remedy, in the order in which they are offered. */
const remedyScreens: { readonly [K in RemedyKind]: RemedyScreen<K, RemedyDrafts[K]> } = {
  refund: refundScreen,
};

export const remedyKinds = Object.keys(remedyScreens) as RemedyKind[];

/** The screen of one kind, also where the kind is only known when it runs. */
export const screenOf = <K extends RemedyKind>(kind: K): RemedyScreen<K, RemedyDrafts[K]> => remedyScreens[kind];
