import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { FulfillmentBadge, PaymentBadge, StateBadge } from '#app/components/badges.tsx';
import { Facts } from '#app/components/facts.tsx';
import { ParcelTracks } from '#app/components/parcel-track.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import type { Order } from '#app/domain/order.ts';
import { newComplaintTexts } from '#app/i18n/en/new-complaint.ts';
import { complaintNumber, guest, reasonWords } from '#app/i18n/en/words.ts';
import type { OrderForComplaint } from '#app/services/views.ts';

const texts = newComplaintTexts.summary;

/** The order beside the form: is it the right one, and where is its parcel? */
export function OrderSummary({ page }: { page: OrderForComplaint }) {
  return (
    <BlockStack gap="400">
      <OrderFacts order={page.order} />
      <SectionCard title={texts.parcel}>
        <ParcelTracks parcels={page.parcels} />
      </SectionCard>
      {page.complaints.length > 0 && <Earlier complaints={page.complaints} />}
    </BlockStack>
  );
}

function OrderFacts({ order }: { order: Order }) {
  const { pair } = useFormats();
  const to = [order.shipTo?.city, order.shipTo?.countryCode].filter(Boolean).join(', ');
  const facts = [
    { name: texts.customer, value: order.customer?.name ?? order.email ?? guest },
    { name: texts.ordered, value: <Time at={order.processedAt} as="date" /> },
    { name: texts.total, value: pair(order.total.presentment, order.total.shop) },
  ];
  if (order.refunded.presentment.minor > 0) {
    facts.push({ name: texts.refunded, value: pair(order.refunded.presentment, order.refunded.shop) });
  }
  if (to) facts.push({ name: texts.to, value: to });
  return (
    <SectionCard title={texts.title(order.name)} end={<Link url="/app/complaints/new">{texts.other}</Link>}>
      <InlineStack gap="100">
        <PaymentBadge status={order.financialStatus} />
        <FulfillmentBadge status={order.fulfillmentStatus} />
      </InlineStack>
      <Facts facts={facts} />
    </SectionCard>
  );
}

function Earlier({ complaints }: { complaints: OrderForComplaint['complaints'] }) {
  return (
    <SectionCard title={texts.complaints}>
      <BlockStack gap="200">
        {complaints.map((complaint) => (
          <InlineStack key={complaint.id} gap="200" blockAlign="center" align="space-between">
            <Text as="span">
              <Link url={`/app/complaints/${complaint.id}`}>{complaintNumber(complaint.number)}</Link>{' '}
              {reasonWords[complaint.reason]}
            </Text>
            <StateBadge state={complaint.state} />
          </InlineStack>
        ))}
      </BlockStack>
    </SectionCard>
  );
}
