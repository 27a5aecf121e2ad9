import { useFetcher } from '@remix-run/react';
import { BlockStack, Box, Button, InlineStack, List, Text, TextField } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import { inboundTexts as texts } from '#app/i18n/en/message-settings.ts';
import type { InboundDoor } from '#app/services/messages/inbound-secret.server.ts';
import type { action } from './route.tsx';

/** How customers' answers come in by e-mail, and the secret of whoever hands them over. */
export function InboundCard({ door, owner }: { door: InboundDoor | null; owner: boolean }) {
  const fetcher = useFetcher<typeof action>();
  const answer = fetcher.data;
  if (!door)
    return (
      <SectionCard title={texts.title} testId="inbound">
        <Text as="p">{texts.off}</Text>
      </SectionCard>
    );
  const { address, handTo, shop, made } = door;
  const renew = () => fetcher.submit({ do: 'secret' }, { method: 'post' });
  return (
    <SectionCard title={texts.title} testId="inbound">
      <BlockStack gap="300">
        <Text as="p">{texts.what}</Text>
        <Shown label={texts.address} value={address} help={texts.addressHelp(address)} />
        <Shown label={texts.handTo} value={handTo} />
        <List type="number">
          {texts.steps(shop).map((step) => (
            <List.Item key={step}>{step}</List.Item>
          ))}
        </List>
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <Text as="p" tone="subdued">
            {made === null ? texts.none : texts.madeBy(made.by)} {made && <Time at={made.at} />}
            {made?.beforeUntil && (
              <>
                . {texts.before} <Time at={made.beforeUntil} />
              </>
            )}
          </Text>
          {owner && (
            <Button loading={fetcher.state !== 'idle'} onClick={renew}>
              {made === null ? texts.make : texts.renew}
            </Button>
          )}
        </InlineStack>
        {!owner && (
          <Text as="p" tone="subdued">
            {texts.ownerOnly}
          </Text>
        )}
        {answer && !answer.ok && <Beside>{answer.message}</Beside>}
        {answer?.ok && answer.secret !== null && <Secret secret={answer.secret} />}
      </BlockStack>
    </SectionCard>
  );
}

function Shown({ label, value, help }: { label: string; value: string; help?: string }) {
  return <TextField {...{ label, value, helpText: help }} readOnly autoComplete="off" monospaced selectTextOnFocus />;
}

/** The secret, this once. A reader who cannot see it is taken there. */
function Secret({ secret }: { secret: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, [secret]);
  return (
    <div ref={box} tabIndex={-1} role="group" aria-label={texts.secret}>
      <Box background="bg-surface-secondary" padding="300" borderRadius="200">
        <BlockStack gap="200">
          <Text as="p">{texts.secretText}</Text>
          <Shown label={texts.secret} value={secret} />
        </BlockStack>
      </Box>
    </div>
  );
}
