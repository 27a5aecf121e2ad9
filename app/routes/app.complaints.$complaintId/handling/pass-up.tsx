import { useEffect, useRef } from 'react';
import { BlockStack, Button, ButtonGroup, Select, Text, TextField } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { escalationTexts as texts } from '#app/i18n/en/escalation.ts';
import { composerTexts } from '#app/i18n/en/messages.ts';
import type { HandlingView } from './handling-words.server.ts';
import { TakeFile } from './take-file.tsx';
import { useHandled } from './use-handled.ts';

type Props = { complaintId: string; userId: string; view: HandlingView; close: () => void };

const longest = 2000;

/** Where the complaint was passed to, with the way to answer; and where else it can be passed. */
export function PassUp({ complaintId, userId, view: { escalation }, close }: Props) {
  const { open, levels } = escalation;
  const box = useRef<HTMLDivElement>(null);
  // It was asked for in a menu that is closed now.
  useEffect(() => box.current?.querySelector<HTMLElement>('textarea, select, button')?.focus(), []);
  return (
    <SectionCard title={texts.title} testId="pass-up">
      <div ref={box}>
        <BlockStack gap="400">
          {open && (
            <BlockStack gap="200">
              {open.said.map((line) => (
                <Text as="p" key={line} breakWord>
                  {line}
                </Text>
              ))}
              {open.mayAnswer && <Answer {...{ complaintId, userId, close }} freezes={open.freezes} />}
            </BlockStack>
          )}
          {levels.length > 0 && <Passing {...{ complaintId, userId, close, levels }} alone={!open?.mayAnswer} />}
          {levels.length === 0 && !open?.mayAnswer && <Text as="p">{open ? texts.theirs : texts.nobodyAbove}</Text>}
          {escalation.file !== null && <TakeFile complaintId={complaintId} name={escalation.file} />}
          <ButtonGroup>
            <Button onClick={close}>{composerTexts.cancel}</Button>
          </ButtonGroup>
        </BlockStack>
      </div>
    </SectionCard>
  );
}

function Answer({ complaintId, userId, close, freezes }: Omit<Props, 'view'> & { freezes: boolean }) {
  const form = useHandled('answer', { complaintId, userId }, () => ({ answer: '' }), close);
  return (
    <BlockStack gap="200">
      <TextField
        label={texts.answer}
        helpText={texts.answerHint}
        autoComplete="off"
        multiline={2}
        maxLength={longest}
        {...form.field('answer')}
      />
      {form.message && <Beside>{form.message}</Beside>}
      <ButtonGroup>
        <Button variant="primary" loading={form.busy} onClick={() => form.send('answer')}>
          {freezes ? texts.letGoOn : texts.giveBack}
        </Button>
      </ButtonGroup>
    </BlockStack>
  );
}

type PassingProps = Omit<Props, 'view'> & { levels: HandlingView['escalation']['levels']; alone: boolean };

function Passing({ complaintId, userId, close, levels, alone }: PassingProps) {
  const [first] = levels;
  const begin = { to: first?.value ?? 'lead', by: first?.by ?? '', reason: '' };
  const form = useHandled('escalate', { complaintId, userId }, () => begin, close);
  const to = form.field('to');
  const by = form.field('by');
  const lawyer = to.value === 'lawyer';
  return (
    <BlockStack gap="200">
      <Select
        label={texts.to}
        options={levels.map(({ value, label }) => ({ value, label }))}
        value={to.value}
        onChange={(level) => {
          to.onChange(level);
          by.onChange(levels.find(({ value }) => value === level)?.by ?? by.value);
        }}
      />
      {lawyer && (
        <Text as="p" fontWeight="semibold">
          {texts.freezes}
        </Text>
      )}
      <TextField
        label={texts.reason}
        helpText={texts.reasonHint}
        autoComplete="off"
        multiline={2}
        maxLength={longest}
        {...form.field('reason')}
      />
      <TextField label={texts.by} type="date" autoComplete="off" {...by} />
      {form.message && <Beside>{form.message}</Beside>}
      <ButtonGroup>
        <Button
          {...(lawyer ? { tone: 'critical' as const } : alone && { variant: 'primary' as const })}
          loading={form.busy}
          onClick={() => form.send('escalate')}
        >
          {lawyer ? texts.sendLawyer : texts.send}
        </Button>
      </ButtonGroup>
    </BlockStack>
  );
}
