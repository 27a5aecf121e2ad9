import { useFetcher, useParams } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { givenTexts as texts } from '#app/i18n/en/complaint.ts';
import type { action } from '../app.complaints.$complaintId.undo.tsx';
import styles from './remedy-status.module.css';
import { useGoTo } from './use-go-to.ts';

/** `means`: what it would mean for the customer. */
type Props = { remedyId: string; name: string; means: string | null };

/** Takes it back: says first what that means, and asks why. */
export function TakeBack(props: Props) {
  const [asking, setAsking] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const goTo = useGoTo(box);
  const turn = (to: boolean) => {
    setAsking(to);
    goTo(to ? 'input' : 'button');
  };
  return (
    <div ref={box}>
      {asking ? (
        <Form {...props} onKeep={() => turn(false)} />
      ) : (
        <Button onClick={() => turn(true)} accessibilityLabel={texts.takeBackTitle(props.name)}>
          {texts.takeBack}
        </Button>
      )}
    </div>
  );
}

function Form({ remedyId, name, means, onKeep }: Props & { onKeep: () => void }) {
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
