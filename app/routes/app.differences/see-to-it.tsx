import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { differencesTexts as texts } from '#app/i18n/en/differences.ts';
import type { DifferenceRow } from '#app/services/difference-views.ts';
import type { action as look } from '../app.differences.$differenceId.look.tsx';
import type { action as resolve } from '../app.differences.$differenceId.resolve.tsx';
import type { action as take } from '../app.differences.$differenceId.take.tsx';

type Props = { row: DifferenceRow; userId: string };

/** What a lead or an owner can do about a difference. */
export function SeeToIt({ row, userId }: Props) {
  const taking = useFetcher<typeof take>();
  const looking = useFetcher<typeof look>();
  const [closing, setClosing] = useState(false);
  const at = `/app/differences/${row.id}`;
  const problem = [taking.data, looking.data].find((data) => data?.ok === false);
  return (
    <BlockStack gap="200">
      <InlineStack gap="200">
        {row.owner?.userId !== userId && (
          <Button
            loading={taking.state !== 'idle'}
            onClick={() => taking.submit(null, { method: 'post', action: `${at}/take` })}
          >
            {row.owner ? texts.takeFrom(row.owner.name) : texts.take}
          </Button>
        )}
        <Button
          loading={looking.state !== 'idle'}
          onClick={() => looking.submit(null, { method: 'post', action: `${at}/look` })}
        >
          {texts.lookAgain}
        </Button>
        {!closing && <Button onClick={() => setClosing(true)}>{texts.resolve}</Button>}
      </InlineStack>
      <div role="status">
        {looking.data?.ok && looking.state === 'idle' && <Text as="p">{texts[looking.data.found]}</Text>}
      </div>
      {problem?.ok === false && <Beside>{problem.message}</Beside>}
      {closing && <Note at={at} onCancel={() => setClosing(false)} />}
    </BlockStack>
  );
}

/** How it was resolved; the row goes to the resolved ones with it. */
function Note({ at, onCancel }: { at: string; onCancel: () => void }) {
  const fetcher = useFetcher<typeof resolve>();
  const [note, setNote] = useState('');
  const problem = fetcher.data?.ok === false ? (fetcher.data.fields['note'] ?? fetcher.data.message) : undefined;
  return (
    <fetcher.Form method="post" action={`${at}/resolve`}>
      <BlockStack gap="200">
        <TextField
          label={texts.note}
          name="note"
          helpText={texts.noteHelp}
          value={note}
          onChange={setNote}
          multiline={2}
          maxLength={2000}
          autoComplete="off"
          autoFocus
          {...(problem !== undefined && { error: problem })}
        />
        <InlineStack gap="200">
          <Button submit variant="primary" loading={fetcher.state !== 'idle'}>
            {texts.save}
          </Button>
          <Button onClick={onCancel}>{texts.cancel}</Button>
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  );
}
