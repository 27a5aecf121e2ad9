import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import { guest } from '#app/i18n/en/words.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { EarlierRemedies } from './earlier-remedies.tsx';
import { RefundForm } from './refund-form.tsx';
import { RemedyStatus } from './remedy-status.tsx';

type Props = { page: ComplaintPage; userId: string; reopen: { move: () => void; busy: boolean } };

// While one is not certain, a second try is what would pay twice.
const uncertain: readonly RemedyState[] = ['approved', 'sending', 'unknown', 'needs_person'];

/**
 * The panel that puts it right. It shows the form, or how far the last remedy is; a next one only when every earlier
 * one is certain.
 */
export function PutItRight({ page, userId, reopen }: Props) {
  const { complaint, remedies } = page;
  const [latest, ...earlier] = remedies;
  // The remedy after which the form was opened again; a newer remedy closes it by itself.
  const [openAfter, setOpenAfter] = useState<string | null>(null);
  const settled = !remedies.some((remedy) => uncertain.includes(remedy.state));
  const open = !latest || (settled && openAfter === latest.id);
  const closed = complaint.state === 'closed';
  const who = page.order.customer?.name ?? complaint.customerName ?? guest;

  return (
    <SectionCard title={texts.title} testId="put-it-right">
      <BlockStack gap="400">
        {latest && !open && (
          <RemedyStatus
            remedy={latest}
            who={who}
            orderId={page.order.id}
            onAgain={settled && !closed && page.limit.role !== 'none' ? () => setOpenAfter(latest.id) : null}
          />
        )}
        {closed && <Closed reopen={reopen} />}
        {!closed && page.limit.role === 'none' && <Text as="p">{texts.noRole}</Text>}
        {!closed && page.limit.role !== 'none' && open && (
          <RefundForm key={latest?.id ?? ''} page={page} userId={userId} />
        )}
        <EarlierRemedies remedies={open && latest ? [latest, ...earlier] : earlier} />
      </BlockStack>
    </SectionCard>
  );
}

function Closed({ reopen }: { reopen: Props['reopen'] }) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {texts.closed.title}
      </Text>
      <Text as="p">{texts.closed.text}</Text>
      <InlineStack>
        <Button onClick={reopen.move} loading={reopen.busy}>
          {texts.closed.action}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
