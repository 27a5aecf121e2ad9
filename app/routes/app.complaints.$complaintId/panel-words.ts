import type { RemedyKind } from '#app/domain/remedy/kinds.ts';

/** One way to put it right. */
export type Choice = {
  kind: RemedyKind;
  /** "Refund", "Replace" */
  choice: string;
  /** Stands in front; the others stand under "More". */
  front: boolean;
  /** Why it cannot be chosen here; null = it can. */
  why: string | null;
  /** It is what this case is about, or else what this customer wants. */
  suits: boolean;
};

/** What is said of a remedy that was decided. */
export type Telling = {
  /** "Refund of €12.50", "Code SORRY-7K2M" */
  name: string;
  heading: string;
  text: string;
  /** The last of its steps; null where it shows steps of its own. */
  arrived: string | null;
  /** How far it is in a word or two; null = the common one fits. */
  badge: string | null;
  /** What taking it back means; null where it cannot be taken back. */
  undoing: string | null;
};

/** What the panel says, made on the server, which knows every kind. In the order in which the kinds are offered. */
export type PanelWords = {
  who: string;
  /** What to know before anything is given, a sentence each. */
  watchOut: string[];
  choices: Choice[];
  /** Why nothing can be given or taken back: it is with the lawyer. */
  frozen: string | null;
  tellings: Record<string, Telling>;
};
