import type { Formats } from '#app/components/formats.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { remedyStory } from '#app/i18n/en/complaint.ts';
import type { RemedyView, RemedyViewOf } from '#app/services/views.ts';
import { screenOf } from './remedies/registry.tsx';
import type { RemedyTelling } from './remedies/screen.ts';

/** "Refund of €12.50", "Code SORRY-7K2M". */
export const nameOf = (remedy: RemedyView, formats: Formats): string => nameOfKind(remedy.kind, remedy, formats);

const nameOfKind = <K extends RemedyKind>(kind: K, remedy: RemedyViewOf<K>, formats: Formats): string =>
  screenOf(kind).named(remedy, formats);

/** How far a remedy is: in its kind's own words where it has some. */
export const tellingOf = (remedy: RemedyView, who: string, formats: Formats): RemedyTelling =>
  tellingOfKind(remedy.kind, remedy, who, formats);

function tellingOfKind<K extends RemedyKind>(kind: K, remedy: RemedyViewOf<K>, who: string, formats: Formats) {
  const { story, named } = screenOf(kind);
  return story[remedy.state]?.(remedy, who, formats) ?? remedyStory(remedy.state, named(remedy, formats), who);
}

/** What taking it back means; null where it cannot be taken back. */
export const undoingOf = (remedy: RemedyView, who: string): string | null => undoingOfKind(remedy.kind, remedy, who);

const undoingOfKind = <K extends RemedyKind>(kind: K, remedy: RemedyViewOf<K>, who: string): string | null =>
  screenOf(kind).undoing?.(remedy, who) ?? null;
