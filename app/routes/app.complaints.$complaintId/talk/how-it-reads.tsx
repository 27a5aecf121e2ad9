import { BlockStack, Box, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { ToneFindings } from '#app/components/tone-findings.tsx';
import type { ToneFinding } from '#app/domain/messages/tone/check-tone.ts';
import type { SpokenPromise } from '#app/domain/messages/tone/promises.ts';
import type { Day } from '#app/domain/shop-day.ts';
import { startTexts, toneWords as texts } from '#app/i18n/en/tone.ts';
import type { WritingHelp } from '#app/services/messages/writing-help.server.ts';

type ToneProps = {
  findings: readonly ToneFinding[];
  help: WritingHelp;
  why: string;
  onWhy: (why: string) => void;
  error: string | undefined;
};

/** What the customer may take amiss, before it is sent; whoever sends it all the same says why. */
export function HowItReads({ findings, help, why, onWhy, error }: ToneProps) {
  return (
    <BlockStack gap="300">
      <ToneFindings findings={findings} language={help.language} calm={texts.calm} by={help.by} />
      {findings.length > 0 && (
        <TextField
          label={texts.why}
          autoComplete="off"
          maxLength={300}
          helpText={texts.whyHelp}
          value={why}
          onChange={onWhy}
          {...(error !== undefined && { error })}
        />
      )}
    </BlockStack>
  );
}

type PromiseProps = {
  promises: readonly SpokenPromise[];
  /** The day until which something is watched already; '' = nothing is. */
  watched: string;
  onWatch: (what: string, day: Day) => void;
};

/** What the text promises, as it was understood, with the way to have it watched. */
export function PromisesSeen({ promises, watched, onWatch }: PromiseProps) {
  const { dayOf } = useFormats();
  if (promises.length === 0) return null;
  return (
    <section aria-label={startTexts.promised}>
      <BlockStack gap="200">
        <Text as="h3" fontWeight="semibold">
          {startTexts.promised}
        </Text>
        {promises.map(({ from, what, due }) => (
          <Box key={from} padding="200" background="bg-surface-secondary" borderRadius="200">
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <Text as="p">{what}</Text>
              {due === null ? (
                <Text as="p" tone="subdued">
                  {startTexts.noDay}
                </Text>
              ) : due === watched ? (
                <Text as="p" tone="subdued">
                  {startTexts.watched}
                </Text>
              ) : (
                <Button variant="plain" onClick={() => onWatch(what, due)}>
                  {startTexts.watch(dayOf(due))}
                </Button>
              )}
            </InlineStack>
          </Box>
        ))}
      </BlockStack>
    </section>
  );
}
