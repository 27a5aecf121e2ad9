import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Divider, InlineStack, Modal, Text } from '@shopify/polaris';
import { Fragment, useEffect, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import { toolsTexts as texts } from '#app/i18n/en/tools.ts';
import type { IntakeKeyView } from '#app/services/intake-api/keys.server.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from './route.tsx';
import { Secret } from './secret.tsx';

/** Every key that is good, with what can be done with it. */
export function KeyList({ keys, mayChange }: { keys: IntakeKeyView[]; mayChange: boolean }) {
  return (
    <SectionCard title={texts.list} testId="keys">
      <BlockStack gap="300">
        {keys.length === 0 && (
          <Text as="p" tone="subdued">
            {texts.none}
          </Text>
        )}
        {keys.map((key, index) => (
          <Fragment key={key.id}>
            {index > 0 && <Divider />}
            <Key shown={key} mayChange={mayChange} />
          </Fragment>
        ))}
      </BlockStack>
    </SectionCard>
  );
}

function Key({
  shown: { id, name, createdBy, usedAt, beforeUntil },
  mayChange,
}: {
  shown: IntakeKeyView;
  mayChange: boolean;
}) {
  const fetcher = useFetcher<typeof action>();
  const [asking, setAsking] = useState(false);
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.ok && answer.secret === null) tellDone(texts.revoked);
  }, [answer]);
  const send = (what: 'renew' | 'revoke') => fetcher.submit({ do: what, keyId: id }, { method: 'post' });
  const busy = fetcher.state !== 'idle';
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <BlockStack>
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <Text as="p" tone="subdued">
            {texts.by(createdBy)} · {usedAt === null ? texts.never : texts.used}{' '}
            {usedAt !== null && <Time at={usedAt} />}
          </Text>
          {beforeUntil !== null && (
            <Text as="p" tone="subdued">
              {texts.before} <Time at={beforeUntil} />
            </Text>
          )}
        </BlockStack>
        {mayChange && (
          <InlineStack gap="200">
            <Button loading={busy} accessibilityLabel={texts.renewFor(name)} onClick={() => send('renew')}>
              {texts.renew}
            </Button>
            <Button tone="critical" accessibilityLabel={texts.revokeFor(name)} onClick={() => setAsking(true)}>
              {texts.revoke}
            </Button>
          </InlineStack>
        )}
      </InlineStack>
      {answer && !answer.ok && <Beside>{answer.message}</Beside>}
      {answer?.ok && answer.secret && <Secret secret={answer.secret} />}
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={texts.revokeTitle(name)}
        primaryAction={{
          content: texts.revoke,
          destructive: true,
          loading: busy,
          onAction: () => {
            setAsking(false);
            send('revoke');
          },
        }}
        secondaryActions={[{ content: texts.cancel, onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{texts.revokeText}</Text>
        </Modal.Section>
      </Modal>
    </BlockStack>
  );
}
