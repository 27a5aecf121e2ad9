import { Box, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { Overdue } from '#app/components/time.tsx';
import { callsTexts } from '#app/i18n/en/calls.ts';
import type { HomePage } from '#app/services/home-views.ts';

const texts = callsTexts.home;

/** Customers wait to be called. */
export function Calls({ calls: { waiting, overdue } }: Pick<HomePage, 'calls'>) {
  return (
    <Card padding="0">
      <section aria-label={callsTexts.title} data-testid="calls">
        <Box padding="400">
          <InlineStack gap="300" align="space-between" blockAlign="center">
            <InlineStack gap="300" blockAlign="center">
              <Text as="h2" variant="headingSm">
                {texts.title(waiting)}
              </Text>
              {overdue > 0 && <Overdue>{texts.overdue(overdue)}</Overdue>}
            </InlineStack>
            <Link url="/app/calls">{texts.action}</Link>
          </InlineStack>
        </Box>
      </section>
    </Card>
  );
}
