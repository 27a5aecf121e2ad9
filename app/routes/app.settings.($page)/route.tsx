import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Divider, Icon, InlineStack, Page, Text } from '@shopify/polaris';
import { ChevronRightIcon } from '@shopify/polaris-icons';
import { Fragment } from 'react';
import { ReaderProvider } from '#app/components/reader.tsx';
import { settingsTexts as texts } from '#app/i18n/en/settings.ts';
import { getHistory } from '#app/services/limits/get-history.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { notFound } from '#app/web/respond.server.ts';
import { History } from './history.tsx';
import styles from './settings-index.module.css';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

/** `/app/settings`, and its history. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const { ctx } = visit;
  if (params['page'] === undefined) return { owner: ctx.actor.role === 'owner', history: null };
  if (params['page'] !== 'history') throw notFound('Page');
  const before = new URL(request.url).searchParams.get('before');
  const page = await getHistory(ctx, before);
  return { owner: false, history: { page, first: before === null, reader: readerOf(visit) } };
}

export default function Settings() {
  const { owner, history } = useLoaderData<typeof loader>();
  if (history === null) return <Index owner={owner} />;
  return (
    <ReaderProvider reader={history.reader}>
      <History page={history.page} first={history.first} />
    </ReaderProvider>
  );
}

/** What can be set, each with a line that says what for. */
function Index({ owner }: { owner: boolean }) {
  return (
    <Page title={texts.title}>
      <BlockStack gap="400">
        {!owner && (
          <Text as="p" tone="subdued">
            {texts.readOnly}
          </Text>
        )}
        <Card padding="0">
          <ul className={styles['list']}>
            {texts.index.map(({ title, text, url }, index) => (
              <Fragment key={url}>
                {index > 0 && (
                  <li aria-hidden>
                    <Divider />
                  </li>
                )}
                <li>
                  <Link to={url} className={styles['entry']}>
                    <InlineStack align="space-between" blockAlign="center" gap="400" wrap={false}>
                      <BlockStack>
                        <Text as="span" variant="headingSm">
                          {title}
                        </Text>
                        <Text as="span" tone="subdued">
                          {text}
                        </Text>
                      </BlockStack>
                      <span className={styles['go']}>
                        <Icon source={ChevronRightIcon} tone="subdued" />
                      </span>
                    </InlineStack>
                  </Link>
                </li>
              </Fragment>
            ))}
          </ul>
        </Card>
      </BlockStack>
    </Page>
  );
}
