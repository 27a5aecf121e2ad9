import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Box, Card, Divider, InlineStack, Link, Page, Text } from '@shopify/polaris';
import { Fragment } from 'react';
import { Empty } from '#app/components/calm.tsx';
import { ReaderProvider, useFormats } from '#app/components/reader.tsx';
import { Time } from '#app/components/time.tsx';
import { approvalsTexts as texts } from '#app/i18n/en/approvals.ts';
import { notHersSaid } from '#app/i18n/en/limits.ts';
import { complaintNumber, reasonWords, remediesWords } from '#app/i18n/en/words.ts';
import { listApprovals } from '#app/services/approvals/read-approvals.server.ts';
import type { ApprovalView } from '#app/services/approval-views.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  return { page: await listApprovals(visit.ctx), reader: readerOf(visit) };
}

/** What waits for somebody's yes: a list that can be finished. */
export default function Approvals() {
  const { page, reader } = useLoaderData<typeof loader>();
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} backAction={{ content: texts.back, url: '/app' }}>
        <BlockStack gap="400">
          <Box paddingInline={{ xs: '400', sm: '0' }}>
            <Text as="p" tone="subdued">
              {texts.why} {!page.mayApprove && texts.readOnly}
            </Text>
          </Box>
          <Card padding="0">
            {page.rows.length === 0 ? (
              <Empty title={texts.empty.title}>{texts.empty.text}</Empty>
            ) : (
              <section aria-label={texts.list}>
                {page.rows.map((row, index) => (
                  <Fragment key={row.id}>
                    {index > 0 && <Divider />}
                    <Row row={row} />
                  </Fragment>
                ))}
              </section>
            )}
          </Card>
        </BlockStack>
      </Page>
    </ReaderProvider>
  );
}

function Row({ row }: { row: ApprovalView }) {
  const { money } = useFormats();
  const { complaint } = row;
  return (
    <div data-testid="approval">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            <Link url={`/app/approvals/${row.id}`} monochrome removeUnderline>
              {texts.asks(row.askedBy.name, remediesWords(row.remedies), money(row.amount))}
            </Link>
          </Text>
          <Text as="p">{notHersSaid(row.decision, money)}</Text>
          {row.people === 2 && <Text as="p">{texts.two(row.saidYes.length)}</Text>}
          <InlineStack gap="300">
            <Text as="span" tone="subdued">
              {texts.complaint(complaintNumber(complaint.number), reasonWords[complaint.reason])}
            </Text>
            <Text as="span" tone="subdued">
              {texts.answerBy} <Time at={row.dueAt} />
            </Text>
          </InlineStack>
        </BlockStack>
      </Box>
    </div>
  );
}
