import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { RemedyBadge } from '#app/components/badges.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import { homeTexts } from '#app/i18n/en/home.ts';
import { complaintNumber } from '#app/i18n/en/words.ts';
import type { HomePage } from '#app/services/home-views.ts';

const texts = homeTexts.checking;

/** Refunds that Shopify has not confirmed. */
export function Checking({ remedies }: { remedies: HomePage['checking'] }) {
  const { money } = useFormats();
  return (
    <SectionCard title={texts.title} testId="checking">
      <Text as="p" tone="subdued">
        {texts.why}
      </Text>
      <BlockStack gap="200">
        {remedies.map((remedy) => (
          <InlineStack
            key={`${remedy.complaintId}-${remedy.since}`}
            gap="200"
            blockAlign="center"
            align="space-between"
          >
            <Text as="span">
              <Link url={`/app/complaints/${remedy.complaintId}`}>{complaintNumber(remedy.number)}</Link>{' '}
              {remedy.orderName}, {money(remedy.amount)}, {texts.since} <Time at={remedy.since} />
            </Text>
            <RemedyBadge state={remedy.state} />
          </InlineStack>
        ))}
      </BlockStack>
    </SectionCard>
  );
}
