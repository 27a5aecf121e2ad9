import { Button, Text } from '@shopify/polaris';
import { KeysHint } from '#app/components/keys-hint.tsx';
import { LoadingHint } from '#app/components/loading-hint.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { Money } from '#app/domain/money.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import styles from './refund-form.module.css';

type Props = { alive: boolean; amount: Money | null; whyNot: string | null; busy: boolean; onGive: () => void };

/** The one button, saying what happens; beside it why it cannot be pressed yet. At thumb height on a phone. */
export function RefundGive({ alive, amount, whyNot, busy, onGive }: Props) {
  const { money } = useFormats();
  return (
    <div className={styles['give']}>
      <span id="why-not">
        <Beside alive={alive} whyNot={busy ? null : whyNot} />
      </span>
      <Button
        variant="primary"
        size="large"
        loading={busy}
        disabled={whyNot !== null && !busy}
        ariaDescribedBy="why-not"
        onClick={onGive}
      >
        {amount ? texts.give(money(amount)) : texts.giveNothing}
      </Button>
    </div>
  );
}

function Beside({ alive, whyNot }: Pick<Props, 'alive' | 'whyNot'>) {
  if (!alive) return <LoadingHint />;
  if (whyNot === null) return <KeysHint>{texts.shortcut}</KeysHint>;
  return (
    <Text as="span" tone="subdued" variant="bodySm">
      {whyNot}
    </Text>
  );
}
