import { BlockStack, Link, List, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import { homeTexts } from '#app/i18n/en/home.ts';
import { complaintNumber } from '#app/i18n/en/words.ts';
import type { HomePage } from '#app/services/home-views.ts';

const texts = homeTexts.satisfaction;

/** How content customers were, and those whose bad answer nobody has written to them about. */
export function Satisfaction({ satisfaction: { median, count, waiting } }: Pick<HomePage, 'satisfaction'>) {
  return (
    <SectionCard title={texts.title} testId="satisfaction">
      <BlockStack gap="300">
        {median !== null && <Text as="p">{texts.figures(String(median), count)}</Text>}
        {waiting.length > 0 && (
          <BlockStack gap="100">
            <Text as="p">{texts.waiting}</Text>
            <List>
              {waiting.map(({ complaintId, number, score, agent, at }) => (
                <List.Item key={`${complaintId} ${at}`}>
                  <Link url={`/app/complaints/${complaintId}`}>{complaintNumber(number)}</Link>
                  {`: ${score === null ? texts.notWell : texts.score(score)}`}
                  {agent !== null && `, ${texts.handledBy(agent)}`}
                  {', '}
                  <Time at={at} as="ago" />
                </List.Item>
              ))}
            </List>
          </BlockStack>
        )}
      </BlockStack>
    </SectionCard>
  );
}
