import { useFetcher, useParams } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { givenTexts as texts } from '#app/i18n/en/complaint.ts';
import type { action } from '../app.complaints.$complaintId.undo.tsx';
import styles from './remedy-status.module.css';

/** `means`: what it would mean for the customer. */
export type TakeBackProps = { remedyId: string; name: string; means: string | null };

/** Says what it would mean, and asks why. */
export function TakeBackForm({ remedyId, name, means, onKeep }: TakeBackProps & { onKeep: () => void }) {
  const { complaintId } = useParams();
  const fetcher = useFetcher<typeof action>();
  const [reason, setReason] = useState('');
  const problem = fetcher.state === 'idle' && fetcher.data && !fetcher.data.ok ? fetcher.data : null;
  const error = problem?.fields['reason'];
  const send = () => {
    if (fetcher.state !== 'idle') return;
    const form = { remedyId, reason };
    fetcher.submit(form, { method: 'post', action: `/app/complaints/${complaintId ?? ''}/undo` });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onKeep();
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <div className={styles['takeBack']} role="group" aria-label={texts.takeBackTitle(name)} onKeyDown={onKeyDown}>
      <BlockStack gap="300">
        {means !== null && <Text as="p">{means}</Text>}
        <TextField
          label={texts.takeBackWhy}
          autoComplete="off"
          maxLength={500}
          value={reason}
          onChange={setReason}
          {...(error !== undefined && { error })}
        />
        {problem && problem.message !== '' && <Beside>{problem.message}</Beside>}
        <InlineStack gap="200">
          <Button variant="primary" tone="critical" onClick={send} loading={fetcher.state !== 'idle'}>
            {texts.takeBackNow}
          </Button>
          <Button onClick={onKeep}>{texts.keep}</Button>
        </InlineStack>
      </BlockStack>
    </div>
  );
}
