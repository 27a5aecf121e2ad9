import { useFetcher } from '@remix-run/react';
import { BlockStack, Box, Text } from '@shopify/polaris';
import { useCallback, useEffect } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import type { Topic } from '#app/domain/messages/topics.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { loader } from '../../app.complaints.$complaintId.reply.tsx';
import { Composer } from './composer.tsx';
import { Hold } from './hold.tsx';
import { OpenPromise } from './open-promise.tsx';
import { WritePromise } from './write-promise.tsx';

/** What the person has asked for: to write a reply, more time, or to write down what was promised elsewhere. */
export type Doing = 'reply' | 'hold' | 'promise' | null;

export type TalkProps = {
  complaintId: string;
  userId: string;
  /** How many there are, by the page: when it changes they are read anew. */
  openPromises: number;
  hold: ComplaintPage['hold'];
  doing: Doing;
  setDoing: (next: Doing) => void;
  /** The text that a reply begins with; null = the person begins. */
  topic: Topic | null;
};

/** What was promised to the customer and is open, and what writes to her. */
export function Talk({ complaintId, userId, openPromises, hold, doing, setDoing, topic }: TalkProps) {
  const fetcher = useFetcher<typeof loader>();
  const { load } = fetcher;
  useEffect(() => {
    void load(`/app/complaints/${complaintId}/reply`);
  }, [load, complaintId, openPromises, doing]);
  const page = fetcher.data;
  const close = useCallback(() => setDoing(null), [setDoing]);
  return (
    <Box paddingBlockEnd="400">
      <BlockStack gap="400">
        {doing === 'hold' && <Hold complaintId={complaintId} hold={hold} close={close} />}
        {page && page.promises.length > 0 && (
          <SectionCard title={texts.openPromises} testId="promises">
            <BlockStack gap="300">
              {page.promises.map((promise) => (
                <OpenPromise key={promise.id} complaintId={complaintId} promise={promise} />
              ))}
            </BlockStack>
          </SectionCard>
        )}
        {page && doing === 'promise' && <WritePromise complaintId={complaintId} page={page} close={close} />}
        {page &&
          doing === 'reply' &&
          (page.to.address === null || !page.mailOn ? (
            <SectionCard title={texts.title(page.to.name)} testId="composer">
              <Text as="p">{page.mailOn ? texts.noAddress : texts.mailOff}</Text>
            </SectionCard>
          ) : (
            <Composer
              key={`${page.requestId}${topic ?? ''}`}
              topic={topic}
              complaintId={complaintId}
              userId={userId}
              page={page}
              close={close}
            />
          ))}
      </BlockStack>
    </Box>
  );
}
