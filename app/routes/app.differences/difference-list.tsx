import { BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { Time } from '#app/components/time.tsx';
import { differenceSentence, differencesTexts as texts } from '#app/i18n/en/differences.ts';
import type { DifferenceRow } from '#app/services/difference-views.ts';
import { SeeToIt } from './see-to-it.tsx';
import styles from './differences.module.css';

type Props = { rows: DifferenceRow[]; mayAct: boolean; userId: string };

/** Each difference in one sentence, where it is, and who sees to it. */
export function DifferenceList({ rows, mayAct, userId }: Props) {
  const { money } = useFormats();
  return (
    <ul className={styles['list']} aria-label={texts.list}>
      {rows.map((row) => (
        <li key={row.id} className={styles['row']} data-testid="difference">
          <Box padding="400">
            <BlockStack gap="200">
              <Text as="h2" variant="headingSm">
                {differenceSentence(row, money)}
              </Text>
              <InlineStack gap="300">
                {row.complaint && (
                  <Link url={`/app/complaints/${row.complaint.id}`}>{texts.complaint(row.complaint.number)}</Link>
                )}
                {row.order && (
                  <Link url={`shopify://admin/orders/${row.order.id}`} target="_top">
                    {texts.order(row.order.name)}
                  </Link>
                )}
                <Text as="span" tone="subdued">
                  {texts.found} <Time at={row.foundAt} />
                </Text>
              </InlineStack>
              <Standing row={row} />
              {mayAct && (row.state === 'open' || row.state === 'taken') && <SeeToIt row={row} userId={userId} />}
            </BlockStack>
          </Box>
        </li>
      ))}
    </ul>
  );
}

function Standing({ row }: { row: DifferenceRow }) {
  switch (row.state) {
    case 'noted':
      return null;
    case 'open':
      return <Text as="p">{texts.nobody}</Text>;
    case 'taken':
      return <Text as="p">{texts.takenBy(row.owner?.name ?? '')}</Text>;
    case 'resolved':
      return (
        <BlockStack gap="100">
          <Text as="p">
            {row.resolvedBy ? texts.resolvedBy(row.resolvedBy.name) : texts.goneByItself}
            {row.resolvedAt !== null && (
              <>
                , <Time at={row.resolvedAt} />
              </>
            )}
          </Text>
          {row.note !== null && <Text as="p">{row.note}</Text>}
        </BlockStack>
      );
  }
}
