import { BlockStack, Button, ButtonGroup, ChoiceList, InlineStack, Text, TextField } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import type { Topic } from '#app/domain/messages/topics.ts';
import { playbookTexts as texts } from '#app/i18n/en/playbooks.ts';
import { AddressCheck, BothAddresses } from './address-check.tsx';
import { DifficultTalk } from './difficult-talk.tsx';
import type { CurrentStep, HandlingView, StepLine } from './handling-words.server.ts';
import styles from './steps.module.css';
import { useHandled } from './use-handled.ts';

type Props = {
  complaintId: string;
  userId: string;
  view: HandlingView;
  reply: (topic: Topic) => void;
};

const longestNote = 2000;

/** The path, with the step that it is at unfolded. */
export function Steps({ complaintId, userId, view, reply }: Props) {
  return (
    <BlockStack gap="400">
      <ol className={styles['steps']}>
        {view.steps.map((step, index) => {
          const now = view.current?.key === step.key;
          const look = step.state === 'done' ? 'done' : now ? 'now' : '';
          return (
            <li
              key={step.key}
              className={`${styles['step']} ${styles[look] ?? ''}`}
              aria-current={now ? 'step' : undefined}
            >
              <span className={styles['sign']} aria-hidden>
                {step.state === 'done' ? '✓' : step.state === 'skipped' ? '–' : index + 1}
              </span>
              <div>
                <StepTitle step={step} now={now} />
                {step.key === 'address' && view.addresses && <BothAddresses {...view.addresses} />}
                {now && view.current && !view.over && (
                  <div className={styles['current']}>
                    <Current
                      key={view.requestId}
                      {...{ complaintId, userId, step: view.current, reply }}
                      requestId={view.requestId}
                    />
                  </div>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {view.over && <Text as="p">{texts.over}</Text>}
      {!view.current && !view.over && <Text as="p">{texts.allDone}</Text>}
      <Text as="p" variant="bodySm" tone="subdued">
        {texts.prevent}: {view.prevent}
      </Text>
      <DifficultTalk complaintId={complaintId} userId={userId} difficult={view.difficult} />
    </BlockStack>
  );
}

function StepTitle({ step: { title, state, line }, now }: { step: StepLine; now: boolean }) {
  const quiet = state === 'later' || state === 'skipped';
  return (
    <InlineStack gap="200">
      <Text as="span" fontWeight={now ? 'semibold' : 'regular'} {...(quiet && { tone: 'subdued' as const })}>
        {title}
      </Text>
      {line && (
        <Text as="span" tone="subdued" breakWord>
          {line}
        </Text>
      )}
    </InlineStack>
  );
}

type CurrentProps = Omit<Props, 'view'> & { step: CurrentStep; requestId: string };

function Current({ complaintId, userId, step, requestId, reply }: CurrentProps) {
  const form = useHandled(`step.${step.key}`, { complaintId, userId }, () => ({
    outcome: step.likely ?? '',
    note: '',
  }));
  const outcome = form.field('outcome');
  const note = form.field('note');
  return (
    <BlockStack gap="300">
      <Text as="p" tone="subdued">
        {step.check}
      </Text>
      {step.facts.length + step.suggestion.length > 0 && (
        <BlockStack gap="100">
          {[...step.facts, ...step.suggestion].map((fact) => (
            <Text as="p" key={fact}>
              {fact}
            </Text>
          ))}
        </BlockStack>
      )}
      {step.wait && (
        <Text as="p" fontWeight="semibold">
          {step.wait}
        </Text>
      )}
      {step.address && <AddressCheck {...{ complaintId, userId, requestId }} address={step.address} />}
      {step.text && (
        <InlineStack>
          <Button variant="plain" onClick={() => step.text && reply(step.text.topic)}>
            {step.text.label}
          </Button>
        </InlineStack>
      )}
      <ChoiceList
        title={texts.how}
        name={`outcome-${step.key}`}
        choices={step.outcomes.map(({ value, label }) => ({ value, label }))}
        selected={outcome.value === '' ? [] : [outcome.value]}
        onChange={([value]) => outcome.onChange(value ?? '')}
        {...(outcome.error !== undefined && { error: outcome.error })}
      />
      <TextField label={step.noteLabel} autoComplete="off" multiline={2} maxLength={longestNote} {...note} />
      {form.message && <Beside>{form.message}</Beside>}
      <ButtonGroup>
        <Button loading={form.busy} onClick={() => form.send('step', { step: step.key, requestId })}>
          {texts.save}
        </Button>
      </ButtonGroup>
    </BlockStack>
  );
}
