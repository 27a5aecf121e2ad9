import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { PlainPage } from '#app/web/plain-page.tsx';

export const meta: MetaFunction = () => [{ title: 'Amends' }];

/** Shopify opens the app at its bare address; people who know no shop get to read how it is installed. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has('shop')) throw redirect(`/app${search}`);
  return null;
}

export default function Index() {
  return (
    <PlainPage title="Amends">
      <p>Complaints put right inside the Shopify admin: exactly once, never above a limit, always explainable.</p>
      <p>
        Amends opens inside your Shopify admin. If your shop already has it, choose Apps, then Amends. If not, install
        it from the link that you were given or from the Shopify App Store.
      </p>
    </PlainPage>
  );
}
