import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Box, Card, Page, Text } from '@shopify/polaris';
import { Empty } from '#app/components/calm.tsx';
import { ReaderProvider } from '#app/components/reader.tsx';
import { differencesTexts as texts } from '#app/i18n/en/differences.ts';
import { listDifferences } from '#app/services/reconciliation/list-differences.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { DifferenceList } from './difference-list.tsx';
import { Pages } from './pages.tsx';
import { readQuery } from './query.ts';
import { Views } from './views.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const page = await listDifferences(visit.ctx, readQuery(new URL(request.url).searchParams));
  return { page, reader: readerOf(visit), userId: visit.ctx.actor.userId };
}

/** What was written down otherwise than Shopify has it, and who sees to it. */
export default function Differences() {
  const { page, reader, userId } = useLoaderData<typeof loader>();
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
        <BlockStack gap="400">
          <Box paddingInline={{ xs: '400', sm: '0' }}>
            <Text as="p" tone="subdued">
              {texts.why} {!page.mayAct && texts.readOnly}
            </Text>
          </Box>
          <Card padding="0">
            <Views view={page.view} counts={page.counts} />
            {page.rows.length > 0 ? (
              <DifferenceList rows={page.rows} mayAct={page.mayAct} userId={userId} />
            ) : (
              <Empty title={texts.empty[page.view].title}>{texts.empty[page.view].text}</Empty>
            )}
            {(page.next ?? page.previous) !== null && <Pages {...page} />}
          </Card>
        </BlockStack>
      </Page>
    </ReaderProvider>
  );
}
