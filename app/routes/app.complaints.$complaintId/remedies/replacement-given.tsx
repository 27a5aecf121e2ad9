import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReplacementParcel } from '#app/domain/remedy/replacement.ts';
import { replacementTexts as texts } from '#app/i18n/en/replacement.ts';
import { fulfillmentWord } from '#app/i18n/en/words.ts';
import type { RemedyViewOf } from '#app/services/views.ts';

/** The order that was made, and where its parcels are. */
export function ReplacementGiven({ remedy: { plan, proof } }: { remedy: RemedyViewOf<'replacement'> }) {
  if (!proof) return null;
  return (
    <BlockStack gap="100">
      {plan.address.answer !== undefined && !proof.cancelled && (
        <Text as="p" tone="subdued">
          {texts.sentToTheirs}
        </Text>
      )}
      <InlineStack gap="200">
        <Link url={`shopify://admin/orders/${proof.orderId}`} target="_top">
          {texts.openOrder(proof.name)}
        </Link>
      </InlineStack>
      {proof.parcels.length === 0 && !proof.cancelled && (
        <Text as="p" tone="subdued">
          {texts.notSent}
        </Text>
      )}
      {proof.parcels.map((parcel, index) => (
        <Parcel key={parcel.number ?? index} parcel={parcel} />
      ))}
    </BlockStack>
  );
}

function Parcel({ parcel: { status, carrier, number, url } }: { parcel: ReplacementParcel }) {
  const name = texts.parcel(carrier, number) || texts.noTracking;
  return (
    <Text as="p">
      {fulfillmentWord(status)}:{' '}
      {url === null ? (
        name
      ) : (
        <Link url={url} target="_blank">
          {name}
        </Link>
      )}
    </Text>
  );
}
