import { makeFormats } from '#app/components/formats.ts';
import type { Reader } from '#app/components/formats.ts';
import { storyTexts as texts } from '#app/i18n/en/complaint.ts';
import { storyLine } from '#app/i18n/en/story.ts';
import type { StoryEntry } from '#app/services/views.ts';
import type { StoryLineView } from './story.tsx';

/** The story in words. Made on the server: the words for everything that can happen are more than a page needs. */
export function storyLines(entries: readonly StoryEntry[], reader: Reader): StoryLineView[] {
  const { money } = makeFormats(reader);
  return entries.map(({ id, at, actor, event }) => ({
    id,
    at,
    who: who(actor),
    event: event.kind,
    ...storyLine(event, money),
  }));
}

function who(actor: StoryEntry['actor']): string {
  switch (actor.kind) {
    case 'system':
      return texts.by[actor.name] ?? actor.name;
    case 'customer':
      return texts.customer;
    case 'staff':
      return actor.name;
  }
}
