import { InlineGrid, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { channels } from '#app/domain/complaint/complaint.ts';
import { hoursTexts as texts } from '#app/i18n/en/hours.ts';
import { channelWords } from '#app/i18n/en/words.ts';
import { Field } from './field.tsx';
import type { ServiceForm } from './use-service-form.ts';

/** How soon, by severity and, where it should be sooner, by the way that a complaint came. */
export function TargetsCard({ form, name }: { form: ServiceForm; name: 'firstAnswer' | 'resolve' }) {
  return (
    <SectionCard title={texts[name].title} testId={`targets-${name}`}>
      <Text as="p" tone="subdued">
        {texts[name].why}
      </Text>
      <Text as="h3" fontWeight="medium">
        {texts.bySeverity}
      </Text>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        {(['high', 'normal', 'low'] as const).map((severity) => (
          <Field
            key={severity}
            form={form}
            path={`${name}.${severity}`}
            label={texts.severity[severity]}
            suffix={texts.hoursUnit}
            inputMode="numeric"
          />
        ))}
      </InlineGrid>
      <Text as="h3" fontWeight="medium">
        {texts.byChannel}
      </Text>
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="300">
        {channels.map((channel) => (
          <Field
            key={channel}
            form={form}
            path={`${name}.${channel}`}
            label={channelWords[channel]}
            suffix={texts.hoursUnit}
            placeholder={texts.asSeverity}
            inputMode="numeric"
          />
        ))}
      </InlineGrid>
    </SectionCard>
  );
}
