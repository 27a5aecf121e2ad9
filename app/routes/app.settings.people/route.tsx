import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { useLoaderData } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { ReaderProvider } from '#app/components/reader.tsx';
import { peopleTexts as texts } from '#app/i18n/en/people.ts';
import { getPeople } from '#app/services/limits/get-people.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { SaveBar } from '#app/web/save-bar.tsx';
import { changePerson } from './change-person.server.ts';
import { PeopleCard } from './people-card.tsx';
import { usePeopleForm } from './use-people-form.ts';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  return { page: await getPeople(visit.ctx), reader: readerOf(visit), userId: visit.ctx.actor.userId };
}

export const action = (args: ActionFunctionArgs) => changePerson(args);

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function People() {
  const { page, reader, userId } = useLoaderData<typeof loader>();
  const form = usePeopleForm(page);
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
        <SaveBar id="people-bar" dirty={form.dirty} saving={form.saving} onSave={form.save} onDiscard={form.discard} />
        <PeopleCard page={page} form={form} userId={userId} />
      </Page>
    </ReaderProvider>
  );
}
