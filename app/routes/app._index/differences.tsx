import { Box, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { differencesTexts as texts } from '#app/i18n/en/differences.ts';

/** A calm line: something is written down otherwise than Shopify has it, and somebody should look. */
export function Differences({ count }: { count: number }) {
  return (
    <Card padding="0">
      <section aria-label={texts.title} data-testid="differences">
        <Box padding="400">
          <InlineStack gap="300" align="space-between" blockAlign="center">
            <Text as="p">{texts.home(count)}</Text>
            <Link url="/app/differences">{texts.homeLink}</Link>
          </InlineStack>
        </Box>
      </section>
    </Card>
  );
}
