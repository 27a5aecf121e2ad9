import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, ButtonGroup, InlineStack, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { Time } from '#app/components/time.tsx';
import { composerTexts as texts } from '#app/i18n/en/messages.ts';
import { promisedWhat } from '#app/i18n/en/promises.ts';
import type { PromiseView } from '#app/services/promise-views.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../../app.complaints.$complaintId.promise.tsx';

/** One promise that is open, and the way to say that it was kept. */
export function OpenPromise({ complaintId, promise }: { complaintId: string; promise: PromiseView }) {
  const fetcher = useFetcher<typeof action>();
  const [ending, setEnding] = useState(false);
  const [how, setHow] = useState('');
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.ok) tellDone(answer.as === 'kept' ? texts.keptDone : texts.withdrawnDone);
  }, [answer]);
  const problem = answer && !answer.ok ? answer : null;
  const end = (as: 'kept' | 'withdrawn') =>
    fetcher.submit(
      { do: 'end', promiseId: promise.id, as, how },
      { method: 'post', action: `/app/complaints/${complaintId}/promise` },
    );
  const error = problem?.fields['how'];
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" gap="200" blockAlign="center">
        <Text as="p">
          {capital(promisedWhat(promise.kind, promise.what))}, {texts.by} <Time at={promise.due} as="date" />
        </Text>
        {!ending && (
          <Button variant="plain" onClick={() => setEnding(true)}>
            {texts.kept}…
          </Button>
        )}
      </InlineStack>
      {ending && (
        <>
          <TextField
            label={texts.how}
            autoComplete="off"
            maxLength={300}
            value={how}
            onChange={setHow}
            {...(error !== undefined && { error })}
          />
          {problem && problem.message !== '' && <Beside>{problem.message}</Beside>}
          <ButtonGroup>
            <Button onClick={() => end('kept')} loading={fetcher.state !== 'idle'}>
              {texts.kept}
            </Button>
            <Button onClick={() => end('withdrawn')} disabled={fetcher.state !== 'idle'}>
              {texts.withdrawn}
            </Button>
          </ButtonGroup>
        </>
      )}
    </BlockStack>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
