import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { BlockStack, InlineGrid, Page } from '@shopify/polaris';
import { z } from 'zod';
import { ReaderProvider } from '#app/components/reader.tsx';
import { languages } from '#app/domain/language.ts';
import { isTopic, type Topic } from '#app/domain/messages/topics.ts';
import { messageTexts as texts, templateProblem } from '#app/i18n/en/message-texts.ts';
import { getTextsPage } from '#app/services/messages/get-texts-page.server.ts';
import { saveText } from '#app/services/messages/save-text.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { ChooseCard } from './choose-card.tsx';
import { EditorCard } from './editor-card.tsx';
import { HistoryCard } from './history-card.tsx';
import { PreviewCard } from './preview-card.tsx';
import { useTextForm } from './use-text-form.ts';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
import { FormTop } from '../app.settings/form-top.tsx';

export const meta = () => [{ title: texts.title }];

const firstTopic: Topic = 'where_is_my_order';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const asked = new URL(request.url).searchParams;
  const topic = asked.get('topic') ?? '';
  const language = languages.find((each) => each === asked.get('language')) ?? 'en';
  const page = await getTextsPage(visit.ctx, { topic: isTopic(topic) ? topic : firstTopic, language });
  return { page, reader: readerOf(visit) };
}

const key = {
  topic: z.string().refine(isTopic),
  language: z.enum(languages),
  seen: z.coerce.number().int().min(0),
};
const schema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('save'), ...key, subject: z.string().trim(), body: z.string().trim() }),
  z.object({ do: z.literal('reset'), ...key }),
]);

/** Saves a text of the shop's own, or goes back to ours. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const { data } = parsed;
  const ours = data.do === 'reset';
  // A browser sends the lines of a form with both of their ends.
  const text = ours ? null : { subject: data.subject, body: data.body.replace(/\r\n/g, '\n') };
  const saved = await saveText(ctx, { topic: data.topic, language: data.language, seen: data.seen, text });
  if (saved.ok) return done({ ours });
  switch (saved.error.kind) {
    case 'not_allowed':
      return refuse({ status: 403, message: texts.notAllowed }, parsed.values);
    case 'changed_meanwhile':
      return refuse({ status: 409, message: texts.changedMeanwhile }, parsed.values);
    case 'not_whole': {
      const fields = Object.fromEntries(saved.error.problems.map((each) => [each.field, templateProblem(each)]));
      return refuse({ status: 422, message: '', fields }, parsed.values);
    }
  }
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function MessageTexts() {
  const { page, reader } = useLoaderData<typeof loader>();
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
        <Texts key={`${page.topic} ${page.language}`} page={page} />
      </Page>
    </ReaderProvider>
  );
}

function Texts({ page }: { page: ReturnType<typeof useLoaderData<typeof loader>>['page'] }) {
  const form = useTextForm(page);
  return (
    <BlockStack gap="400">
      <FormTop id="texts-bar" form={form} notSaved={texts.notSaved} note={page.mayChange ? null : texts.readOnly} />
      <ChooseCard page={page} dirty={form.dirty} />
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <EditorCard page={page} form={form} />
        <PreviewCard page={page} text={form.text} />
      </InlineGrid>
      <HistoryCard page={page} form={form} />
    </BlockStack>
  );
}
