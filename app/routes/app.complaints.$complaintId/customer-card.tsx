import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { StateBadge } from '#app/components/badges.tsx';
import { Facts } from '#app/components/facts.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { Time } from '#app/components/time.tsx';
import type { Money } from '#app/domain/money.ts';
import type { Order } from '#app/domain/order.ts';
import { besideTexts as texts } from '#app/i18n/en/complaint.ts';
import { complaintNumber, reasonWords } from '#app/i18n/en/words.ts';
import type { ComplaintRow } from '#app/services/views.ts';

type Props = { order: Order; history: ComplaintRow[]; given: Money };

/** Who complains: what they bought, what they complained about before, and what they were given. */
export function CustomerCard({ order, history, given }: Props) {
  const { money } = useFormats();
  const { customer } = order;
  const facts = [
    ...(customer
      ? [
          { name: texts.orders, value: String(customer.orders) },
          { name: texts.spent, value: money(customer.spent) },
          { name: texts.since, value: <Time at={customer.since} as="date" /> },
        ]
      : []),
    { name: texts.before, value: history.length === 0 ? texts.none : String(history.length) },
    { name: texts.givenBefore, value: money(given) },
  ];
  return (
    <SectionCard title={texts.customer} testId="customer">
      <BlockStack>
        {customer && (
          <Text as="p" fontWeight="semibold">
            {customer.name}
          </Text>
        )}
        <Text as="p" tone="subdued" breakWord>
          {customer?.email ?? order.email}
        </Text>
        {!customer && <Text as="p">{texts.guest}</Text>}
      </BlockStack>
      <Facts facts={facts} />
      {history.length > 0 && <Before history={history} />}
    </SectionCard>
  );
}

function Before({ history }: { history: ComplaintRow[] }) {
  return (
    <BlockStack gap="200">
      {history.map((row) => (
        <InlineStack key={row.id} gap="200" align="space-between" blockAlign="center">
          <Text as="span">
            <Link url={`/app/complaints/${row.id}`}>{complaintNumber(row.number)}</Link> {row.orderName},{' '}
            {reasonWords[row.reason].toLowerCase()}
          </Text>
          <StateBadge state={row.state} />
        </InlineStack>
      ))}
    </BlockStack>
  );
}
