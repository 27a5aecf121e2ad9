import { Box, Card, Divider, InlineStack, Link, Text } from '@shopify/polaris';
import { ComplaintTable } from '#app/components/complaint-table.tsx';
import { Empty } from '#app/components/calm.tsx';
import { Overdue } from '#app/components/time.tsx';
import { homeTexts } from '#app/i18n/en/home.ts';
import type { HomePage } from '#app/services/home-views.ts';

const texts = homeTexts.needsMe;

/** The first question of the page: what must I do now? */
export function NeedsMe({ rows, counts }: { rows: HomePage['needsMe']; counts: HomePage['counts'] }) {
  return (
    <Card padding="0">
      <section aria-label={texts.title} data-testid="needs-me">
        <Box padding="400">
          <InlineStack gap="400" align="space-between" blockAlign="center">
            <Text as="h2" variant="headingSm">
              {texts.title}
            </Text>
            <InlineStack gap="400" align="start">
              {counts.overdue > 0 && (
                <Overdue>
                  <Link url="/app/complaints?due=overdue" monochrome>
                    {texts.overdue(counts.overdue)}
                  </Link>
                </Overdue>
              )}
              {counts.dueToday > 0 && (
                <Link url="/app/complaints?due=today" monochrome>
                  {texts.dueToday(counts.dueToday)}
                </Link>
              )}
              {counts.unanswered > 0 && (
                <Link url="/app/complaints?due=unanswered" monochrome>
                  {texts.unanswered(counts.unanswered)}
                </Link>
              )}
              {counts.open > 0 && (
                <Link url="/app/complaints?state=open" monochrome>
                  {texts.open(counts.open)}
                </Link>
              )}
            </InlineStack>
          </InlineStack>
        </Box>
        <Divider />
        {rows.length > 0 ? (
          <ComplaintTable rows={rows} label={texts.label} />
        ) : (
          <Empty title={texts.calm}>
            {texts.calmMore(counts.open)} {counts.open > 0 && <Link url="/app/complaints">{texts.all}</Link>}
          </Empty>
        )}
      </section>
    </Card>
  );
}
