import { BlockStack, Link, Text } from '@shopify/polaris';
import { Facts } from '#app/components/facts.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { ExternalGiftPlan } from '#app/domain/remedy/external-gift.ts';
import { addressFields } from '#app/domain/remedy/replacement-address.ts';
import { externalGiftTexts } from '#app/i18n/en/external-gift.ts';
import type { RemedyViewOf } from '#app/services/views.ts';
import { MaybeLink } from './maybe-link.tsx';

const texts = externalGiftTexts.facts;

/** Where it is bought, for how much, and where it goes. */
export function ExternalGiftFacts({ remedy: { plan } }: { remedy: RemedyViewOf<'external_gift'> }) {
  const { money } = useFormats();
  const facts = [
    { name: texts.vendor, value: plan.vendor },
    { name: externalGiftTexts.cost, value: money(plan.cost) },
    ...(plan.link === '' ? [] : [{ name: texts.link, value: <MaybeLink text={plan.link} /> }]),
    { name: texts.address, value: <GoesTo plan={plan} /> },
  ];
  return <Facts facts={facts} />;
}

/** The order has the address itself; here stands what is to be written differently. */
function GoesTo({ plan: { orderId, address } }: { plan: ExternalGiftPlan }) {
  const lines = addressFields.flatMap((field) => {
    const text = address.corrected[field];
    return text === undefined ? [] : `${texts.addressNames[field]}: ${text}`;
  });
  return (
    <BlockStack>
      <Link url={`shopify://admin/orders/${orderId}`} target="_top">
        {lines.length === 0 ? texts.asOrdered : texts.corrected}
      </Link>
      {lines.map((line) => (
        <Text as="span" key={line}>
          {line}
        </Text>
      ))}
    </BlockStack>
  );
}
