import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { FulfillmentBadge, PaymentBadge } from '#app/components/badges.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { Time } from '#app/components/time.tsx';
import { newComplaintTexts } from '#app/i18n/en/new-complaint.ts';
import { complaintNumber, guest, stateWords } from '#app/i18n/en/words.ts';
import type { OrderSearchRow } from '#app/services/views.ts';
import styles from './order-search.module.css';

const texts = newComplaintTexts.search;

/** What was found: enough to recognise the order, and whether somebody complained about it before. */
export function OrderResults({ orders, search }: { orders: OrderSearchRow[]; search: string }) {
  return (
    <ul className={styles['results']} aria-label={texts.results} data-testid="order-results">
      {orders.map((order) => (
        <li key={order.id} className={styles['result']} data-testid={`order-${order.id}`}>
          <Result order={order} search={search} />
        </li>
      ))}
    </ul>
  );
}

function Result({ order, search }: { order: OrderSearchRow; search: string }) {
  const { money } = useFormats();
  const address = new URLSearchParams({ order_id: order.id, q: search });
  return (
    <div className={styles['facts']}>
      <BlockStack gap="050">
        <InlineStack gap="200" blockAlign="center" align="start">
          <Link url={`/app/complaints/new?${address.toString()}`} monochrome removeUnderline dataPrimaryLink>
            {order.name}
          </Link>
          <Text as="span">{order.customerName ?? order.email ?? guest}</Text>
        </InlineStack>
        <Text as="p" tone="subdued" breakWord>
          {texts.ordered} <Time at={order.processedAt} as="date" />
          {order.customerName && order.email && `, ${order.email}`}
        </Text>
      </BlockStack>
      <Text as="p" numeric fontWeight="medium" alignment="end">
        {money(order.total)}
      </Text>
      <div className={styles['badges']}>
        <PaymentBadge status={order.financialStatus} />
        <FulfillmentBadge status={order.fulfillmentStatus} />
      </div>
      {order.complaints.length > 0 && (
        <div className={styles['earlier']}>
          <Text as="p" tone="caution" fontWeight="medium">
            {texts.earlier(order.complaints.length)}:{' '}
            {order.complaints
              .map((each) => `${complaintNumber(each.number)} ${stateWords[each.state].toLowerCase()}`)
              .join(', ')}
          </Text>
        </div>
      )}
    </div>
  );
}
