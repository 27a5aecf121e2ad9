import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { ReaderProvider } from '#app/components/reader.tsx';
import { homeTexts as texts } from '#app/i18n/en/home.ts';
import { getHome } from '#app/services/home/get-home.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { Approvals } from './approvals.tsx';
import { Calls } from './calls.tsx';
import { Checking } from './checking.tsx';
import { Differences } from './differences.tsx';
import { FirstDay } from './first-day.tsx';
import { Month } from './month.tsx';
import { NeedsMe } from './needs-me.tsx';
import { Satisfaction } from './satisfaction.tsx';
import { WaitingForRole } from './waiting-for-role.tsx';
import { MailTrouble, Word } from './word.tsx';
import { Week } from './week.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const home = await getHome(visit.ctx);
  return { home, reader: readerOf(visit), role: visit.ctx.actor.role };
}

export default function Home() {
  const { home, reader, role } = useLoaderData<typeof loader>();
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} primaryAction={{ content: texts.log, url: '/app/complaints/new' }}>
        <BlockStack gap="400">
          {home.firstDay && <FirstDay maySetLimits={role === 'owner'} />}
          {home.approvals > 0 && <Approvals count={home.approvals} />}
          {home.calls.waiting > 0 && <Calls calls={home.calls} />}
          <NeedsMe rows={home.needsMe} counts={home.counts} />
          {home.mailTrouble.length > 0 && <MailTrouble mails={home.mailTrouble} />}
          {home.checking.length > 0 && <Checking remedies={home.checking} />}
          {(home.satisfaction.count > 0 || home.satisfaction.waiting.length > 0) && (
            <Satisfaction satisfaction={home.satisfaction} />
          )}
          {home.differences > 0 && <Differences count={home.differences} />}
          {home.waitingForRole.length > 0 && <WaitingForRole people={home.waitingForRole} />}
          <Word {...home.promises} />
          {home.month && <Month month={home.month} />}
          <Week week={home.week} />
        </BlockStack>
      </Page>
    </ReaderProvider>
  );
}
