import { BlockStack, Box, Button, InlineStack, SkeletonBodyText, Text } from '@shopify/polaris';
import { useFetcher, useParams } from '@remix-run/react';
import { RemedyBadge } from '#app/components/badges.tsx';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { givenTexts as texts } from '#app/i18n/en/complaint.ts';
import type { RemedyView, RemedyViewOf } from '#app/services/views.ts';
import type { action as lookAction } from '../app.complaints.$complaintId.look.tsx';
import type { Telling } from './panel-words.ts';
import { useScreens } from './remedies/use-screens.ts';
import styles from './remedy-status.module.css';
import { TakeBack } from './take-back.tsx';

type Props = {
  remedy: RemedyView;
  telling: Telling;
  several: boolean;
  mayTakeBack: boolean;
  /** Whoever looks at it has a role. */
  mayAct: boolean;
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

/** How far a remedy is, and what it was. Says what changes to those who only listen. */
export function RemedyStatus({ remedy, telling, several, mayTakeBack, mayAct }: Props) {
  const formats = useFormats();
  const { name, heading, text, arrived, badge, undoing } = telling;
  const done = stepsDone[remedy.state];
  return (
    <section
      aria-label={name}
      className={several ? styles['one'] : undefined}
      data-testid="remedy"
      data-state={remedy.state}
    >
      <BlockStack gap="400">
        <div aria-live="polite">
          <BlockStack gap="200">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant={several ? 'headingSm' : 'headingMd'}>
                {heading}
              </Text>
              <RemedyBadge state={remedy.state} word={badge} />
            </InlineStack>
            {remedy.messages.length > 0 && <ShopifySays messages={remedy.messages} />}
            <Text as="p">{text}</Text>
            {remedy.late && (
              <Text as="p" fontWeight="semibold" tone="caution">
                {texts.late(formats.date(remedy.createdAt))}
              </Text>
            )}
          </BlockStack>
        </div>
        {remedy.proof !== null && <Given kind={remedy.kind} remedy={remedy} mayAct={mayAct} />}
        {done !== null && arrived !== null && (
          <Steps done={done} checking={remedy.state === 'unknown'} name={name} last={arrived} />
        )}
        {remedy.state === 'needs_person' && <LookAgain remedyId={remedy.id} />}
        {remedy.undoable && mayTakeBack && <TakeBack remedyId={remedy.id} name={name} means={undoing} />}
      </BlockStack>
    </section>
  );
}

type GivenProps<K extends RemedyKind> = { kind: K; remedy: RemedyViewOf<K>; mayAct: boolean };

/** What was given: the code, the order. Its kind's screen is fetched for it. */
function Given<K extends RemedyKind>({ kind, remedy, mayAct }: GivenProps<K>) {
  const screens = useScreens([kind]);
  const screen = screens.of(kind);
  if (!screen) return screens.failed(kind) ? null : <SkeletonBodyText lines={2} />;
  return screen.Given && <screen.Given remedy={remedy} mayAct={mayAct} />;
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
      {problem && <Beside>{problem}</Beside>}
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

type StepsProps = { done: number; checking: boolean; name: string; last: string };

function Steps({ done, checking, name, last }: StepsProps) {
  const steps = [texts.steps.decided, texts.steps.sent, texts.steps.confirmed, last];
  return (
    <ol className={styles['steps']} aria-label={texts.stepsLabel(name)}>
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
