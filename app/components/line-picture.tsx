import { Thumbnail } from '@shopify/polaris';
import { ImageIcon } from '@shopify/polaris-icons';
import type { OrderLine } from '#app/domain/order.ts';
import styles from './line-picture.module.css';

/** The picture of a line; the title beside it says what it is. Keeps its size however narrow the screen. */
export function LinePicture({ line }: { line: OrderLine }) {
  return (
    <div className={styles['picture']}>
      <Thumbnail source={line.imageUrl ?? ImageIcon} alt="" size="small" />
    </div>
  );
}
