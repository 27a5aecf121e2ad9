import { BlockStack, Divider, InlineStack, Text } from '@shopify/polaris';
import { RemedyBadge } from '#app/components/badges.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { Time } from '#app/components/time.tsx';
import { givenTexts as texts } from '#app/i18n/en/complaint.ts';
import type { RemedyView } from '#app/services/views.ts';
import { nameOf } from './telling.ts';

/** What was given on this complaint before, and what came of it. */
export function EarlierRemedies({ remedies }: { remedies: RemedyView[] }) {
  const formats = useFormats();
  if (remedies.length === 0) return null;
  return (
    <BlockStack gap="200">
      <Divider />
      <Text as="h3" variant="headingXs">
        {texts.earlier}
      </Text>
      {remedies.map((remedy) => (
        <InlineStack key={remedy.id} align="space-between" gap="200" blockAlign="center">
          <Text as="span">
            {nameOf(remedy, formats)}, {remedy.decidedBy}, <Time at={remedy.createdAt} />
          </Text>
          <RemedyBadge state={remedy.state} />
        </InlineStack>
      ))}
    </BlockStack>
  );
}
