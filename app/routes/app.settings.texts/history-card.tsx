import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { messageTexts as texts } from '#app/i18n/en/message-texts.ts';
import type { TextsPage } from '#app/services/messages/get-texts-page.server.ts';
import type { TextForm } from './use-text-form.ts';

/** Who changed this text and when; an earlier one can be put back into the form. */
export function HistoryCard({ page, form }: { page: TextsPage; form: TextForm }) {
  const { dateTime } = useFormats();
  return (
    <SectionCard title={texts.history} testId="text-history">
      {page.history.length === 0 ? (
        <Text as="p" tone="subdued">
          {texts.noHistory}
        </Text>
      ) : (
        <BlockStack gap="200">
          {page.history.map(({ version, by, at, text }) => {
            const when = dateTime(at);
            return (
              <InlineStack key={version} align="space-between" blockAlign="center" gap="200">
                <Text as="p">{text ? texts.changed(by, when) : texts.wentBack(by, when)}</Text>
                {text && page.mayChange && version !== page.version && (
                  <Button variant="plain" accessibilityLabel={texts.useThat(when)} onClick={() => form.change(text)}>
                    {texts.use}
                  </Button>
                )}
              </InlineStack>
            );
          })}
        </BlockStack>
      )}
    </SectionCard>
  );
}
