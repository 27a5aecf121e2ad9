import { BlockStack, Checkbox, InlineStack, Text, TextField } from '@shopify/polaris';
import type { OrderLine } from '#app/domain/order.ts';
import { lineTexts as texts } from '#app/i18n/en/order.ts';
import { LinePicture } from './line-picture.tsx';
import { useFormats } from './reader.tsx';
import styles from './line-choice.module.css';

type Props = {
  line: OrderLine;
  /** 0 = not chosen. */
  quantity: number;
  most: number;
  onChange: (quantity: number) => void;
  invalid?: boolean;
  /** Why there are fewer than were ordered, where that is not because they were refunded. */
  fewer?: string;
};

/** One line of an order to choose, with its picture, and how many of it. */
export function LineChoice({ line, quantity, most, onChange, invalid = false, fewer }: Props) {
  const chosen = quantity > 0;
  return (
    <div className={styles['line']} data-testid={`line-${line.id}`}>
      <div className={styles['choice']}>
        <Checkbox
          label={<LineLabel line={line} most={most} fewer={fewer} />}
          checked={chosen}
          disabled={most === 0}
          {...(invalid && { error: true })}
          onChange={(checked) => onChange(checked ? most : 0)}
        />
      </div>
      {chosen && most > 1 && (
        <div className={styles['quantity']}>
          <TextField
            label={texts.howMany(line.title)}
            labelHidden
            type="number"
            inputMode="numeric"
            autoComplete="off"
            min={1}
            max={most}
            suffix={texts.of(most)}
            value={String(quantity)}
            onChange={(text) => onChange(Math.min(Math.max(Math.trunc(Number(text)) || 1, 1), most))}
          />
        </div>
      )}
    </div>
  );
}

function LineLabel({ line, most, fewer }: { line: OrderLine; most: number; fewer: string | undefined }) {
  const { money } = useFormats();
  const about = [line.variantTitle, line.sku].filter(Boolean).join(' · ');
  return (
    <InlineStack gap="300" align="start" blockAlign="center" wrap={false}>
      <LinePicture line={line} />
      <BlockStack>
        <Text as="span" fontWeight="medium">
          {line.title}
        </Text>
        <Text as="span" variant="bodySm" tone="subdued">
          {about && `${about}, `}
          {texts.times(money(line.unitPrice), line.quantity)}
        </Text>
        {most < line.quantity && (
          <Text as="span" variant="bodySm" tone="subdued">
            {fewer ?? texts.refundedAlready(line.quantity - most, line.quantity)}
          </Text>
        )}
      </BlockStack>
    </InlineStack>
  );
}
