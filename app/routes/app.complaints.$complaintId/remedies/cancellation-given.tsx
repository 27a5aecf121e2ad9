import { Facts } from '#app/components/facts.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { cancellationTexts as texts, cancelWhyWords } from '#app/i18n/en/cancellation.ts';
import type { RemedyViewOf } from '#app/services/views.ts';

/** When it was cancelled, why, and what became of its items; and an amount that Shopify has made another one. */
export function CancellationGiven({ remedy: { plan, proof, amount } }: { remedy: RemedyViewOf<'cancellation'> }) {
  const { date, money } = useFormats();
  if (!proof) return null;
  const given = proof.refund?.amount;
  const differs = given !== undefined && given.minor !== amount.minor;
  return (
    <Facts
      facts={[
        { name: texts.cancelledOn, value: date(proof.cancelledAt) },
        { name: texts.wanted, value: cancelWhyWords[plan.why] },
        { name: texts.stock, value: plan.restock ? texts.restocked : texts.notRestocked },
        { name: texts.told, value: plan.notify ? texts.yes : texts.no },
        ...(differs ? [{ name: texts.paidBack, value: texts.differs(money(given), money(amount)) }] : []),
      ]}
    />
  );
}
