import type { Formats } from '#app/components/formats.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Answered, AnsweredOf } from './preview-answer.ts';
import type { Card } from './bundle-draft.ts';
import type { PreviewOf } from './remedies/screen.ts';
import type { Screens } from './remedies/use-screens.ts';
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
export const getsOf = (answered: Answered, screens: Screens, who: string, formats: Formats): string | null =>
  getsOfKind(answered.kind, answered, screens, who, formats);

function getsOfKind<K extends RemedyKind>(
  kind: K,
  answered: AnsweredOf<K>,
  screens: Screens,
  who: string,
  formats: Formats,
): string | null {
  const preview = previewOf(answered);
  return preview && (screens.of(kind)?.gets(preview, who, formats) ?? null);
}

/** What the button says for it; null while its screen is not there. */
export const actionOf = (card: Card, answered: Answered | null, screens: Screens, formats: Formats): string | null =>
  answered
    ? actionOfKind(answered.kind, answered, screens, formats)
    : (screens.of(card.kind)?.action(null, formats) ?? null);

const actionOfKind = <K extends RemedyKind>(
  kind: K,
  answered: AnsweredOf<K>,
  screens: Screens,
  formats: Formats,
): string | null => screens.of(kind)?.action(previewOf(answered), formats) ?? null;
