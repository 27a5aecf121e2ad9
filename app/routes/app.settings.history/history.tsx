import { BlockStack, Button, Card, Divider, InlineStack, List, Page, Text } from '@shopify/polaris';
import { Fragment } from 'react';
import { useFormats } from '#app/components/reader.tsx';
import { changeSaid } from '#app/i18n/en/rules.ts';
import { eventSaid, historyTexts as texts } from '#app/i18n/en/settings-history.ts';
import type { HistoryPage } from '#app/services/views.ts';

/** Everything that was changed in the settings, newest first. @param first whether this is the newest page */
export function History({ page, first }: { page: HistoryPage; first: boolean }) {
  return (
    <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
      <Card>
        <section aria-label={texts.list}>
          <BlockStack gap="400">
            {page.rows.map((row, index) => (
              <Fragment key={row.key}>
                {index > 0 && <Divider />}
                <Entry row={row} page={page} />
              </Fragment>
            ))}
            {(page.next !== null || !first) && (
              <InlineStack gap="200">
                {!first && <Button url="/app/settings/history">{texts.newest}</Button>}
                {page.next !== null && (
                  <Button url={`/app/settings/history?before=${encodeURIComponent(page.next)}`}>{texts.older}</Button>
                )}
              </InlineStack>
            )}
          </BlockStack>
        </section>
      </Card>
    </Page>
  );
}

function Entry({ row: { at, by, what }, page }: { row: HistoryPage['rows'][number]; page: HistoryPage }) {
  const { money, date, dateTime } = useFormats();
  const nameOf = (userId: string) =>
    page.people.find((person) => person.userId === userId)?.name ?? texts.unknown(userId);
  // The end of a day away belongs to the next one.
  const lastDay = (iso: string) => date(new Date(Date.parse(iso) - 60_000).toISOString());
  const event = what.kind === 'event' ? eventSaid(what.event, lastDay) : null;
  const firstDay = what.kind === 'rules' && what.changes.length === 0;
  return (
    <BlockStack gap="100">
      <Text as="h3" fontWeight="medium">
        {event?.title ?? (firstDay ? texts.firstDay : texts.rules)}
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        <time dateTime={at}>{dateTime(at)}</time> {texts.by(by)}
      </Text>
      {event && <Text as="p">{event.text}</Text>}
      {what.kind === 'rules' && !firstDay && (
        <>
          <List>
            {what.changes.map((change) => (
              <List.Item key={change.path.join('.')}>
                {changeSaid(change, { print: money, currency: page.currency, nameOf })}
              </List.Item>
            ))}
          </List>
          <Text as="p">{texts.because(what.why)}</Text>
          {what.startsAt > at && <Text as="p">{texts.starts(dateTime(what.startsAt))}</Text>}
          {what.withdrawn && <Text as="p">{texts.withdrawn}</Text>}
        </>
      )}
    </BlockStack>
  );
}
