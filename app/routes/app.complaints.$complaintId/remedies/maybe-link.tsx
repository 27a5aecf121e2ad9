import { Link } from '@shopify/polaris';
import { isWebAddress } from '#app/domain/remedy/handmade-plan.ts';
import styles from './handmade-given.module.css';

/** A text that somebody typed, as a link where it is one. */
export function MaybeLink({ text, before = '' }: { text: string; before?: string }) {
  return (
    <span className={styles['typed']}>
      {before}
      {before !== '' && text !== '' && ' '}
      {isWebAddress(text) ? (
        <Link url={text} target="_blank">
          {text}
        </Link>
      ) : (
        text
      )}
    </span>
  );
}
