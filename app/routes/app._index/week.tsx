import { BlockStack, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { isMore, subtract } from '#app/domain/money.ts';
import type { Money } from '#app/domain/money.ts';
import { homeTexts } from '#app/i18n/en/home.ts';
import type { HomePage } from '#app/services/home-views.ts';
import styles from './week.module.css';

const texts = homeTexts.week;
const barHeight = 80;

/** What was given in the last seven days: the sum, how it compares, and a bar a day. */
export function Week({ week }: { week: HomePage['week'] }) {
  const { money } = useFormats();
  return (
    <SectionCard title={texts.title} testId="week">
      <InlineGrid columns={{ xs: 1, md: '1fr 2fr' }} gap="400" alignItems="start">
        <BlockStack gap="100">
          <InlineStack gap="300" blockAlign="baseline">
            <Text as="p" variant="headingXl">
              {money(week.given)}
            </Text>
            <Text as="p" tone="subdued">
              {texts.total(week.refunds)}
            </Text>
          </InlineStack>
          <Text as="p" tone="subdued">
            <Compared given={week.given} before={week.before} />
          </Text>
          {week.held.minor > 0 && <Text as="p">{texts.held(money(week.held))}</Text>}
        </BlockStack>
        <Bars days={week.days} />
      </InlineGrid>
      <DaysTable days={week.days} currency={week.given.currency} />
    </SectionCard>
  );
}

function Compared({ given, before }: { given: Money; before: Money }) {
  const { money } = useFormats();
  if (given.minor === before.minor) return given.minor === 0 ? texts.none : texts.same;
  return isMore(given, before)
    ? texts.more(money(subtract(given, before)))
    : texts.less(money(subtract(before, given)));
}

type Days = HomePage['week']['days'];

/** For the eye only: the table behind it says the same. */
function Bars({ days }: { days: Days }) {
  const formats = useFormats();
  const highest = Math.max(1, ...days.map((day) => day.given.minor));
  return (
    <div className={styles['bars']} aria-hidden="true">
      {days.map((day) => {
        const height = Math.round((day.given.minor / highest) * barHeight);
        return (
          <div
            key={day.date}
            className={styles['day']}
            title={`${formats.dayOf(day.date)}: ${formats.money(day.given)}`}
          >
            <svg viewBox={`0 0 10 ${barHeight}`} preserveAspectRatio="none">
              <rect className={styles['bar']} x="3" width="4" y={barHeight - height} height={height} />
            </svg>
            {formats.weekday(day.date)}
          </div>
        );
      })}
    </div>
  );
}

function DaysTable({ days, currency }: { days: Days; currency: string }) {
  const formats = useFormats();
  return (
    <table className={styles['table']}>
      <caption>{texts.caption(currency)}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.day}</th>
          <th scope="col">{texts.given}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.date}>
            <th scope="row">{formats.dayOf(day.date)}</th>
            <td>{formats.money(day.given)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
