import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Divider, InlineStack, Text } from '@shopify/polaris';
import { FulfillmentBadge, PaymentBadge } from '#app/components/badges.tsx';
import { Beside } from '#app/components/calm.tsx';
import { Facts } from '#app/components/facts.tsx';
import { OrderLineRow } from '#app/components/order-lines.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import type { Order } from '#app/domain/order.ts';
import { besideTexts as texts } from '#app/i18n/en/complaint.ts';
import type { action as refresh } from '../app.complaints.$complaintId.refresh.tsx';

type Props = { order: Order; fetchedAt: string; complaintId: string };

/** What was bought, paid and refunded, as of the last time we looked. */
export function OrderCard({ order, fetchedAt, complaintId }: Props) {
  const { pair } = useFormats();
  const facts = [
    { name: texts.ordered, value: <Time at={order.processedAt} as="date" /> },
    { name: texts.total, value: pair(order.total.presentment, order.total.shop) },
    { name: texts.paid, value: pair(order.received.presentment, order.received.shop) },
    { name: texts.refunded, value: pair(order.refunded.presentment, order.refunded.shop) },
  ];
  if (order.cancelledAt) facts.push({ name: texts.cancelled, value: <Time at={order.cancelledAt} as="date" /> });
  return (
    <SectionCard title={texts.order(order.name)} testId="order">
      <InlineStack gap="100">
        <PaymentBadge status={order.financialStatus} />
        <FulfillmentBadge status={order.fulfillmentStatus} />
      </InlineStack>
      <BlockStack gap="300">
        {order.lines.map((line) => (
          <OrderLineRow key={line.id} line={line} />
        ))}
      </BlockStack>
      <Divider />
      <Facts facts={facts} />
      <Age order={order} fetchedAt={fetchedAt} complaintId={complaintId} />
    </SectionCard>
  );
}

function Age({ order, fetchedAt, complaintId }: Props) {
  const fetcher = useFetcher<typeof refresh>();
  const problem = fetcher.data && !fetcher.data.ok ? fetcher.data.message : null;
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center">
        <Text as="span" tone="subdued" variant="bodySm">
          {texts.asOf} <Time at={fetchedAt} />
        </Text>
        <Button
          variant="plain"
          loading={fetcher.state !== 'idle'}
          onClick={() =>
            fetcher.submit({ orderId: order.id }, { method: 'post', action: `/app/complaints/${complaintId}/refresh` })
          }
        >
          {texts.refresh}
        </Button>
      </InlineStack>
      {problem && <Beside>{problem}</Beside>}
    </BlockStack>
  );
}
