import { BlockStack, Text } from '@shopify/polaris';
import { Facts } from '#app/components/facts.tsx';
import type { Formats } from '#app/components/formats.ts';
import { useFormats } from '#app/components/reader.tsx';
import type { DiscountCodeProof } from '#app/domain/remedy/discount-code.ts';
import { discountCodeTexts as texts } from '#app/i18n/en/discount-code.ts';
import type { RemedyViewOf } from '#app/services/views.ts';

/** The code, until when it can be used, and whether it was. */
export function DiscountCodeGiven({ remedy: { plan, proof } }: { remedy: RemedyViewOf<'discount_code'> }) {
  const formats = useFormats();
  if (!proof) return null;
  return (
    <BlockStack gap="200">
      <Text as="p" variant="headingLg">
        {proof.code}
      </Text>
      <Facts
        facts={[
          { name: texts.until, value: formats.date(plan.endsAt) },
          { name: texts.use, value: usage(proof, formats) },
        ]}
      />
    </BlockStack>
  );
}

function usage({ uses, usedOn, status }: DiscountCodeProof, { date }: Formats): string {
  if (usedOn) {
    const told = usedOn.byHer === false ? texts.usedByOther : texts.usedOn;
    return told(usedOn.orderName, date(usedOn.at));
  }
  if (uses > 0) return texts.used;
  return status === 'ended' || status === 'gone' ? texts.ended : texts.notUsed;
}
