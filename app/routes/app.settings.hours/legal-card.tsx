import { BlockStack, Link, Text } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import type { LegalDeadline } from '#app/domain/service/legal-answer-deadlines.ts';
import { hoursTexts } from '#app/i18n/en/hours.ts';

const texts = hoursTexts.legal;

/** What Amends knows of deadlines of the law, each with its source: to be read, not changed. */
export function LegalCard({ deadlines }: { deadlines: readonly LegalDeadline[] }) {
  const formats = useFormats();
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return (
    <SectionCard title={texts.title} testId="legal-deadlines">
      <Text as="p" tone="subdued">
        {texts.why}
      </Text>
      <BlockStack gap="300">
        {deadlines.map(({ country, days, law, since, read, source }) => {
          const name = names.of(country) ?? country;
          return (
            <div key={country}>
              <Text as="p" fontWeight="medium">
                {texts.row(name, days)}
              </Text>
              <Text as="p" tone="subdued">
                {texts.law(law, formats.day(since), formats.day(read))}{' '}
                <Link url={source} target="_blank">
                  {texts.source(name)}
                </Link>
              </Text>
            </div>
          );
        })}
      </BlockStack>
    </SectionCard>
  );
}
