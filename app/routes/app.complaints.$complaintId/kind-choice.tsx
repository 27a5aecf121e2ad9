import { InlineStack, RadioButton } from '@shopify/polaris';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import type { RefundDraft } from './refund-draft.ts';
import styles from './kind-choice.module.css';

type Kind = RefundDraft['kind'];

const kinds: readonly { kind: Kind; label: string }[] = [
  { kind: 'lines', label: texts.byLines },
  { kind: 'amount', label: texts.byAmount },
];

/** Items and shipping, or just an amount. */
export function KindChoice({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  return (
    <div role="radiogroup" aria-label={texts.kind} className={styles['kinds']}>
      <InlineStack gap="400">
        {kinds.map((each) => (
          <RadioButton
            key={each.kind}
            id={`kind-${each.kind}`}
            name="refund-kind"
            label={each.label}
            checked={kind === each.kind}
            onChange={() => onChange(each.kind)}
          />
        ))}
      </InlineStack>
    </div>
  );
}
