import { BlockStack, Box, Text } from '@shopify/polaris';
import type { Language } from '#app/domain/language.ts';
import type { ToneFinding } from '#app/domain/messages/tone/check-tone.ts';
import { betterWords } from '#app/i18n/customer/better.ts';
import { toneTexts, toneWords } from '#app/i18n/en/tone.ts';

type Props = {
  findings: readonly ToneFinding[];
  language: Language;
  /** What is said when nothing was found. */
  calm: string;
  /** A written day that a promise could name. */
  by?: string;
};

/** What a customer may take amiss: the words, why, and what could stand there. One entry a kind. */
export function ToneFindings({ findings, language, calm, by = '…' }: Props) {
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  return (
    <div role="status" data-testid="tone">
      {kinds.length === 0 ? (
        <Text as="p" tone="subdued">
          {calm}
        </Text>
      ) : (
        <BlockStack gap="200">
          {kinds.map((kind) => {
            const words = [...new Set(findings.filter((each) => each.kind === kind).map((each) => each.words))];
            const instead = betterWords[language][kind]?.(by);
            return (
              <Box key={kind} padding="300" background="bg-surface-caution" borderRadius="200">
                <BlockStack gap="100">
                  <Text as="p" fontWeight="semibold">
                    {[toneTexts[kind].title, ...words.filter((each) => each !== '').map(toneWords.said)].join(' · ')}
                  </Text>
                  <Text as="p">
                    {toneTexts[kind].why} {toneTexts[kind].better}
                  </Text>
                  {instead !== undefined && (
                    <Text as="p" tone="subdued">
                      <span lang={language}>{toneWords.instead(instead)}</span>
                    </Text>
                  )}
                </BlockStack>
              </Box>
            );
          })}
        </BlockStack>
      )}
    </div>
  );
}
