import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { storyTexts as texts } from '#app/i18n/en/complaint.ts';
import { tellDone } from '#app/web/save-bar.tsx';
import type { action } from '../app.complaints.$complaintId.note.tsx';

/** A note for colleagues. What is typed stays until it is saved. */
export function NoteForm({ complaintId }: { complaintId: string }) {
  const fetcher = useFetcher<typeof action>();
  const [text, setText] = useState('');
  const answer = fetcher.data;
  useEffect(() => {
    if (!answer?.ok) return;
    setText('');
    tellDone(texts.noteAdded);
  }, [answer]);
  const problem = answer && !answer.ok ? answer : null;
  const fieldError = problem?.fields['text'];
  return (
    <fetcher.Form method="post" action={`/app/complaints/${complaintId}/note`} noValidate>
      <BlockStack gap="200">
        <TextField
          label={texts.note}
          name="text"
          autoComplete="off"
          multiline={2}
          maxHeight={200}
          maxLength={5000}
          placeholder={texts.notePlaceholder}
          value={text}
          onChange={setText}
          {...(fieldError !== undefined && { error: fieldError })}
        />
        {problem && problem.message !== '' && <Beside>{problem.message}</Beside>}
        <InlineStack align="end">
          <Button submit loading={fetcher.state !== 'idle'} disabled={text.trim() === ''}>
            {texts.addNote}
          </Button>
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  );
}
