import { BlockStack, Box, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import { ToneFindings } from '#app/components/tone-findings.tsx';
import { useReading } from '#app/components/use-tone-check.ts';
import { render, type Template } from '#app/domain/messages/render.ts';
import { messageTexts as texts } from '#app/i18n/en/message-texts.ts';
import type { TextsPage } from '#app/services/messages/get-texts-page.server.ts';

const nothingKnown = { asked: '', apologies: 0, given: false };

/** The text as a customer would get it in a made-up case, and how it reads. */
export function PreviewCard({ page, text }: { page: TextsPage; text: Template }) {
  const [sample, setSample] = useState(page.samples[0]?.name);
  const values = page.samples.find((each) => each.name === sample)?.values ?? {};
  const { subject, body } = render(text, values).text;
  const findings = useReading()?.checkTone(`${subject}\n\n${body}`, page.language, nothingKnown);
  return (
    <SectionCard title={texts.preview} testId="preview">
      <BlockStack gap="300">
        <Select
          label={texts.sample}
          options={page.samples.map(({ name }) => ({ value: name, label: texts.samples[name] }))}
          value={sample ?? ''}
          onChange={(next) => setSample(page.samples.find(({ name }) => name === next)?.name)}
        />
        <Box padding="400" background="bg-surface-secondary" borderRadius="200">
          <div lang={page.language} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            <BlockStack gap="300">
              <Text as="p" fontWeight="semibold">
                {subject}
              </Text>
              <Text as="p">{body}</Text>
            </BlockStack>
          </div>
        </Box>
        {findings && <ToneFindings findings={findings} language={page.language} calm={texts.calm} by="{{due}}" />}
      </BlockStack>
    </SectionCard>
  );
}
