import { BlockStack, Divider, InlineStack, Text } from '@shopify/polaris';
import { RemedyBadge } from '#app/components/badges.tsx';
import { Time } from '#app/components/time.tsx';
import { givenTexts as texts } from '#app/i18n/en/complaint.ts';
import type { RemedyView } from '#app/services/views.ts';
import type { PanelWords } from './panel-words.ts';
import { RemedyStatus } from './remedy-status.tsx';

type Props = { remedies: RemedyView[]; tellings: PanelWords['tellings']; mayGive: boolean; mayAct: boolean };

/** What was given on this complaint before, and what came of it. What people still carry out can be gone on with. */
export function EarlierRemedies({ remedies, tellings, mayGive, mayAct }: Props) {
  if (remedies.length === 0) return null;
  return (
    <BlockStack gap="200">
      <Divider />
      <Text as="h3" variant="headingXs">
        {texts.earlier}
      </Text>
      {remedies.map((remedy) => {
        const telling = tellings[remedy.id];
        if (!telling) return null;
        if (telling.arrived === null && remedy.state === 'issued') {
          const shown = { remedy, telling, mayAct, several: true, mayTakeBack: mayGive };
          return <RemedyStatus key={remedy.id} {...shown} />;
        }
        return (
          <InlineStack key={remedy.id} align="space-between" gap="200" blockAlign="center">
            <Text as="span">
              {telling.name}, {remedy.decidedBy}, <Time at={remedy.createdAt} />
            </Text>
            <RemedyBadge state={remedy.state} word={telling.badge} />
          </InlineStack>
        );
      })}
    </BlockStack>
  );
}
