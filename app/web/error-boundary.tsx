import { isRouteErrorResponse, useRevalidator, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { pageTexts as texts, troubleByStatus, unexpectedTrouble } from '#app/i18n/en/page.ts';
import type { PageTrouble } from '#app/i18n/en/page.ts';
import type { loader as rootLoader } from '../root.tsx';

/**
 * `export { ErrorBoundary } from '#app/web/error-boundary.tsx'` in a page: shows what happened and what to do in place of
 * the page, inside the app's frame. Answers of Shopify's library pass through untouched.
 */
export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  if (isLibraryPage(error)) return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  const { title, message, passing } = troubleOf(error);
  return (
    <Page title={title} backAction={{ content: texts.home, url: '/app' }} narrowWidth>
      <BlockStack gap="400">
        <Card>
          <div role="alert">
            <BlockStack gap="300">
              <Text as="p">{message}</Text>
              {passing && <TryAgain />}
            </BlockStack>
          </div>
        </Card>
        {passing && root !== undefined && (
          <Text as="p" tone="subdued">
            {texts.support(root.requestId)}
          </Text>
        )}
      </BlockStack>
    </Page>
  );
}

/** Reads the page anew where it is: what was typed before is kept in the tab, and comes back with it. */
function TryAgain() {
  const { revalidate, state } = useRevalidator();
  return (
    <InlineStack>
      <Button variant="primary" onClick={revalidate} loading={state === 'loading'}>
        {texts.tryAgain}
      </Button>
    </InlineStack>
  );
}

/** The bounce page and its like: HTML that the library throws, meant for the browser and not for a person. */
function isLibraryPage(error: unknown): error is { data: string } {
  return isRouteErrorResponse(error) && typeof error.data === 'string' && error.data.includes('data-api-key=');
}

function troubleOf(error: unknown): PageTrouble {
  if (!isRouteErrorResponse(error)) return unexpectedTrouble;
  const told: unknown = error.data;
  if (typeof told === 'object' && told !== null && 'title' in told && 'message' in told) {
    return { title: String(told.title), message: String(told.message), passing: error.status >= 500 };
  }
  return troubleByStatus[error.status] ?? unexpectedTrouble;
}
