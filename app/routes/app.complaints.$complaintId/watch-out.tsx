import { BlockStack, Icon, InlineStack, Link, Text } from '@shopify/polaris';
import { AlertTriangleIcon } from '@shopify/polaris-icons';
import type { ReactNode } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import type { Order } from '#app/domain/order.ts';
import { besideTexts as texts } from '#app/i18n/en/complaint.ts';
import { complaintNumber } from '#app/i18n/en/words.ts';
import type { ComplaintRow, RemedyView } from '#app/services/views.ts';
import styles from './watch-out.module.css';

type Props = { order: Order; history: ComplaintRow[]; remedies: RemedyView[] };

/** What could make a remedy wrong: a bank that is asking, others who are at it too, refunds made elsewhere. */
function toWatch({ order, history, remedies }: Props) {
  const ours = new Set(remedies.map((remedy) => remedy.externalId));
  return {
    disputes: order.disputes.filter((dispute) => dispute.open),
    others: history.filter((row) => row.orderId === order.id),
    elsewhere: order.refunds.filter((refund) => refund.remedyId === null && !ours.has(refund.id)),
  };
}

/** Whether there is anything to watch out for: then it stands first. */
export function warns(props: Props): boolean {
  return Object.values(toWatch(props)).some((found) => found.length > 0);
}

export function WatchOut(props: Props) {
  const { disputes, others, elsewhere } = toWatch(props);
  return (
    <SectionCard title={texts.watch} testId="watch-out">
      {!warns(props) && (
        <Text as="p" tone="subdued">
          {texts.nothingToWatch}
        </Text>
      )}
      <BlockStack gap="200">
        {disputes.map((dispute) => (
          <Warning key={dispute.id}>{dispute.type === 'chargeback' ? texts.chargeback : texts.inquiry}</Warning>
        ))}
        {others.length > 0 && (
          <Warning>
            {texts.others(others.length)}: <Others rows={others} />
          </Warning>
        )}
        {elsewhere.length > 0 && <Warning>{texts.refundsElsewhere(elsewhere.length)}</Warning>}
      </BlockStack>
    </SectionCard>
  );
}

function Others({ rows }: { rows: ComplaintRow[] }) {
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
