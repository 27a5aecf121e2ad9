import type { ReactNode } from 'react';
import { timeTexts as words } from '#app/i18n/en/time.ts';
import { useFormats } from './reader.tsx';
import styles from './time.module.css';

type Style = 'date' | 'dateTime' | 'ago' | 'moment';

/** A moment in the reader's language and the shop's time zone, with the exact time for machines. */
export function Time({ at, as = 'moment' }: { at: string; as?: Style }) {
  const formats = useFormats();
  return (
    <time dateTime={at} title={formats.dateTime(at)}>
      {formats[as](at)}
    </time>
  );
}

/** When something is due. Overdue is bold and amber, with the word: never red, never by colour alone. */
export function Due({ at, overdue }: { at: string; overdue: boolean }) {
  if (!overdue) {
    return (
      <>
        {words.by} <Time at={at} />
      </>
    );
  }
  return (
    <Overdue>
      {words.overdue}, <Time at={at} />
    </Overdue>
  );
}

/** Bold and amber, with a dot. */
export function Overdue({ children }: { children: ReactNode }) {
  return <span className={styles['overdue']}>{children}</span>;
}
