import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import type { Order } from '#app/domain/order.ts';
import { besideTexts as texts } from '#app/i18n/en/complaint.ts';
import { complaintNumber } from '#app/i18n/en/words.ts';
import type { ComplaintRow, RemedyView } from '#app/services/views.ts';

type Props = { order: Order; history: ComplaintRow[]; remedies: RemedyView[] };

/** What could make a remedy wrong: a bank that is asking, others who are at it too, refunds made elsewhere. */
export function WatchOut({ order, history, remedies }: Props) {
  const others = history.filter((row) => row.orderId === order.id);
  const open = order.disputes.filter((dispute) => dispute.open);
  const ours = new Set(remedies.map((remedy) => remedy.externalId));
  const elsewhere = order.refunds.filter((refund) => refund.remedyId === null && !ours.has(refund.id));
  const nothing = others.length === 0 && open.length === 0 && elsewhere.length === 0;
  return (
    <SectionCard title={texts.watch} testId="watch-out">
      {nothing && (
        <Text as="p" tone="subdued">
          {texts.nothingToWatch}
        </Text>
      )}
      <BlockStack gap="200">
        {open.map((dispute) => (
          <Warning key={dispute.id}>{dispute.type === 'chargeback' ? texts.chargeback : texts.inquiry}</Warning>
        ))}
        {others.length > 0 && (
          <Warning>
            {texts.others(others.length)}:{' '}
            <InlineStack gap="200">
              {others.map((row) => (
                <Link key={row.id} url={`/app/complaints/${row.id}`}>
                  {complaintNumber(row.number)}
                </Link>
              ))}
            </InlineStack>
          </Warning>
        )}
        {elsewhere.length > 0 && <Text as="p">{texts.refundsElsewhere(elsewhere.length)}</Text>}
      </BlockStack>
    </SectionCard>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <Text as="span" fontWeight="semibold">
      {children}
    </Text>
  );
}
