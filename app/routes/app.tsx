import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useRouteLoaderData } from '@remix-run/react';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import type { ReactNode } from 'react';
import type { loader as rootLoader } from '#app/root.tsx';
import { requireStaff } from '#app/web/context.server.ts';
import { ErrorBoundary as PageErrorBoundary } from '#app/web/error-boundary.tsx';

export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: polarisStyles }];

/** The frame of every screen. What a screen shows is its own loader's business. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx, locale, shop } = await requireStaff(request, context);
  return { staff: { name: ctx.actor.name, role: ctx.actor.role }, locale, shop };
}

/** Shopify's library answers by headers as well; without this they would be lost on the way through Remix. */
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);

export default function App() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  return (
    <Frame>
      <PageErrorBoundary />
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof rootLoader>('root');
  const script = root?.appBridgeUrl ?? null;
  return (
    <AppProvider
      isEmbeddedApp={root !== undefined}
      apiKey={root?.apiKey ?? ''}
      {...(script !== null && { __APP_BRIDGE_URL: script })}
    >
      <ui-nav-menu>
        <a href="/app" rel="home">
          Home
        </a>
        <a href="/app/complaints">Complaints</a>
        <a href="/app/approvals">Approvals</a>
        <a href="/app/settings">Settings</a>
      </ui-nav-menu>
      <main>{children}</main>
    </AppProvider>
  );
}
