import type { LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEarlyInput } from './web/early-input.ts';
import { PlainPage } from './web/plain-page.tsx';
import { useNonce } from './web/nonce.ts';

export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

/** For pages that name none of their own: the error page is one. */
export const meta = () => [{ title: 'Amends' }];

const TYPEFACE = 'https://cdn.shopify.com/static/fonts/inter/v4/styles.css';

export function loader({ context: { amends, visit } }: LoaderFunctionArgs) {
  return {
    apiKey: amends.env.SHOPIFY_API_KEY,
    appBridgeUrl: amends.env.APP_BRIDGE_URL ?? null,
    requestId: visit.requestId,
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const root = useRouteLoaderData<typeof loader>('root');
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* Polaris's own typeface, as in the rest of the admin. Beside the dev store nothing may wait for the internet. */}
        {root?.appBridgeUrl === null && <link rel="stylesheet" href={TYPEFACE} />}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  useEarlyInput();
  return <Outlet />;
}

/** The last resort, outside of the embedded app: no Polaris, no App Bridge, nothing that could fail again. */
export function ErrorBoundary() {
  return (
    <PlainPage title="This did not work">
      <p>There is nothing at this address, or something went wrong on our side. Nothing was changed.</p>
      <p>Open Amends from your Shopify admin, under Apps.</p>
    </PlainPage>
  );
}
