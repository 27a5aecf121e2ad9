import { Button, InlineError, InlineStack, Tag, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { hoursTexts } from '#app/i18n/en/hours.ts';
import type { ServiceForm } from './use-service-form.ts';

const texts = hoursTexts.holidays;

/** Days on which no time runs: added one by one, each taken away again with a click. */
export function HolidaysCard({ form }: { form: ServiceForm }) {
  const formats = useFormats();
  const [day, setDay] = useState('');
  const days = form.value('holidays').split(' ').filter(Boolean);
  const keep = (list: readonly string[]) => form.change('holidays', [...new Set(list)].sort().join(' '));
  const error = form.error('holidays');
  const add = () => {
    if (day === '') return;
    keep([...days, day]);
    setDay('');
  };
  return (
    <SectionCard title={texts.title} testId="holidays">
      <Text as="p" tone="subdued">
        {texts.why}
      </Text>
      {days.length === 0 ? (
        <Text as="p">{texts.none}</Text>
      ) : (
        <InlineStack gap="200">
          {days.map((each) =>
            form.fixed ? (
              <Tag key={each}>{formats.day(each)}</Tag>
            ) : (
              <Tag key={each} onRemove={() => keep(days.filter((other) => other !== each))}>
                {formats.day(each)}
              </Tag>
            ),
          )}
        </InlineStack>
      )}
      {!form.fixed && (
        <InlineStack gap="200" blockAlign="end">
          <TextField label={texts.day} type="date" autoComplete="off" value={day} onChange={setDay} />
          <Button onClick={add} disabled={day === ''}>
            {texts.add}
          </Button>
        </InlineStack>
      )}
      {error !== undefined && <InlineError message={error} fieldID="holidays" />}
    </SectionCard>
  );
}
