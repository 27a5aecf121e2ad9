import { Box, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { approvalsTexts } from '#app/i18n/en/approvals.ts';

const texts = approvalsTexts.home;

/** Somebody waits for this person's yes or no. */
export function Approvals({ count }: { count: number }) {
  return (
    <Card padding="0">
      <section aria-label={approvalsTexts.title} data-testid="approvals">
        <Box padding="400">
          <InlineStack gap="300" align="space-between" blockAlign="center">
            <Text as="h2" variant="headingSm">
              {texts.title(count)}
            </Text>
            <Link url="/app/approvals">{texts.action}</Link>
          </InlineStack>
        </Box>
      </section>
    </Card>
  );
}
