import { InlineStack, RadioButton } from '@shopify/polaris';
import { refundTexts as texts } from '#app/i18n/en/refund.ts';
import type { RefundDraft } from './refund-draft.ts';
import styles from './choice.module.css';

type What = RefundDraft['what'];

const kinds: readonly { what: What; label: string }[] = [
  { what: 'lines', label: texts.byLines },
  { what: 'amount', label: texts.byAmount },
];

/** Items and shipping, or just an amount. */
export function RefundChoice({ id, what, onChange }: { id: string; what: What; onChange: (what: What) => void }) {
  return (
    <div role="radiogroup" aria-label={texts.what} className={styles['choice']}>
      <InlineStack gap="400">
        {kinds.map((each) => (
          <RadioButton
            key={each.what}
            id={`${id}-${each.what}`}
            name={`${id}-what`}
            label={each.label}
            checked={what === each.what}
            onChange={() => onChange(each.what)}
          />
        ))}
      </InlineStack>
    </div>
  );
}
