import { BlockStack, InlineStack, RadioButton, TextField } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import type { Order } from '#app/domain/order.ts';
import { refundTexts as texts } from '#app/i18n/en/refund.ts';
import { refundMethods } from './refund-draft.ts';
import type { RefundDraft } from './refund-draft.ts';
import styles from './choice.module.css';

type Props = {
  id: string;
  order: Order;
  draft: RefundDraft;
  change: (part: Partial<RefundDraft>) => void;
  fields: Readonly<Record<string, string | undefined>>;
};

/** Back the way it was paid, as store credit, or some of each. */
export function RefundMethodFields({ id, order, draft, change, fields }: Props) {
  return (
    <BlockStack gap="300">
      <div role="radiogroup" aria-label={texts.method} className={styles['choice']}>
        <InlineStack gap="400">
          {refundMethods.map((method) => (
            <RadioButton
              key={method}
              id={`${id}-method-${method}`}
              name={`${id}-method`}
              label={texts.methods[method]}
              checked={draft.method === method}
              onChange={() => change({ method })}
            />
          ))}
        </InlineStack>
      </div>
      {fields['method'] !== undefined && <Beside>{fields['method']}</Beside>}
      {draft.method === 'split' && (
        <TextField
          label={texts.credit}
          helpText={texts.creditHelp}
          inputMode="decimal"
          autoComplete="off"
          suffix={order.currency}
          maxLength={40}
          value={draft.credit}
          onChange={(credit) => change({ credit })}
          {...(fields['credit'] !== undefined && { error: fields['credit'] })}
        />
      )}
    </BlockStack>
  );
}
