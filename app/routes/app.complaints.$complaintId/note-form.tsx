import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, TextField } from '@shopify/polaris';
import { useEffect } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { useKept } from '#app/components/use-kept.ts';
import { storyTexts as texts } from '#app/i18n/en/complaint.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../app.complaints.$complaintId.note.tsx';

/** A note for colleagues. What is typed stays until it is saved, through a reload too. */
export function NoteForm({ complaintId, userId }: { complaintId: string; userId: string }) {
  const fetcher = useFetcher<typeof action>();
  const kept = useKept(
    `note.${userId}.${complaintId}`,
    () => ({ text: '' }),
    ({ text }) => (typeof text === 'string' ? { text } : null),
  );
  const { text } = kept.value;
  const { set, forget } = kept;
  const answer = fetcher.data;
  useEffect(() => {
    if (!answer?.ok) return;
    set(() => ({ text: '' }));
    forget();
    tellDone(texts.noteAdded);
  }, [answer, set, forget]);
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
          onChange={(typed) => set(() => ({ text: typed }))}
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
