import { fieldsOf } from '#app/components/kept-fields.ts';
import { parseRequestId } from '#app/domain/ids.ts';
import type { RequestId } from '#app/domain/ids.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { MOST_REMEDIES } from '#app/domain/remedy/most-remedies.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { remedyKinds, screenOf } from './remedies/registry.tsx';
import type { RemedyDrafts } from './remedies/registry.tsx';

/** One remedy of the decision. What was typed for another kind stays, should it be chosen again. */
export type Card = { id: number; kind: RemedyKind; drafts: { readonly [K in RemedyKind]?: RemedyDrafts[K] } };

/** What is chosen and typed in the panel, with the id it will be given under: pressed again after a reload, it is still the same request. */
export type Bundle = {
  /** The remedy that was the latest then; a draft from before another one is not brought back, lest it be given twice. */
  after: string;
  requestId: RequestId;
  cards: readonly Card[];
  /** The card whose form is open; the others show what they come to. */
  open: number;
  reason: string;
};

export function firstBundle(page: ComplaintPage, after: string): Bundle {
  return { after, requestId: page.requestId, cards: [newCard(page, 1, firstKind(page))], open: 1, reason: '' };
}

/** What the customer wants, if it can be given here; else the first that can. */
function firstKind(page: ComplaintPage): RemedyKind {
  const possible = remedyKinds.filter((kind) => screenOf(kind).unavailable(page) === null);
  const wanted = possible.find((kind) => screenOf(kind).suits.includes(page.complaint.wantedOutcome));
  return wanted ?? possible[0] ?? 'refund';
}

function newCard(page: ComplaintPage, id: number, kind: RemedyKind): Card {
  return withKind({ id, kind, drafts: {} }, kind, page);
}

/** The same card with another kind chosen. */
export function withKind<K extends RemedyKind>(card: Card, kind: K, page: ComplaintPage): Card {
  return { ...card, kind, drafts: { ...card.drafts, [kind]: draftOf(card, kind, page) } };
}

export function draftOf<K extends RemedyKind>(card: Card, kind: K, page: ComplaintPage): RemedyDrafts[K] {
  // Each draft stands under its own kind.
  const drafts = card.drafts as { readonly [P in K]?: RemedyDrafts[P] };
  return drafts[kind] ?? screenOf(kind).firstDraft(page);
}

/** The same card with a part of its form changed. */
export function withChange<K extends RemedyKind>(
  card: Card,
  kind: K,
  page: ComplaintPage,
  part: Partial<RemedyDrafts[K]>,
): Card {
  return { ...card, drafts: { ...card.drafts, [kind]: { ...draftOf(card, kind, page), ...part } } };
}

export const mayAddCard = ({ cards }: Bundle): boolean => cards.length < MOST_REMEDIES;

/** One more remedy, of the first kind that is possible and not chosen yet; its form is the one that is open. */
export function addCard(bundle: Bundle, page: ComplaintPage): Bundle {
  const id = Math.max(...bundle.cards.map((card) => card.id)) + 1;
  const possible = remedyKinds.filter((kind) => screenOf(kind).unavailable(page) === null);
  const chosen = new Set(bundle.cards.map((card) => card.kind));
  const kind = possible.find((each) => !chosen.has(each)) ?? possible[0] ?? 'refund';
  return { ...bundle, cards: [...bundle.cards, newCard(page, id, kind)], open: id };
}

/** Without one of several; the form of the last is open then, unless another was. */
export function removeCard(bundle: Bundle, id: number): Bundle {
  const cards = bundle.cards.filter((card) => card.id !== id);
  return { ...bundle, cards, open: bundle.open === id ? (cards.at(-1)?.id ?? 0) : bundle.open };
}

export function asksSomething<K extends RemedyKind>(card: Card, page: ComplaintPage, kind: K): boolean {
  return screenOf(kind).asksSomething(draftOf(card, kind, page));
}

/** The remedies as the server reads them: the same for the preview and for the real thing, and equal for equal drafts. */
export function wireOf(cards: readonly Card[], page: ComplaintPage): string {
  return JSON.stringify(cards.map((card) => wireOfCard(card, card.kind, page)));
}

function wireOfCard<K extends RemedyKind>(card: Card, kind: K, page: ComplaintPage) {
  return { kind, ...screenOf(kind).toWire(draftOf(card, kind, page), page) };
}

/** A bundle as this browser has kept it, as far as the order still allows; null when it is about an earlier state. */
export function readKept(kept: Record<string, unknown>, page: ComplaintPage, after: string): Bundle | null {
  const { reason, open } = kept;
  const requestId = parseRequestId(kept['requestId']);
  if (kept['after'] !== after || requestId === null || typeof reason !== 'string') return null;
  const found = Array.isArray(kept['cards']) ? kept['cards'].map((card) => readCard(fieldsOf(card), page)) : [];
  const cards = found.filter((card) => card !== null);
  const ids = new Set(cards.map((card) => card.id));
  const whole = cards.length === found.length && ids.size === cards.length;
  if (!whole || cards.length < 1 || cards.length > MOST_REMEDIES) return null;
  return { after, requestId, cards, open: cards.find((card) => card.id === open)?.id ?? cards[0]?.id ?? 0, reason };
}

function readCard({ id, kind, drafts }: Record<string, unknown>, page: ComplaintPage): Card | null {
  const known = remedyKinds.find((each) => each === kind);
  if (known === undefined || typeof id !== 'number') return null;
  const kept = fieldsOf(drafts);
  const read = remedyKinds.map((each) => [each, readDraft(each, kept[each], page)] as const);
  if (read.find(([each]) => each === known)?.[1] === null) return null;
  return { id, kind: known, drafts: Object.fromEntries(read.filter(([, draft]) => draft !== null)) };
}

const readDraft = <K extends RemedyKind>(kind: K, kept: unknown, page: ComplaintPage): RemedyDrafts[K] | null =>
  kept === undefined ? null : screenOf(kind).readDraft(fieldsOf(kept), page);
