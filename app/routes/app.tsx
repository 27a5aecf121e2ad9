import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import type { ReactNode } from 'react';
import { makeFormats } from '#app/components/formats.ts';
import { stopSaid } from '#app/i18n/en/stop.ts';
import styles from '#app/components/stop-banner.module.css';
import type { loader as rootLoader } from '#app/root.tsx';
import { requireStaff } from '#app/web/context.server.ts';
import { ErrorBoundary as PageErrorBoundary } from '#app/web/error-boundary.tsx';
import { readerOf } from '#app/web/reader.server.ts';

export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: polarisStyles }];

/** The frame of every screen. What a screen shows is its own loader's business. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const { ctx, locale, shop, stop } = visit;
  const stopped = stop && stopSaid(stop, makeFormats(readerOf(visit)));
  return { staff: { name: ctx.actor.name, role: ctx.actor.role }, locale, shop, stopped };
}

/** Shopify's library answers by headers as well; without this they would be lost on the way through Remix. */
export const headers: HeadersFunction = (headersArgs) => boundary.headers(headersArgs);

export default function App() {
  const { stopped } = useLoaderData<typeof loader>();
  return (
    <Frame>
      {stopped && (
        <section className={styles['banner']} aria-label={stopped.title}>
          <h2>{stopped.title}</h2>
          {stopped.said}
        </section>
      )}
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
        <a href="/app/calls">Calls</a>
        <a href="/app/approvals">Approvals</a>
        <a href="/app/settings">Settings</a>
      </ui-nav-menu>
      <main>{children}</main>
    </AppProvider>
  );
}
