import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Divider, Icon, InlineStack, Page, Text } from '@shopify/polaris';
import { ChevronRightIcon } from '@shopify/polaris-icons';
import { Fragment } from 'react';
import { settingsIndex, settingsTexts as texts } from '#app/i18n/en/settings.ts';
import { requireStaff } from '#app/web/context.server.ts';
import styles from './settings-index.module.css';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  return { owner: ctx.actor.role === 'owner', index: settingsIndex };
}

/** What can be set, each with a line that says what for. */
export default function Settings() {
  const { owner, index: entries } = useLoaderData<typeof loader>();
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
            {entries.map(({ title, text, url }, index) => (
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
