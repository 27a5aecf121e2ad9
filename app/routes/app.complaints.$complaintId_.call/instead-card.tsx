import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { callPageTexts } from '#app/i18n/en/calls.ts';
import type { CallPage } from '#app/services/call-views.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../app.complaints.$complaintId.reply.tsx';

const texts = callPageTexts.instead;

type Props = { complaintId: string; instead: NonNullable<CallPage['instead']> };

/** Nobody was reached: what can be written to the customer, in her language, ready to be sent. */
export function InsteadCard({ complaintId, instead }: Props) {
  const fetcher = useFetcher<typeof action>();
  const [subject, setSubject] = useState(instead.subject);
  const [body, setBody] = useState(instead.body);
  const answer = fetcher.data;
  const told = useRef(answer);
  useEffect(() => {
    if (told.current !== answer && answer?.ok) tellDone(texts.sent);
    told.current = answer;
  }, [answer]);
  const problem = answer && !answer.ok ? answer : null;
  const error = (field: string) => {
    const said = problem?.fields[field];
    return said === undefined ? {} : { error: said };
  };
  const send = () =>
    fetcher.submit(
      { requestId: instead.requestId, subject, body, thenWait: 'on' },
      { method: 'post', action: `/app/complaints/${complaintId}/reply` },
    );
  return (
    <SectionCard title={texts.title} testId="write-instead">
      {instead.address === null ? (
        <Text as="p">{texts.noAddress}</Text>
      ) : (
        <BlockStack gap="300">
          <Text as="p" tone="subdued">
            {texts.why}
          </Text>
          <TextField
            label={texts.subject}
            autoComplete="off"
            value={subject}
            onChange={setSubject}
            {...error('subject')}
          />
          <TextField
            label={texts.body}
            autoComplete="off"
            multiline={8}
            value={body}
            onChange={setBody}
            {...error('body')}
          />
          {problem && problem.message !== '' && <Beside>{problem.message}</Beside>}
          <InlineStack align="end">
            <Button loading={fetcher.state !== 'idle'} onClick={send}>
              {texts.send}
            </Button>
          </InlineStack>
        </BlockStack>
      )}
    </SectionCard>
  );
}
