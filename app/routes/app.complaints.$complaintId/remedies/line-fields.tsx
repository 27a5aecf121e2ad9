import { BlockStack, InlineGrid, Select, Text, TextField } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { LineChoice } from '#app/components/line-choice.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { Order } from '#app/domain/order.ts';
import type { Refundable } from '#app/domain/remedy/refund.ts';
import { refundTexts as texts } from '#app/i18n/en/refund.ts';
import { restockWords } from '#app/i18n/en/words.ts';
import { restocks } from './refund-draft.ts';
import type { RefundDraft } from './refund-draft.ts';

type Props = {
  order: Order;
  draft: RefundDraft;
  change: (part: Partial<RefundDraft>) => void;
  fields: Readonly<Record<string, string | undefined>>;
  /** What Shopify said a moment ago; before that our copy of the order speaks. */
  refundable: Pick<Refundable, 'lines' | 'maximumShipping'> | null;
};

/** Which items, how many of each, what of the shipping, and whether they go back into stock. */
export function LineFields({ order, draft, change, fields, refundable }: Props) {
  const { money } = useFormats();
  const setQuantity = (lineItemId: string, quantity: number) => {
    const { [lineItemId]: _before, ...others } = draft.quantities;
    change({ quantities: quantity > 0 ? { ...others, [lineItemId]: quantity } : others });
  };
  const leftOf = (lineItemId: string, inCopy: number): number =>
    refundable?.lines.find((line) => line.lineItemId === lineItemId)?.refundableQuantity ?? inCopy;
  const most = refundable?.maximumShipping;
  const shippingHelp = most ? { helpText: most.minor > 0 ? texts.shippingLeft(money(most)) : texts.noShipping } : {};
  return (
    <BlockStack gap="400">
      <BlockStack gap="300">
        <Text as="h3" variant="headingXs">
          {texts.items}
        </Text>
        {order.lines.map((line) => (
          <LineChoice
            key={line.id}
            line={line}
            quantity={draft.quantities[line.id] ?? 0}
            most={leftOf(line.id, line.refundableQuantity)}
            onChange={(quantity) => setQuantity(line.id, quantity)}
            invalid={fields['lines'] !== undefined}
          />
        ))}
        {fields['lines'] !== undefined && <Beside>{fields['lines']}</Beside>}
      </BlockStack>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        <TextField
          label={texts.shipping}
          inputMode="decimal"
          autoComplete="off"
          suffix={order.currency}
          value={draft.shipping}
          onChange={(shipping) => change({ shipping })}
          maxLength={40}
          {...shippingHelp}
          {...(fields['shipping'] !== undefined && { error: fields['shipping'] })}
        />
        <Select
          label={texts.restock}
          options={restocks.map((value) => ({ value, label: restockWords[value] }))}
          value={draft.restock}
          onChange={(value) => change({ restock: restocks.find((each) => each === value) ?? 'no_restock' })}
        />
      </InlineGrid>
    </BlockStack>
  );
}
