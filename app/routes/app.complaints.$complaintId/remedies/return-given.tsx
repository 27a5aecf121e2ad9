import { BlockStack, Link, Text } from '@shopify/polaris';
import { Facts } from '#app/components/facts.tsx';
import { Beside } from '#app/components/calm.tsx';
import { listedItems } from '#app/domain/remedy/listed-items.ts';
import type { ReturnPlan, ReturnProof } from '#app/domain/remedy/return.ts';
import { returnTexts } from '#app/i18n/en/return.ts';
import type { RemedyViewOf } from '#app/services/views.ts';

const texts = returnTexts.given;

/** What comes back, how, how much of it is there, and what she gets for it. */
export function ReturnGiven({ remedy: { plan, proof } }: { remedy: RemedyViewOf<'return'> }) {
  if (!proof) return null;
  const { units, parcel, labelRefused } = proof;
  const number = parcel?.number ?? (plan.label.kind === 'made' ? plan.label.number : null);
  const came = [texts.of(units.back, units.asked), ...(units.missing > 0 ? [texts.missing(units.missing)] : [])];
  return (
    <BlockStack gap="200">
      <Facts
        facts={[
          { name: texts.items, value: listedItems(plan.lines) },
          ...(plan.exchange.length > 0 ? [{ name: texts.exchange, value: listedItems(plan.exchange) }] : []),
          { name: texts.label, value: <Label plan={plan} proof={proof} /> },
          ...(number !== null ? [{ name: texts.tracking, value: <Tracking number={number} url={parcel?.url} /> }] : []),
          { name: texts.came, value: came.join(', ') },
          ...(plan.note !== '' ? [{ name: texts.note, value: plan.note }] : []),
        ]}
      />
      {labelRefused !== null && <Beside>{texts.labelRefused(labelRefused)}</Beside>}
      <Text as="p">
        <Link url={`shopify://admin/orders/${plan.orderId}`} target="_top">
          {texts.open(plan.orderName)}
        </Link>
      </Text>
    </BlockStack>
  );
}

function Label({ plan: { label }, proof: { parcel } }: { plan: ReturnPlan; proof: ReturnProof }) {
  const url = parcel?.labelUrl ?? (label.kind === 'made' ? label.url : null);
  if (url !== null)
    return (
      <Link url={url} target="_blank">
        {texts.openLabel}
      </Link>
    );
  if (label.kind === 'own_cost') return texts.ownCost;
  if (label.kind === 'later') return parcel ? texts.numberOnly : texts.noLabel;
  return parcel ? texts.numberOnly : texts.labelSoon;
}

function Tracking({ number, url }: { number: string; url: string | null | undefined }) {
  return url == null ? (
    number
  ) : (
    <Link url={url} target="_blank">
      {number}
    </Link>
  );
}
