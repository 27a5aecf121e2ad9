import { BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';
import { useFetcher, useParams } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { RemedyBadge } from '#app/components/badges.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { panelTexts as texts, remedyStory } from '#app/i18n/en/complaint.ts';
import type { RemedyView } from '#app/services/views.ts';
import type { action as lookAction } from '../app.complaints.$complaintId.look.tsx';
import styles from './remedy-status.module.css';

type Props = {
  remedy: RemedyView;
  who: string;
  orderId: string;
  /** Opens the form again; null while a second try could pay twice. */
  onAgain: (() => void) | null;
};

// Steps that are certain; null = the way ended elsewhere, and there is nothing to wait for.
const stepsDone: Record<RemedyState, number | null> = {
  approved: 1,
  sending: 1,
  unknown: 1,
  issued: 3,
  settled: 4,
  refused: null,
  not_issued: null,
  failed: null,
  needs_person: null,
  undoing: null,
  undone: null,
};

const lookInShopify: readonly RemedyState[] = ['refused', 'failed', 'needs_person'];

/** How far a remedy is. Moves by itself, and says so to those who only listen. */
export function RemedyStatus({ remedy, who, orderId, onAgain }: Props) {
  const { money, pair } = useFormats();
  const box = useRef<HTMLDivElement>(null);
  const { heading, text } = remedyStory(remedy.state, money(remedy.amount), who);
  const done = stepsDone[remedy.state];
  const look = lookInShopify.includes(remedy.state);
  const wasGiven = remedy.state === 'settled' || remedy.state === 'issued';

  // Whoever has just pressed the button stands on nothing now: the form is gone.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, []);

  return (
    <div ref={box} tabIndex={-1} className={styles['status']} data-testid="remedy" data-state={remedy.state}>
      <BlockStack gap="400">
        <div aria-live="polite">
          <BlockStack gap="200">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="headingMd">
                {heading}
              </Text>
              <RemedyBadge state={remedy.state} />
            </InlineStack>
            {remedy.messages.length > 0 && <ShopifySays messages={remedy.messages} />}
            <Text as="p">{text}</Text>
          </BlockStack>
        </div>
        {done !== null && <Steps done={done} checking={remedy.state === 'unknown'} />}
        <Text as="p" tone="subdued">
          {texts.decided(remedy.decidedBy)}: {pair(remedy.amount, remedy.shopAmount)}. {texts.reason}: {remedy.reason}
        </Text>
        {remedy.state === 'needs_person' && <LookAgain remedyId={remedy.id} />}
        {(onAgain !== null || look) && (
          <InlineStack gap="200">
            {onAgain && <Button onClick={onAgain}>{wasGiven ? texts.again : texts.differently}</Button>}
            {look && (
              <Button url={`shopify://admin/orders/${orderId}`} target="_top">
                {texts.inShopify}
              </Button>
            )}
          </InlineStack>
        )}
      </BlockStack>
    </div>
  );
}

/** Looking alone did not settle it. Whoever has seen to it asks for one more look; nothing is sent by that. */
function LookAgain({ remedyId }: { remedyId: string }) {
  const { complaintId } = useParams();
  const fetcher = useFetcher<typeof lookAction>();
  const problem = fetcher.data && !fetcher.data.ok ? fetcher.data.message : null;
  const ask = () =>
    fetcher.submit({ remedyId }, { method: 'post', action: `/app/complaints/${complaintId ?? ''}/look` });
  return (
    <BlockStack gap="200">
      {problem && <Text as="p">{problem}</Text>}
      <InlineStack>
        <Button onClick={ask} loading={fetcher.state !== 'idle'}>
          {texts.lookAgain}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

/** A refusal in Shopify's own words. */
function ShopifySays({ messages }: { messages: string[] }) {
  return (
    <Box padding="300" background="bg-surface-critical" borderRadius="200">
      {messages.map((message) => (
        <Text key={message} as="p">
          {texts.shopifySays} {message}
        </Text>
      ))}
    </Box>
  );
}

const steps = [texts.steps.decided, texts.steps.sent, texts.steps.confirmed, texts.steps.arrived];

function Steps({ done, checking }: { done: number; checking: boolean }) {
  return (
    <ol className={styles['steps']} aria-label={texts.stepsLabel}>
      {steps.map((step, index) => {
        const classes = [styles['step']];
        if (index < done) classes.push(styles['done']);
        if (checking && index === done) classes.push(styles['checking']);
        return (
          <li key={step} className={classes.join(' ')} aria-current={index === done - 1 ? 'step' : undefined}>
            {step}
          </li>
        );
      })}
    </ol>
  );
}
