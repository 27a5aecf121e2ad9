import { useFetcher, useRouteLoaderData } from '@remix-run/react';
import { BlockStack, Button, InlineStack, List, Modal, Text, TextField } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { stopTexts as texts } from '#app/i18n/en/stop.ts';
import type { BudgetsPage } from '#app/services/views.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { loader as appLoader } from '../app.tsx';
import type { action } from './route.tsx';

/** The emergency stop: one button, one question that says what happens; and the way to let giving go on. */
export function StopCard({ page: { waiting, mayPress, mayLift } }: { page: BudgetsPage }) {
  const stopped = useRouteLoaderData<typeof appLoader>('routes/app')?.stopped ?? null;
  const fetcher = useFetcher<typeof action>();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const sending = fetcher.state !== 'idle';
  const problem = fetcher.data && !fetcher.data.ok && !sending ? fetcher.data : null;

  const told = useRef(fetcher.data);
  useEffect(() => {
    if (sending || told.current === fetcher.data) return;
    told.current = fetcher.data;
    if (!fetcher.data?.ok) return;
    setAsking(false);
    setWhy('');
    tellDone(fetcher.data.stopped ? texts.pressed : texts.lifted);
  }, [fetcher.data, sending]);

  const send = (form: Record<string, string>) => fetcher.submit(form, { method: 'post' });
  return (
    <SectionCard title={texts.title} testId="stop">
      <BlockStack gap="300">
        <Text as="p">{stopped ? `${texts.on}. ${texts.waiting(waiting)}` : texts.off}</Text>
        <Text as="p" tone="subdued">
          {stopped ? texts.waits : texts.what} {!stopped && !mayPress && texts.pressWho}
          {stopped && !mayLift && texts.liftOwner}
        </Text>
        {problem && !asking && <Beside>{problem.message}</Beside>}
        <InlineStack>
          {!stopped && mayPress && (
            <Button tone="critical" onClick={() => setAsking(true)}>
              {texts.press}
            </Button>
          )}
          {stopped && mayLift && (
            <Button variant="primary" loading={sending} onClick={() => send({ do: 'lift' })}>
              {texts.lift}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={texts.confirmTitle}
        primaryAction={{
          content: texts.confirmButton,
          destructive: true,
          loading: sending,
          onAction: () => send({ do: 'press', why }),
        }}
        secondaryActions={[{ content: texts.cancel, onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="400">
            <List>
              {texts.confirm.map((line) => (
                <List.Item key={line}>{line}</List.Item>
              ))}
            </List>
            <TextField
              label={texts.why}
              autoComplete="off"
              maxLength={300}
              value={why}
              onChange={setWhy}
              {...(problem?.fields['why'] && { error: problem.fields['why'] })}
            />
            {problem?.message && <Beside>{problem.message}</Beside>}
          </BlockStack>
        </Modal.Section>
      </Modal>
    </SectionCard>
  );
}
