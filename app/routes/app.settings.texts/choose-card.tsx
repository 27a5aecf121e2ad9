import { useNavigate } from '@remix-run/react';
import { Badge, BlockStack, InlineGrid, InlineStack, Link, Select, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { languages } from '#app/domain/language.ts';
import { pairOf, topicGroups, type Topic, type TopicGroup } from '#app/domain/messages/topics.ts';
import { groupNames, topicNames } from '#app/i18n/en/message-topics.ts';
import { languageNames } from '#app/i18n/en/messages.ts';
import { messageTexts as texts } from '#app/i18n/en/message-texts.ts';
import type { TextsPage } from '#app/services/messages/get-texts-page.server.ts';

const address = (topic: string, language: string) => `/app/settings/texts?topic=${topic}&language=${language}`;

/** Which text is shown. Another one can be chosen only while nothing is unsaved. */
export function ChooseCard({ page: { topic, language, own, ownTopics }, dirty }: { page: TextsPage; dirty: boolean }) {
  const navigate = useNavigate();
  const options = Object.entries(topicGroups).map(([group, list]: [string, readonly Topic[]]) => ({
    title: groupNames[group as TopicGroup],
    options: list.map((value) => ({
      value,
      label: ownTopics.includes(value) ? texts.ownOption(topicNames[value]) : topicNames[value],
    })),
  }));
  const pair = pairOf[topic];
  return (
    <SectionCard title={texts.which} end={<Badge {...(own && { tone: 'info' })}>{own ? texts.own : texts.ours}</Badge>}>
      <BlockStack gap="200">
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          <Select
            label={texts.about}
            options={options}
            value={topic}
            disabled={dirty}
            onChange={(next) => void navigate(address(next, language))}
          />
          <Select
            label={texts.language}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
            value={language}
            disabled={dirty}
            onChange={(next) => void navigate(address(topic, next))}
          />
        </InlineGrid>
        {dirty && (
          <Text as="p" tone="subdued">
            {texts.saveFirst}
          </Text>
        )}
        {pair && !dirty && (
          <InlineStack>
            <Link url={address(pair, language)}>{texts.pair(topicNames[pair])}</Link>
          </InlineStack>
        )}
      </BlockStack>
    </SectionCard>
  );
}
