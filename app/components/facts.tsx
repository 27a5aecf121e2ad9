import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

/** Names and values under one another: the name left, the value right. */
export function Facts({ facts }: { facts: { name: string; value: ReactNode }[] }) {
  return (
    <BlockStack gap="100">
      {facts.map(({ name, value }) => (
        <InlineStack key={name} align="space-between" gap="400" wrap={false}>
          <Text as="span" tone="subdued">
            {name}
          </Text>
          <Text as="span" alignment="end">
            {value}
          </Text>
        </InlineStack>
      ))}
    </BlockStack>
  );
}
