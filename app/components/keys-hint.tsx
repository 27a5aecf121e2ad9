import { Text } from '@shopify/polaris';
import styles from './keys-hint.module.css';

/** Keys that do the same; not said where there is no keyboard. */
export function KeysHint({ children }: { children: string }) {
  return (
    <span className={styles['keys']}>
      <Text as="span" variant="bodySm" tone="subdued">
        {children}
      </Text>
    </span>
  );
}
