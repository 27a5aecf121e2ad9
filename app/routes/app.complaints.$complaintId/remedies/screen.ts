import type { ComponentType } from 'react';
import type { Formats } from '#app/components/formats.ts';
import type { WantedOutcome } from '#app/domain/complaint/complaint.ts';
import type { FactsOf, PlanOf, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Worth } from '#app/domain/remedy/plug.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import type { ComplaintPage, RemedyViewOf } from '#app/services/views.ts';
import type { RemedyDrafts } from './registry.tsx';

/**
 * The screen of one kind of remedy: how it is asked for, said and shown. The refund's comes with the page, the others'
 * are fetched whole when they are chosen or were given (`registry.tsx`); what is said is said by the server as well.
 */
export type RemedyScreen<K extends RemedyKind, Draft extends object> = {
  kind: K;
  /** At the choice: "Refund", "Replace". */
  choice: string;
  /** Stands in front; the others stand under "More". */
  front: boolean;
  /** What customers want when this is chosen to begin with. A wish is one kind's only. */
  suits: readonly WantedOutcome[];
  /** Whether this case is what it is for: then it is chosen to begin with, whatever the customer wants. Absent = never. */
  suitsCase?: (page: ComplaintPage) => boolean;
  /** Why it cannot be chosen here, as a sentence; null = it can. From the page alone: Shopify is not asked. */
  unavailable: (page: ComplaintPage) => string | null;
  /** How its form begins, also on the server. Plain JSON: it is kept in the browser. */
  firstDraft: (page: ComplaintPage) => Draft;
  /** A draft that this browser has kept, as far as it still fits; null begins anew. See `flatDraft`. */
  readDraft: (kept: Record<string, unknown>, page: ComplaintPage) => Draft | null;
  /** Whether anything is asked for at all; else Shopify is not asked what it would come to. */
  asksSomething: (draft: Draft) => boolean;
  /** Beside the button while nothing is asked for: "Choose what to refund." */
  nothingAsked: string;
  /** What the kind's schema in `<kind>.server.ts` reads: amounts as typed, with their currency. */
  toWire: (draft: Draft, page: ComplaintPage) => Wire;
  /** The field that the worth hangs on, where a limit's "no" stands; '' = none. */
  worthField: (draft: Draft) => string;
  Form: ComponentType<RemedyFormProps<K, Draft>>;
  /** On the button; null while it is not known what it comes to: "Refund 129,00 zł", "Give replacement". */
  action: (given: PreviewOf<K> | null, formats: Formats) => string;
  /** What the customer gets, in one sentence that a person would say. */
  gets: (given: PreviewOf<K>, who: string, formats: Formats) => string;
  /**
   * What was given, once it exists: the code, the order's link, the credit with its expiry. Nothing more to say = null.
   * `mayAct`: whoever looks at it has a role.
   */
  Given: ComponentType<{ remedy: RemedyViewOf<K>; mayAct: boolean }> | null;
  /** At the start of a heading and in lists: "Refund of €12.50", "Code SORRY-7K2M", "Replacement". */
  named: (remedy: RemedyViewOf<K>, formats: Formats) => string;
  /** How far it is, where the common words (`remedyStory`) do not say it well. */
  story: Partial<Record<RemedyState, (remedy: RemedyViewOf<K>, who: string, formats: Formats) => RemedyTelling>>;
  /** The last of its steps: "Paid out", "Delivered", "Used". Null where it shows steps of its own. */
  arrived: string | null;
  /** How far it is in a word or two, where the common one (`remedyWords`) does not fit. */
  badges?: Partial<Record<RemedyState, string>>;
  /** What taking it back means for the customer, in a sentence; null where it cannot be taken back. */
  undoing: ((remedy: RemedyViewOf<K>, who: string) => string) | null;
};

/** Where a remedy stands, as a heading and a sentence. */
export type RemedyTelling = { heading: string; text: string };

/** JSON without the kind. */
export type Wire = Readonly<Record<string, unknown>>;

/** One remedy as it would be. */
export type PreviewOf<K extends RemedyKind> = { facts: FactsOf<K>; plan: PlanOf<K>; worth: Worth };

export type RemedyFormProps<K extends RemedyKind, Draft> = {
  page: ComplaintPage;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Asks for something else in this one's place, with that kind's form filled in: what was typed here stays here. */
  switchTo: <P extends RemedyKind>(kind: P, draft: RemedyDrafts[P]) => void;
  /** What is wrong, by the field's name (the last part of a zod path, or what `fieldOf` answers). Stands beside the field. */
  fields: Readonly<Record<string, string | undefined>>;
  /** What Shopify said when last asked; null before that. May be about the draft before the last change. */
  facts: FactsOf<K> | null;
  /** What would be given, when the draft as it was then can be given. */
  preview: PreviewOf<K> | null;
  /** For ids and names of controls: a decision may hold two remedies of a kind. */
  id: string;
};

/** A kept draft of plain texts, numbers and switches: taken over where every field is there with the type it begins with. */
export function flatDraft<Draft extends Record<string, string | number | boolean>>(
  first: Draft,
  kept: Record<string, unknown>,
): Draft | null {
  const names = Object.keys(first);
  const fits = names.every((name) => typeof kept[name] === typeof first[name]);
  return fits ? { ...first, ...Object.fromEntries(names.map((name) => [name, kept[name]])) } : null;
}
