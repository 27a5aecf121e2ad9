import { BlockStack, Text } from '@shopify/polaris';
import { BudgetBar } from '#app/components/budget-bar.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { money } from '#app/domain/money.ts';
import { budgetsTexts as texts } from '#app/i18n/en/budgets.ts';
import { plural } from '#app/i18n/en/words.ts';
import type { BudgetsPage } from '#app/services/views.ts';

const rows = ['day', 'dayCost', 'month', 'monthCost'] as const;

/** What of each budget is given, held and left: in figures, and as a bar beside them. */
export function BarsCard({ page: { rules, used, held, most } }: { page: BudgetsPage }) {
  const { money: print } = useFormats();
  const { currency, policy } = rules;
  const said = (minor: number) => print(money(minor, currency));
  const span = ({ face, remedies }: { face: number; remedies: number }) =>
    texts.counted(said(face), plural(remedies, 'remedy', 'remedies'));
  return (
    <SectionCard title={texts.now} testId="budgets-now">
      <Text as="p" tone="subdued">
        {texts.nowWhy}
      </Text>
      <BlockStack gap="300">
        {rows.map((row) => {
          const [window, measure] = [
            row.startsWith('day') ? 'day' : 'month',
            row.endsWith('Cost') ? 'cost' : 'face',
          ] as const;
          const all = used[window][measure];
          const holding = Math.min(all, held[window][measure]);
          const most = policy.shop[row];
          const budget = most === null ? null : { left: said(Math.max(0, most - all)), most: said(most) };
          return (
            <BlockStack key={row} gap="100">
              <Text as="h3" fontWeight="medium">
                {texts.rows[row]}
              </Text>
              {most !== null && <BudgetBar given={all - holding} held={holding} most={most} />}
              <Text as="p">{texts.figures(said(all - holding), said(holding), budget)}</Text>
            </BlockStack>
          );
        })}
        <Text as="p">{texts.brakes(span(used.hour), span(used.hours24))}</Text>
        {most.length > 0 && (
          <Text as="p">{texts.most(most.map(({ name, face }) => `${name} ${said(face)}`).join(', '))}</Text>
        )}
      </BlockStack>
    </SectionCard>
  );
}
