import { makeFormats } from '#app/components/formats.ts';
import type { Reader } from '#app/components/formats.ts';
import type { FileProblem } from '#app/domain/files/attachment.ts';
import { serverTexts as texts } from '#app/i18n/en/complaint.ts';
import { notKeptWords } from '#app/i18n/en/files.ts';
import { messageLine } from '#app/i18n/en/messages.ts';
import { storyLine } from '#app/i18n/en/story.ts';
import type { ComplaintPage, StoryEntry } from '#app/services/views.ts';
import type { StoryLineView } from './story.tsx';

/** The story in words, what was said to the customer among it. Made on the server: the words for everything that can happen are more than a page needs. */
export function storyLines(
  { story, messages, files = [] }: Pick<ComplaintPage, 'story' | 'messages'> & Partial<Pick<ComplaintPage, 'files'>>,
  reader: Reader,
): StoryLineView[] {
  const { money, date } = makeFormats(reader);
  // That she wrote is told by what she wrote.
  const told = story.filter(({ event }) => event.kind !== 'customer_wrote');
  const events = told.map(({ id, at, actor, event }) => ({
    ...{ id, at, who: who(actor), event: event.kind },
    ...storyLine(event, money, date),
  }));
  const said = messages.map((message) => ({
    ...{ id: message.id, at: message.at.toISOString(), who: who(message.author), event: message.kind },
    ...messageLine(message),
    ...quotedIn(message.details),
    ...cameWith(message, files),
  }));
  // Newest first; of the same moment what is told before what is said, as it was written.
  return [...events, ...said].sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
}

/** The older mails that her program has put below her words. */
const quotedIn = ({ quoted }: Record<string, unknown>) => (typeof quoted === 'string' ? { quoted } : {});

/** The files that came with a message, and what is said of those that were not kept. */
function cameWith(
  { id, details }: ComplaintPage['messages'][number],
  files: ComplaintPage['files'],
): Pick<StoryLineView, 'files'> {
  const kept = files.filter(({ messageId }) => messageId === id).map(({ name, address }) => ({ text: name, address }));
  const refused = Array.isArray(details['refused']) ? (details['refused'] as FileProblem[]) : [];
  const all = [...kept, ...refused.map((problem) => ({ text: notKeptWords(problem) }))];
  return all.length === 0 ? {} : { files: all };
}

function who(actor: StoryEntry['actor']): string {
  switch (actor.kind) {
    case 'system':
      return texts.by[actor.name] ?? actor.name;
    case 'customer':
      return texts.theCustomer;
    case 'staff':
      return actor.name;
  }
}
