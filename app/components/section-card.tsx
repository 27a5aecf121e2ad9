import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

/** A card with a heading, and at its right something small: a date, a link. */
export function SectionCard({
  title,
  end,
  children,
  testId,
}: {
  title: string;
  end?: ReactNode;
  children: ReactNode;
  testId?: string;
}) {
  return (
    <Card>
      <section aria-label={title} {...(testId ? { 'data-testid': testId } : {})}>
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
            <Text as="h2" variant="headingSm">
              {title}
            </Text>
            {end}
          </InlineStack>
          {children}
        </BlockStack>
      </section>
    </Card>
  );
}
