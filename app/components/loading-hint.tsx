import { Text } from '@shopify/polaris';
import { pageTexts } from '#app/i18n/en/page.ts';
import styles from './loading-hint.module.css';

/** Why a button cannot be pressed yet. Shown only to those who have to wait for it. */
export function LoadingHint() {
  return (
    <span className={styles['late']}>
      <Text as="span" variant="bodySm" tone="subdued">
        {pageTexts.stillLoading}
      </Text>
    </span>
  );
}
