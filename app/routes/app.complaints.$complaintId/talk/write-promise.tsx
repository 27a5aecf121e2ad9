import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, ButtonGroup, InlineStack, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import type { ComposerPage } from '#app/services/messages/get-composer.server.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../../app.complaints.$complaintId.promise.tsx';
import { Doubtful, PromiseFields } from './promise-fields.tsx';
import type { ReplyDraft } from './reply-draft.ts';

type Props = { complaintId: string; page: ComposerPage; close: () => void };

/** What was promised on the phone or at the counter is written down, and watched like a promise in a message. */
export function WritePromise({ complaintId, page, close }: Props) {
  const fetcher = useFetcher<typeof action>();
  // The id of this form, however often the page is read anew: sent twice, it is one promise.
  const [requestId] = useState(page.requestId);
  const [promise, setPromise] = useState<Omit<ReplyDraft['promise'], 'on'>>({ kind: 'other', what: '', day: '' });
  const [despite, setDespite] = useState('');
  const answer = fetcher.data;
  useEffect(() => {
    if (!answer?.ok) return;
    tellDone(texts.promiseWritten);
    close();
  }, [answer, close]);
  const problem = answer && !answer.ok ? answer : null;
  const doubts = problem?.fields['anyway'];
  const asked = doubts !== undefined || problem?.fields['despite'] !== undefined;
  const busy = fetcher.state !== 'idle';
  const write = (anyway: boolean) =>
    fetcher.submit(
      { do: 'make', requestId, ...promise, ...(anyway && { despite }) },
      { method: 'post', action: `/app/complaints/${complaintId}/promise` },
    );
  return (
    <SectionCard title={texts.writePromise} testId="write-promise">
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {texts.writePromiseHint}
        </Text>
        <PromiseFields
          promise={promise}
          set={(next) => setPromise({ ...promise, ...next })}
          today={page.today}
          error={problem?.fields['what'] ?? problem?.fields['day']}
        />
        {asked && (
          <Doubtful
            {...{ message: problem?.message ?? '', doubts: doubts ?? '', despite, onDespite: setDespite }}
            error={problem?.fields['despite']}
          />
        )}
        {problem && !asked && problem.message !== '' && <Beside>{problem.message}</Beside>}
        <InlineStack align="end">
          <ButtonGroup>
            <Button onClick={close} disabled={busy}>
              {texts.cancel}
            </Button>
            <Button variant="primary" onClick={() => write(asked)} loading={busy}>
              {asked ? texts.writeAnyway : texts.write}
            </Button>
          </ButtonGroup>
        </InlineStack>
      </BlockStack>
    </SectionCard>
  );
}
