import { useState } from 'react';
import { useFormats } from '#app/components/reader.tsx';
import type { Topic } from '#app/domain/messages/topics.ts';
import { complaintTexts, partTexts } from '#app/i18n/en/complaint.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { Doing } from './talk/talk.tsx';
import { usePart } from './use-part.ts';

/**
 * What can be said to the customer, as buttons of the page: a reply, and more time in one click. All that does it is fetched
 * when it is wanted, and where promises are open.
 */
export function useTalk({ complaint: { id }, hold, openPromises }: ComplaintPage, userId: string) {
  const { dayOf } = useFormats();
  const [doing, setDoing] = useState<Doing>(null);
  /** The text that a reply begins with. */
  const [topic, setTopic] = useState<Topic | null>(null);
  const { Part, failed } = usePart(doing !== null || openPromises > 0, () =>
    import('./talk/talk.tsx').then((part) => part.Talk),
  );
  const reply = (about: Topic | null = null) => {
    setTopic(about);
    setDoing('reply');
  };
  const texts = complaintTexts.talk;
  return {
    actions: [
      { content: texts.reply, onAction: () => reply() },
      { content: texts.hold(dayOf(hold.day)), onAction: () => setDoing('hold'), disabled: doing === 'hold' },
    ],
    /** For the menu. */
    promise: { content: texts.promise, onAction: () => setDoing('promise') },
    reply,
    problem: failed ? partTexts.notLoaded : null,
    part: Part && <Part {...{ complaintId: id, userId, openPromises, hold, doing, setDoing, topic }} />,
  };
}
