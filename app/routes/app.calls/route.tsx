import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Box, Card, Divider, InlineStack, Link, Page, Text } from '@shopify/polaris';
import { Fragment } from 'react';
import { Empty } from '#app/components/calm.tsx';
import { Overdue } from '#app/components/time.tsx';
import { callsTexts as texts } from '#app/i18n/en/calls.ts';
import { languageNames } from '#app/i18n/en/messages.ts';
import { complaintNumber, guest, reasonWords } from '#app/i18n/en/words.ts';
import { listCalls } from '#app/services/calls/list-calls.server.ts';
import type { CallRow } from '#app/services/call-views.ts';
import { requireStaff } from '#app/web/context.server.ts';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  return { page: await listCalls(ctx) };
}

/** Who waits to be called, soonest first: a list that can be finished. */
export default function Calls() {
  const { page } = useLoaderData<typeof loader>();
  const { rows, many } = page;
  return (
    <Page title={texts.title} backAction={{ content: texts.back, url: '/app' }}>
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <Text as="p" tone="subdued">
            {texts.why} {many > rows.length && texts.more(rows.length, many)}
          </Text>
        </Box>
        <Card padding="0">
          {rows.length === 0 ? (
            <Empty title={texts.empty.title}>{texts.empty.text}</Empty>
          ) : (
            <section aria-label={texts.list}>
              {rows.map((row, index) => (
                <Fragment key={row.complaintId}>
                  {index > 0 && <Divider />}
                  <Row row={row} />
                </Fragment>
              ))}
            </section>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}

function Row({ row }: { row: CallRow }) {
  const more = [
    row.phone,
    `${reasonWords[row.reason]}, ${row.orderName}`,
    texts.speaks(languageNames[row.language]),
    row.assignee ? texts.with(row.assignee.name) : texts.nobody,
    ...(row.tries > 0 ? [texts.tries(row.tries)] : []),
  ];
  return (
    <div data-testid="call">
      <Box padding="400">
        <BlockStack gap="100">
          <InlineStack gap="200" align="space-between">
            <Text as="h2" variant="headingSm">
              <Link url={`/app/complaints/${row.complaintId}/call`} monochrome removeUnderline>
                {texts.open(row.customerName ?? guest, complaintNumber(row.number))}
              </Link>
            </Text>
            {row.overdue && <Overdue>{texts.overdue}</Overdue>}
          </InlineStack>
          <Text as="p">
            {row.when}
            {row.whenForThem !== null && (
              <Text as="span" tone="subdued">
                {' '}
                ({texts.theirTime(row.whenForThem)})
              </Text>
            )}
          </Text>
          <Text as="p" tone="subdued" breakWord>
            {more.join(' · ')}
          </Text>
        </BlockStack>
      </Box>
    </div>
  );
}
