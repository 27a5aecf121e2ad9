import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { keptPercent } from '#app/domain/promise/promise.ts';
import { homeTexts } from '#app/i18n/en/home.ts';
import type { HomePage } from '#app/services/home-views.ts';
import styles from './word.module.css';

const texts = homeTexts.word;

/** Whether we keep our word: of the promises whose time came in the last eight weeks, how many were kept. */
export function Word({ weeks, open }: HomePage['promises']) {
  const { day } = useFormats();
  const total = weeks.reduce((sum, { kept, broken }) => ({ kept: sum.kept + kept, broken: sum.broken + broken }), {
    kept: 0,
    broken: 0,
  });
  const percent = keptPercent(total);
  const most = Math.max(1, ...weeks.map(({ kept, broken }) => kept + broken));
  return (
    <SectionCard title={texts.title} testId="word">
      <BlockStack gap="300">
        <InlineStack gap="300" blockAlign="baseline">
          <Text as="p" variant="headingLg">
            {percent === null ? texts.none : texts.kept(percent)}
          </Text>
          <Text as="p" tone="subdued">
            {percent === null ? '' : texts.of(total.kept, total.kept + total.broken)} {texts.open(open)}
          </Text>
        </InlineStack>
        {percent !== null && (
          <table className={styles['weeks']}>
            <caption>{texts.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.week}</th>
                <th scope="col">{texts.keptHead}</th>
                <th scope="col">{texts.brokenHead}</th>
              </tr>
            </thead>
            <tbody>
              {weeks
                .filter(({ kept, broken }) => kept + broken > 0)
                .map(({ week, kept, broken }) => (
                  <tr key={week} className={styles['week']}>
                    <th scope="row">{day(week)}</th>
                    <td className={styles['bars']}>
                      <span
                        aria-hidden
                        className={styles['kept']}
                        style={{ inlineSize: `${String((100 * kept) / most)}%` }}
                      />
                      <span
                        aria-hidden
                        className={styles['broken']}
                        style={{ inlineSize: `${String((100 * broken) / most)}%` }}
                      />
                      <span className={styles['number']}>{kept}</span>
                    </td>
                    <td className={styles['number']}>{broken}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        )}
      </BlockStack>
    </SectionCard>
  );
}

/** Mails to customers and staff that did not arrive. */
export function MailTrouble({ mails }: { mails: HomePage['mailTrouble'] }) {
  const words = homeTexts.mailTrouble;
  return (
    <SectionCard title={words.title} testId="mail-trouble">
      <Text as="p" tone="subdued">
        {words.why}
      </Text>
      <BlockStack gap="200">
        {mails.map(({ id, complaintId, number, to, why, unknown }) => (
          <Text as="p" key={id} breakWord>
            {complaintId !== null && number !== null && (
              <Link url={`/app/complaints/${complaintId}`}>{`C-${String(number)}`}</Link>
            )}{' '}
            {unknown ? words.unknown(to) : words.failed(to)} {why ?? ''}
          </Text>
        ))}
      </BlockStack>
    </SectionCard>
  );
}
