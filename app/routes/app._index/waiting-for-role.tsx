import { InlineStack, Button, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { homeTexts } from '#app/i18n/en/home.ts';
import type { PersonView } from '#app/services/views.ts';

const texts = homeTexts.waiting;

/** For the owner: people who opened Amends and may not give anything yet. */
export function WaitingForRole({ people }: { people: PersonView[] }) {
  return (
    <SectionCard title={texts.title} testId="waiting-for-role">
      <Text as="p" fontWeight="medium">
        {people.map((person) => person.name).join(', ')}
      </Text>
      <Text as="p" tone="subdued">
        {texts.why}
      </Text>
      <InlineStack>
        <Button url="/app/settings/people">{texts.action}</Button>
      </InlineStack>
    </SectionCard>
  );
}
