import { fieldsOf } from '#app/components/kept-fields.ts';
import { parseRequestId } from '#app/domain/ids.ts';
import type { RequestId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { MOST_REMEDIES } from '#app/domain/remedy/most-remedies.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { Choice } from './panel-words.ts';
import type { RemedyDrafts, RemedyScreens } from './remedies/registry.tsx';
import type { Screens } from './remedies/use-screens.ts';

/** One remedy of the decision. What was typed for another kind stays, should it be chosen again. */
export type Card = {
  id: number;
  kind: RemedyKind;
  drafts: { readonly [K in RemedyKind]?: RemedyDrafts[K] };
  /** What this browser has kept of each kind, not read yet: its kind's screen reads it. */
  kept: Readonly<Record<string, unknown>>;
};

/**
 * What is chosen and typed in the panel, with the id it will be given under: pressed again after a reload, it is still
 * the same request.
 */
export type Bundle = {
  /** The remedy that was the latest then; a draft from before another one is not brought back, lest it be given twice. */
  after: string;
  requestId: RequestId;
  cards: readonly Card[];
  /** The card whose form is open; the others show what they come to. */
  open: number;
  reason: string;
  /** Why it is given although something was given for the same before; only asked where that is so. */
  despite: string;
};

const newCard = (id: number, kind: RemedyKind): Card => ({ id, kind, drafts: {}, kept: {} });

/** Begins with what the customer wants, if it can be given here; else with the first that can. */
export function firstBundle({ requestId, proposed }: ComplaintPage, choices: readonly Choice[], after: string): Bundle {
  const possible = choices.filter(({ why }) => why === null);
  // What the owner proposes comes before what a kind thinks of itself.
  const first = possible.find((choice) => choice.kind === proposed) ?? possible.find(({ suits }) => suits);
  const { kind } = first ?? possible[0] ?? { kind: 'refund' as const };
  return { after, requestId, cards: [newCard(1, kind)], open: 1, reason: '', despite: '' };
}

/** What is typed for a kind whose screen is there. */
export function draftOf<K extends RemedyKind>(
  { drafts, kept }: Card,
  kind: K,
  { readDraft, firstDraft }: RemedyScreens[K],
  page: ComplaintPage,
): RemedyDrafts[K] {
  // Each draft stands under its own kind.
  const typed = (drafts as { readonly [P in K]?: RemedyDrafts[P] })[kind];
  return typed ?? (kept[kind] === undefined ? null : readDraft(fieldsOf(kept[kind]), page)) ?? firstDraft(page);
}

/** The same card with its form's draft changed. */
export const withDraft = <K extends RemedyKind>(card: Card, kind: K, draft: RemedyDrafts[K]): Card => ({
  ...card,
  drafts: { ...card.drafts, [kind]: draft },
});

export const mayAddCard = ({ cards }: Bundle): boolean => cards.length < MOST_REMEDIES;

/** One more remedy, of the first kind that is possible and not chosen yet; its form is the one that is open. */
export function addCard(bundle: Bundle, choices: readonly Choice[]): Bundle {
  const id = Math.max(...bundle.cards.map((card) => card.id)) + 1;
  const possible = choices.filter(({ why }) => why === null).map(({ kind }) => kind);
  const chosen = new Set(bundle.cards.map((card) => card.kind));
  const kind = possible.find((each) => !chosen.has(each)) ?? possible[0] ?? 'refund';
  return { ...bundle, cards: [...bundle.cards, newCard(id, kind)], open: id };
}

/** Without one of several; the form of the last is open then, unless another was. */
export function removeCard(bundle: Bundle, id: number): Bundle {
  const cards = bundle.cards.filter((card) => card.id !== id);
  return { ...bundle, cards, open: bundle.open === id ? (cards.at(-1)?.id ?? 0) : bundle.open };
}

/** Whether anything is asked for; while its screen is not there, that cannot be known. */
export const asksSomething = (card: Card, screens: Screens, page: ComplaintPage): boolean =>
  asksOfKind(card, card.kind, screens, page);

function asksOfKind<K extends RemedyKind>(card: Card, kind: K, screens: Screens, page: ComplaintPage): boolean {
  const screen = screens.of(kind);
  return screen !== null && screen.asksSomething(draftOf(card, kind, screen, page));
}

/**
 * The remedies as the server reads them: the same for the preview and for the real thing, and equal for equal drafts.
 * One whose screen is not there yet asks for nothing.
 */
export const wireOf = (cards: readonly Card[], screens: Screens, page: ComplaintPage): string =>
  JSON.stringify(cards.map((card) => wireOfCard(card, card.kind, screens, page)));

function wireOfCard<K extends RemedyKind>(card: Card, kind: K, screens: Screens, page: ComplaintPage) {
  const screen = screens.of(kind);
  return screen ? { kind, ...screen.toWire(draftOf(card, kind, screen, page), page) } : { kind };
}

/** A bundle as this browser has kept it; null when it is about an earlier state. */
export function readKept(kept: Record<string, unknown>, choices: readonly Choice[], after: string): Bundle | null {
  const { reason, open, despite } = kept;
  const requestId = parseRequestId(kept['requestId']);
  if (kept['after'] !== after || requestId === null || typeof reason !== 'string') return null;
  const found = Array.isArray(kept['cards']) ? kept['cards'].map((card) => readCard(fieldsOf(card), choices)) : [];
  const cards = found.filter((card) => card !== null);
  const ids = new Set(cards.map((card) => card.id));
  const whole = cards.length === found.length && ids.size === cards.length;
  if (!whole || cards.length < 1 || cards.length > MOST_REMEDIES) return null;
  return {
    after,
    requestId,
    cards,
    open: cards.find((card) => card.id === open)?.id ?? cards[0]?.id ?? 0,
    reason,
    despite: typeof despite === 'string' ? despite : '',
  };
}

function readCard({ id, kind, drafts, kept }: Record<string, unknown>, choices: readonly Choice[]): Card | null {
  const known = choices.find((choice) => choice.kind === kind);
  if (known === undefined || typeof id !== 'number') return null;
  return { id, kind: known.kind, drafts: {}, kept: { ...fieldsOf(kept), ...fieldsOf(drafts) } };
}
