import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import type { ReplacementFacts } from '#app/domain/remedy/replacement.ts';
import { replacementTexts as texts } from '#app/i18n/en/replacement.ts';
import type { ChosenItem } from './chosen-item.ts';
import { StockNote } from './item-notes.tsx';
import { ItemPicker } from './item-picker.tsx';

type Props = {
  complaintId: string;
  gift: ChosenItem | null;
  facts: ReplacementFacts | null;
  error: string | undefined;
  onChange: (gift: ChosenItem | null) => void;
  id: string;
};

/** Something on top, which replaces nothing. */
export function GiftChoice({ complaintId, gift, facts, error, onChange, id }: Props) {
  const [picking, setPicking] = useState(false);
  if (picking) {
    return (
      <ItemPicker
        complaintId={complaintId}
        label={texts.chooseGift}
        like={null}
        compareTo={null}
        onChoose={({ variantId, title }) => {
          onChange({ variantId, title });
          setPicking(false);
        }}
        onCancel={() => setPicking(false)}
        id={id}
      />
    );
  }
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        {gift && (
          <Text as="span">
            {texts.gift}: {gift.title}
          </Text>
        )}
        {gift && <StockNote item={facts?.variants.find((item) => item.variantId === gift.variantId)} />}
        <Button variant="plain" onClick={() => setPicking(true)}>
          {gift ? texts.change : texts.addGift}
        </Button>
        {gift && (
          <Button variant="plain" onClick={() => onChange(null)}>
            {texts.removeGift}
          </Button>
        )}
      </InlineStack>
      {error !== undefined && <Beside>{error}</Beside>}
    </BlockStack>
  );
}
