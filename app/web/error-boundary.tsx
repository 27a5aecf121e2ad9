import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Card, Page, Text } from '@shopify/polaris';
import type { loader as rootLoader } from '../root.tsx';

/**
 * `export { ErrorBoundary } from '#app/web/error-boundary.tsx'` in a page: shows what happened and what to do in place of
 * the page, inside the app's frame. Answers of Shopify's library pass through untouched.
 */
export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  if (isLibraryPage(error)) return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  const { title, message, calm } = describe(error);
  return (
    <Page title={title} backAction={{ content: 'Home', url: '/app' }} narrowWidth>
      <BlockStack gap="400">
        {calm ? (
          <Card>
            <Text as="p">{message}</Text>
          </Card>
        ) : (
          <Banner tone="critical" title="Nothing was lost">
            <p>{message}</p>
          </Banner>
        )}
        {!calm && root !== undefined && (
          <Text as="p" tone="subdued">
            If it keeps happening, tell support this number: {root.requestId}
          </Text>
        )}
      </BlockStack>
    </Page>
  );
}

/** The bounce page and its like: HTML that the library throws, meant for the browser and not for a person. */
function isLibraryPage(error: unknown): error is { data: string } {
  return isRouteErrorResponse(error) && typeof error.data === 'string' && error.data.includes('data-api-key=');
}

function describe(error: unknown): { title: string; message: string; calm: boolean } {
  if (!isRouteErrorResponse(error)) return unexpected;
  const told: unknown = error.data;
  if (typeof told === 'object' && told !== null && 'title' in told && 'message' in told) {
    return { title: String(told.title), message: String(told.message), calm: error.status < 500 };
  }
  return byStatus[error.status] ?? unexpected;
}

const unexpected = {
  title: 'Something went wrong',
  message: 'This is our fault, not yours. Load the page again; what you had saved is still there.',
  calm: false,
};

const byStatus: Record<number, { title: string; message: string; calm: boolean }> = {
  401: { title: 'Your session has ended', message: 'Load the page again to go on.', calm: true },
  403: {
    title: 'You have no access to this yet',
    message: 'The owner of the shop can give it to you in Settings.',
    calm: true,
  },
  404: { title: 'Not found', message: 'There is nothing at this address. Choose from the menu.', calm: true },
  413: { title: 'Too large', message: 'That was more than a form can hold. Shorten it and send it again.', calm: true },
  503: { title: 'Shopify does not answer', message: 'Nothing was changed. Try again in a minute.', calm: false },
};
