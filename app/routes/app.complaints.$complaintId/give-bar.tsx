import { Button, Text } from '@shopify/polaris';
import { KeysHint } from '#app/components/keys-hint.tsx';
import { LoadingHint } from '#app/components/loading-hint.tsx';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import styles from './bundle-form.module.css';

type Props = { alive: boolean; action: string; whyNot: string | null; busy: boolean; onGive: () => void };

/** The one button, saying what happens; beside it why it cannot be pressed yet. At thumb height on a phone. */
export function GiveBar({ alive, action, whyNot, busy, onGive }: Props) {
  return (
    <div className={styles['give']} data-testid="give">
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
        {action}
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
