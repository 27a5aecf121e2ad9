import { BlockStack, InlineStack, Text, Thumbnail } from '@shopify/polaris';
import { ImageIcon } from '@shopify/polaris-icons';
import type { ReactNode } from 'react';
import type { OrderLine } from '#app/domain/order.ts';
import { lineTexts as texts } from '#app/i18n/en/order.ts';
import { useFormats } from './reader.tsx';

/** One line of an order with its picture. `end` stands at the right: a price, a stepper. */
export function OrderLineRow({ line, end }: { line: OrderLine; end?: ReactNode }) {
  const { money } = useFormats();
  const about = [line.variantTitle, line.sku].filter(Boolean).join(' · ');
  return (
    <InlineStack gap="300" blockAlign="center" wrap={false} align="space-between">
      <InlineStack gap="300" blockAlign="center" wrap={false}>
        <Thumbnail source={line.imageUrl ?? ImageIcon} alt="" size="small" />
        <BlockStack gap="050">
          <Text as="p" fontWeight="medium">
            {line.title}
          </Text>
          {about && (
            <Text as="p" variant="bodySm" tone="subdued">
              {about}
            </Text>
          )}
          <Text as="p" variant="bodySm" tone="subdued">
            {texts.times(money(line.unitPrice), line.quantity)}
          </Text>
        </BlockStack>
      </InlineStack>
      {end}
    </InlineStack>
  );
}
