import { Facts } from '#app/components/facts.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { storeCreditTexts as texts } from '#app/i18n/en/store-credit.ts';
import type { RemedyViewOf } from '#app/services/views.ts';

/** How much is on the account, and until when it can be spent. */
export function StoreCreditGiven({ remedy: { plan, proof } }: { remedy: RemedyViewOf<'store_credit'> }) {
  const { money, day } = useFormats();
  if (!proof) return null;
  return (
    <Facts
      facts={[
        { name: texts.credit, value: money(proof.amount) },
        { name: texts.until, value: day(plan.expiresOn) },
      ]}
    />
  );
}
