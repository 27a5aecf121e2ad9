import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';
import { Card, Page } from '@shopify/polaris';
import { ComplaintTable } from '#app/components/complaint-table.tsx';
import { Empty } from '#app/components/calm.tsx';
import { ReaderProvider } from '#app/components/reader.tsx';
import { complaintsTexts as texts } from '#app/i18n/en/complaints.ts';
import { listComplaints } from '#app/services/complaints/list-complaints.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { Filters } from './filters.tsx';
import { NothingHere } from './nothing-here.tsx';
import { Pages } from './pages.tsx';
import { isNarrowed, readQuery } from './query.ts';
import { useListKeys } from './use-list-keys.ts';
import { useSlow } from '#app/components/use-slow.ts';
import { Views } from './views.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const query = readQuery(new URL(request.url).searchParams);
  const page = await listComplaints(visit.ctx, query);
  return { page, narrowed: isNarrowed(query), reader: readerOf(visit) };
}

export default function Complaints() {
  const { page, narrowed, reader } = useLoaderData<typeof loader>();
  const navigation = useNavigation();
  const [params] = useSearchParams();
  const fetching = navigation.state === 'loading' && navigation.location.pathname === '/app/complaints';
  const waiting = useSlow(fetching);
  // Nothing to look through, so nothing to look through it with.
  const neverLogged = page.rows.length === 0 && !narrowed && page.previous === null;
  useListKeys();
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} primaryAction={{ content: texts.log, url: '/app/complaints/new' }}>
        {neverLogged ? (
          <Card>
            <Empty title={texts.emptyShop.title}>{texts.emptyShop.text}</Empty>
          </Card>
        ) : (
          <Card padding="0">
            <Views params={params} />
            <Filters params={params} people={page.people} />
            {page.rows.length > 0 ? (
              <ComplaintTable rows={page.rows} label={texts.list} waiting={waiting} />
            ) : (
              <NothingHere params={params} />
            )}
            <Pages next={page.next} previous={page.previous} params={params} />
          </Card>
        )}
      </Page>
    </ReaderProvider>
  );
}
