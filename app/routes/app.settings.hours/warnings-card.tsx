import { InlineGrid, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { warnNames } from '#app/domain/settings/typed-service.ts';
import { hoursTexts } from '#app/i18n/en/hours.ts';
import { Field } from './field.tsx';
import type { ServiceForm } from './use-service-form.ts';

const texts = hoursTexts.warnings;

/** When who is told that a deadline is near. */
export function WarningsCard({ form }: { form: ServiceForm }) {
  return (
    <SectionCard title={texts.title} testId="warnings">
      <Text as="p" tone="subdued">
        {texts.why}
      </Text>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
        {warnNames.map((whom) => (
          <Field
            key={whom}
            form={form}
            path={`warn.${whom}`}
            label={texts.whom[whom]}
            suffix={texts.percent}
            inputMode="numeric"
          />
        ))}
      </InlineGrid>
    </SectionCard>
  );
}
