import { BlockStack, InlineGrid, Select, TextField } from '@shopify/polaris';
import {
  channels,
  longestWords,
  reasons,
  severities,
  suggestSeverity,
  wantedOutcomes,
} from '#app/domain/complaint/complaint.ts';
import { newComplaintTexts } from '#app/i18n/en/new-complaint.ts';
import { channelWords, reasonWords, severityWords, wantedWords } from '#app/i18n/en/words.ts';
import type { Draft } from './draft.ts';

const texts = newComplaintTexts.form;

type Props = {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  fields: Record<string, string>;
  orderTotalMinor: number;
  highValueMinor: number;
};

const optionsOf = <Word extends string>(words: readonly Word[], texts: Record<Word, string>) =>
  words.map((value) => ({ value, label: texts[value] }));

const reasonOptions = [{ value: '', label: texts.chooseReason }, ...optionsOf(reasons, reasonWords)];
const wantedOptions = [{ value: '', label: texts.chooseWanted }, ...optionsOf(wantedOutcomes, wantedWords)];
const channelOptions = optionsOf(channels, channelWords);
const severityOptions = optionsOf(severities, severityWords);

const errorOf = (fields: Record<string, string>, name: string): { error?: string } => {
  const error = fields[name];
  return error === undefined ? {} : { error };
};

/** Reason, their words, what they want, how it came, how severe it is. */
export function WhatHappened({ draft, change, fields, orderTotalMinor, highValueMinor }: Props) {
  const suggested = draft.reason === '' ? 'normal' : suggestSeverity(draft.reason, orderTotalMinor, highValueMinor);
  return (
    <BlockStack gap="400">
      <Select
        label={texts.reason}
        name="reason"
        options={reasonOptions}
        value={draft.reason}
        onChange={(value) => change({ reason: value as Draft['reason'] })}
        {...errorOf(fields, 'reason')}
      />
      <TextField
        label={texts.words}
        name="words"
        helpText={texts.wordsHint}
        multiline={4}
        maxHeight={240}
        maxLength={longestWords}
        autoComplete="off"
        value={draft.words}
        onChange={(words) => change({ words })}
        {...errorOf(fields, 'words')}
      />
      <Select
        label={texts.wanted}
        name="wantedOutcome"
        options={wantedOptions}
        value={draft.wantedOutcome}
        onChange={(value) => change({ wantedOutcome: value as Draft['wantedOutcome'] })}
        {...errorOf(fields, 'wantedOutcome')}
      />
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <Select
          label={texts.channel}
          name="channel"
          options={channelOptions}
          value={draft.channel}
          onChange={(value) => change({ channel: value as Draft['channel'] })}
          {...errorOf(fields, 'channel')}
        />
        <Select
          label={texts.severity}
          name="severity"
          options={severityOptions}
          value={draft.severity ?? suggested}
          onChange={(value) => change({ severity: value as Draft['severity'] })}
          helpText={draft.severity === null ? texts.severitySuggested : texts.severityChanged}
          {...errorOf(fields, 'severity')}
        />
      </InlineGrid>
    </BlockStack>
  );
}
