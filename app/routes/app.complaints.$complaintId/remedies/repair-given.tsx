import { Facts } from '#app/components/facts.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { handmadeTexts } from '#app/i18n/en/handmade.ts';
import { repairTexts as texts } from '#app/i18n/en/repair.ts';
import type { RemedyViewOf } from '#app/services/views.ts';
import { MaybeLink } from './maybe-link.tsx';

/** What is repaired by whom, what it costs, and how the customer sends it there. */
export function RepairFacts({ remedy: { plan }, items }: { remedy: RemedyViewOf<'repair'>; items: string }) {
  const { money } = useFormats();
  const facts = [
    { name: texts.facts.items, value: items },
    { name: texts.facts.partner, value: plan.partner },
    { name: handmadeTexts.cost, value: money(plan.cost) },
    ...(plan.label === '' && plan.courier === ''
      ? []
      : [{ name: texts.facts.label, value: <MaybeLink text={plan.label} before={plan.courier} /> }]),
  ];
  return <Facts facts={facts} />;
}
