import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { useFormats } from '#app/components/reader.tsx';
import { complaintTexts, partTexts } from '#app/i18n/en/complaint.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { Doing, TalkProps } from './talk/talk.tsx';

/**
 * What can be said to the customer, as buttons of the page: a reply, and more time in one click. All that does it is fetched
 * when it is wanted, and where promises are open.
 */
export function useTalk({ complaint: { id }, hold, openPromises }: ComplaintPage, userId: string) {
  const { dayOf } = useFormats();
  const [Talk, setTalk] = useState<ComponentType<TalkProps> | null>(null);
  const [doing, setDoing] = useState<Doing>(null);
  const [failed, setFailed] = useState(false);
  const open = doing !== null || openPromises > 0;
  useEffect(() => {
    if (open)
      import('./talk/talk.tsx').then(
        (part) => setTalk(() => part.Talk),
        () => setFailed(true),
      );
  }, [open]);
  const texts = complaintTexts.talk;
  return {
    actions: [
      { content: texts.reply, onAction: () => setDoing('reply') },
      { content: texts.hold(dayOf(hold.day)), onAction: () => setDoing('hold'), disabled: doing === 'hold' },
    ],
    problem: failed ? partTexts.notLoaded : null,
    part: open && Talk && <Talk {...{ complaintId: id, userId, openPromises, hold, doing, setDoing }} />,
  };
}
