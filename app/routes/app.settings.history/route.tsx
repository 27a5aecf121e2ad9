import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ReaderProvider } from '#app/components/reader.tsx';
import { settingsTexts as texts } from '#app/i18n/en/settings.ts';
import { getHistory } from '#app/services/limits/get-history.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { History as Shown } from './history.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const before = new URL(request.url).searchParams.get('before');
  const page = await getHistory(visit.ctx, before);
  return { page, first: before === null, reader: readerOf(visit) };
}

/** What was changed in the settings, newest first. */
export default function History() {
  const { page, first, reader } = useLoaderData<typeof loader>();
  return (
    <ReaderProvider reader={reader}>
      <Shown page={page} first={first} />
    </ReaderProvider>
  );
}
