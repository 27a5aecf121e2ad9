import { BlockStack, Icon, InlineStack, Link, Text } from '@shopify/polaris';
import { AlertTriangleIcon } from '@shopify/polaris-icons';
import type { ReactNode } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import { besideTexts as texts } from '#app/i18n/en/complaint.ts';
import { complaintNumber } from '#app/i18n/en/words.ts';
import type { ComplaintRow } from '#app/services/views.ts';
import styles from './watch-out.module.css';

type Props = { said: readonly string[]; others: readonly ComplaintRow[] };

/** Whether there is anything to watch out for: then it stands first. */
export const warns = ({ said, others }: Props): boolean => said.length > 0 || others.length > 0;

/** What could make a remedy wrong: a bank that is asking, what was given already, others who are at it too. */
export function WatchOut({ said, others }: Props) {
  return (
    <SectionCard title={texts.watch} testId="watch-out">
      {!warns({ said, others }) && (
        <Text as="p" tone="subdued">
          {texts.nothingToWatch}
        </Text>
      )}
      <BlockStack gap="200">
        {said.map((sentence) => (
          <Warning key={sentence}>{sentence}</Warning>
        ))}
        {others.length > 0 && (
          <Warning>
            {texts.others(others.length)}: <Others rows={others} />
          </Warning>
        )}
      </BlockStack>
    </SectionCard>
  );
}

function Others({ rows }: { rows: readonly ComplaintRow[] }) {
  return (
    <span className={styles['others']}>
      {rows.map((row) => (
        <Link key={row.id} url={`/app/complaints/${row.id}`}>
          {complaintNumber(row.number)}
        </Link>
      ))}
    </span>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <InlineStack gap="200" wrap={false} blockAlign="start">
      <span className={styles['sign']}>
        <Icon source={AlertTriangleIcon} tone="caution" />
      </span>
      <Text as="p" fontWeight="medium">
        {children}
      </Text>
    </InlineStack>
  );
}
