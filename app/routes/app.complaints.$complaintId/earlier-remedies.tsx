import { BlockStack, Divider, InlineStack, Text } from '@shopify/polaris';
import { RemedyBadge } from '#app/components/badges.tsx';
import { Time } from '#app/components/time.tsx';
import { givenTexts as texts } from '#app/i18n/en/complaint.ts';
import type { RemedyView } from '#app/services/views.ts';
import type { PanelWords } from './panel-words.ts';

type Props = { remedies: RemedyView[]; tellings: PanelWords['tellings'] };

/** What was given on this complaint before, and what came of it. */
export function EarlierRemedies({ remedies, tellings }: Props) {
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
            {tellings[remedy.id]?.name}, {remedy.decidedBy}, <Time at={remedy.createdAt} />
          </Text>
          <RemedyBadge state={remedy.state} />
        </InlineStack>
      ))}
    </BlockStack>
  );
}
