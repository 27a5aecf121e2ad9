import { BlockStack, Button, ButtonGroup, ChoiceList, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { composerTexts } from '#app/i18n/en/messages.ts';
import { verdictTexts as texts } from '#app/i18n/en/verdicts.ts';
import type { HandlingView } from './handling-words.server.ts';
import { useHandled } from './use-handled.ts';

type Props = { complaintId: string; userId: string; view: HandlingView; close: () => void };

const longest = 2000;

/** Whether the complaint is justified, and what that rests on. */
export function VerdictForm({ complaintId, userId, view: { verdict, requestId }, close }: Props) {
  const form = useHandled(
    'verdict',
    { complaintId, userId },
    () => ({ verdict: verdict.is ?? '', note: '', why: '' }),
    close,
  );
  const [files, setFiles] = useState<string[]>([]);
  const [facts, setFacts] = useState<string[]>([]);
  const chosen = form.field('verdict');
  return (
    <SectionCard title={texts.title} testId="verdict">
      <BlockStack gap="300">
        <Text as="p">{verdict.now}</Text>
        {verdict.history.map((line) => (
          <Text as="p" tone="subdued" key={line} breakWord>
            {line}
          </Text>
        ))}
        <ChoiceList
          title={texts.label}
          choices={verdict.options}
          selected={chosen.value === '' ? [] : [chosen.value]}
          onChange={([value]) => chosen.onChange(value ?? '')}
          {...(chosen.error !== undefined && { error: chosen.error })}
        />
        <TextField
          label={texts.note}
          helpText={texts.noteHint}
          autoComplete="off"
          multiline={2}
          maxLength={longest}
          {...form.field('note')}
        />
        {verdict.files.length > 0 && (
          <ChoiceList
            allowMultiple
            title={texts.evidence}
            choices={verdict.files.map(({ id, name }) => ({ value: id, label: name }))}
            selected={files}
            onChange={setFiles}
          />
        )}
        {verdict.facts.length > 0 && (
          <ChoiceList
            allowMultiple
            title={verdict.files.length > 0 ? texts.evidenceHint : texts.evidence}
            choices={verdict.facts.map((fact) => ({ value: fact, label: fact }))}
            selected={facts}
            onChange={setFacts}
          />
        )}
        {verdict.is && <TextField label={texts.why} autoComplete="off" maxLength={longest} {...form.field('why')} />}
        {form.message && <Beside>{form.message}</Beside>}
        <ButtonGroup>
          <Button
            variant="primary"
            loading={form.busy}
            onClick={() => form.send('verdict', { requestId, files, facts })}
          >
            {verdict.is ? texts.change : texts.save}
          </Button>
          <Button onClick={close}>{composerTexts.cancel}</Button>
        </ButtonGroup>
      </BlockStack>
    </SectionCard>
  );
}

/** Closes the complaint as refused; without a verdict it says what is missing. */
export function RefuseForm({ complaintId, userId, view: { verdict }, close }: Props) {
  const form = useHandled('refuse', { complaintId, userId }, () => ({ why: '' }), close);
  if (verdict.notRefusable)
    return (
      <SectionCard title={texts.refuseTitle} testId="refuse">
        <BlockStack gap="300">
          <Text as="p">{verdict.notRefusable}</Text>
          <ButtonGroup>
            <Button onClick={close}>{composerTexts.cancel}</Button>
          </ButtonGroup>
        </BlockStack>
      </SectionCard>
    );
  return (
    <SectionCard title={texts.refuseTitle} testId="refuse">
      <BlockStack gap="300">
        <Text as="p">{texts.refuseWhat(verdict.now)}</Text>
        <TextField
          label={texts.refuseWhy}
          autoComplete="off"
          multiline={2}
          maxLength={longest}
          {...form.field('why')}
        />
        {form.message && <Beside>{form.message}</Beside>}
        <ButtonGroup>
          <Button variant="primary" loading={form.busy} onClick={() => form.send('refuse')}>
            {texts.refuse}
          </Button>
          <Button onClick={close}>{composerTexts.cancel}</Button>
        </ButtonGroup>
      </BlockStack>
    </SectionCard>
  );
}
