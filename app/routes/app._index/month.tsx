import { BlockStack, Text } from '@shopify/polaris';
import { BudgetBar } from '#app/components/budget-bar.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { money } from '#app/domain/money.ts';
import { homeTexts } from '#app/i18n/en/home.ts';
import type { HomePage } from '#app/services/home-views.ts';

const texts = homeTexts.month;

/** What is given and held of this month's budget, and what is left of it. */
export function Month({ month: { given, held, most, currency, atCost } }: { month: NonNullable<HomePage['month']> }) {
  const { money: print } = useFormats();
  const said = (minor: number) => print(money(minor, currency));
  const left = Math.max(0, most - given - held);
  return (
    <SectionCard title={atCost ? texts.titleAtCost : texts.title} testId="month">
      <BlockStack gap="200">
        <BudgetBar given={given} held={held} most={most} />
        <Text as="p">{texts.figures(said(given), held > 0 ? said(held) : null, said(left), said(most))}</Text>
      </BlockStack>
    </SectionCard>
  );
}
