import { Text } from '@shopify/polaris';
import { useFormats } from './reader.tsx';

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
  if (!overdue) return <Time at={at} />;
  return (
    <Text as="span" tone="caution" fontWeight="bold">
      Overdue, <Time at={at} />
    </Text>
  );
}
