import { Facts } from '#app/components/facts.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { vipPriceTexts as texts } from '#app/i18n/en/vip-price.ts';
import type { RemedyViewOf } from '#app/services/views.ts';

/** Since when it applies, on how many orders it did, and whether it still does. */
export function VipPriceGiven({ remedy: { plan, proof } }: { remedy: RemedyViewOf<'vip_price'> }) {
  const { date } = useFormats();
  if (!proof) return null;
  const facts = [
    { name: plan.title, value: `${plan.percent}%` },
    ...(proof.startsAt === null ? [] : [{ name: texts.since, value: date(proof.startsAt) }]),
    { name: texts.uses, value: texts.orders(proof.uses) },
    ...(proof.endsAt === null ? [] : [{ name: texts.ended, value: date(proof.endsAt) }]),
  ];
  return <Facts facts={facts} />;
}
