import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { OrderLine } from '#app/domain/order.ts';
import { lineTexts as texts } from '#app/i18n/en/order.ts';
import { LinePicture } from './line-picture.tsx';
import { useFormats } from './reader.tsx';

/** One line of an order with its picture. `end` stands at the right: a price, a stepper. */
export function OrderLineRow({ line, end }: { line: OrderLine; end?: ReactNode }) {
  const { money } = useFormats();
  const about = [line.variantTitle, line.sku].filter(Boolean).join(' · ');
  return (
    <InlineStack gap="300" blockAlign="center" wrap={false} align="space-between">
      <InlineStack gap="300" align="start" blockAlign="center" wrap={false}>
        <LinePicture line={line} />
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
