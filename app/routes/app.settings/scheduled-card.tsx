import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, InlineStack, List, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import { changeSaid } from '#app/i18n/en/rules.ts';
import type { Speaker } from '#app/i18n/en/rules.ts';
import type { PolicyPage } from '#app/services/views.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../app.settings.limits/route.tsx';

const texts = limitsTexts.scheduled;

type Props = { scheduled: NonNullable<PolicyPage['scheduled']>; speaker: Speaker; mayChange: boolean };

/** The change that waits to start, in words, and the way to take it back. */
export function ScheduledCard({ scheduled: { version, startsAt, by, why, changes }, speaker, mayChange }: Props) {
  const fetcher = useFetcher<typeof action>({ key: 'withdraw' });
  const { dateTime } = useFormats();
  const problem = fetcher.data && !fetcher.data.ok ? fetcher.data.message : null;
  return (
    <SectionCard title={texts.title} testId="scheduled">
      <BlockStack gap="300">
        <Text as="p">{texts.says(by, dateTime(startsAt))}</Text>
        <List>
          {changes.map((change) => (
            <List.Item key={change.path.join('.')}>{changeSaid(change, speaker)}</List.Item>
          ))}
        </List>
        <Text as="p">{texts.because(why)}</Text>
        <Text as="p" tone="subdued">
          {texts.until}
        </Text>
        {problem && <Beside>{problem}</Beside>}
        {mayChange && (
          <InlineStack>
            <fetcher.Form method="post" action="/app/settings/limits">
              <input type="hidden" name="intent" value="withdraw" />
              <input type="hidden" name="version" value={version} />
              <Button submit loading={fetcher.state !== 'idle'}>
                {texts.takeBack}
              </Button>
            </fetcher.Form>
          </InlineStack>
        )}
      </BlockStack>
    </SectionCard>
  );
}

/** Says "taken back" on the page that no longer shows the change. */
export function useTakenBack(): void {
  const { data } = useFetcher<typeof action>({ key: 'withdraw' });
  const told = useRef(data);
  useEffect(() => {
    if (data?.ok && told.current !== data) tellDone(limitsTexts.takenBack);
    told.current = data;
  }, [data]);
}
