import type { Formats } from '#app/components/formats.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Answered, AnsweredOf } from './preview-answer.ts';
import type { Card } from './bundle-draft.ts';
import { screenOf } from './remedies/registry.tsx';
import type { PreviewOf } from './remedies/screen.ts';
import type { Preview } from './use-preview.ts';

/** How a remedy of the decision stands: what was said of it, and what is wrong by its own field names ('' = the whole). */
export type CardStanding = { answered: Answered | null; fields: Record<string, string> };

/** @param refused what the server answered when it was to be given, by `<index>.<field>` */
export function standingOf(
  card: Card,
  index: number,
  preview: Preview,
  refused: Readonly<Record<string, string>>,
): CardStanding {
  const { answer } = preview;
  const answered = preview.of(card);
  const unread = answer && !answer.ok ? below(preview.placeOf(card), answer.fields) : {};
  return { answered, fields: { ...unread, ...answered?.fields, ...below(index, refused) } };
}

/** The fields of one remedy, by their own names. */
function below(index: number, fields: Readonly<Record<string, string>>): Record<string, string> {
  const start = `${index}.`;
  const own = Object.entries(fields).filter(([name]) => name.startsWith(start));
  return Object.fromEntries(own.map(([name, message]) => [name.slice(start.length), message]));
}

export const previewOf = <K extends RemedyKind>({ facts, given }: AnsweredOf<K>): PreviewOf<K> | null =>
  given && { facts, ...given };

/** What the customer gets of it, in a sentence; null when it cannot be given. */
export const getsOf = (answered: Answered, who: string, formats: Formats): string | null =>
  getsOfKind(answered.kind, answered, who, formats);

function getsOfKind<K extends RemedyKind>(kind: K, answered: AnsweredOf<K>, who: string, formats: Formats) {
  const preview = previewOf(answered);
  return preview && screenOf(kind).gets(preview, who, formats);
}

/** What the button says for it. */
export const actionOf = (card: Card, answered: Answered | null, formats: Formats): string =>
  answered ? actionOfKind(answered.kind, answered, formats) : screenOf(card.kind).action(null, formats);

const actionOfKind = <K extends RemedyKind>(kind: K, answered: AnsweredOf<K>, formats: Formats) =>
  screenOf(kind).action(previewOf(answered), formats);
