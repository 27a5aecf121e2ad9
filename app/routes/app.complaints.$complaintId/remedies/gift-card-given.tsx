import { Facts } from '#app/components/facts.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { giftCardTexts as texts } from '#app/i18n/en/gift-card.ts';
import type { RemedyViewOf } from '#app/services/views.ts';

/** Which card it is, and whether the customer knows of it. The code itself is hers alone. */
export function GiftCardGiven({ remedy: { plan, proof } }: { remedy: RemedyViewOf<'gift_card'> }) {
  const { money, day } = useFormats();
  if (!proof) return null;
  const { notice } = proof;
  const told =
    notice === 'sent' ? texts.sent : notice === 'not_sent' ? texts.notSent : texts.notSendable(notice.refused);
  return (
    <Facts
      facts={[
        { name: texts.code, value: texts.endsIn(proof.lastCharacters) },
        { name: texts.worth, value: money(proof.amount) },
        { name: texts.until, value: day(plan.expiresOn) },
        { name: texts.mail, value: told },
      ]}
    />
  );
}
