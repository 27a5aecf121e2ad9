import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { z } from 'zod';
import { ReaderProvider } from '#app/components/reader.tsx';
import { legalAnswerDeadlines } from '#app/domain/service/legal-answer-deadlines.ts';
import { serviceArea } from '#app/domain/settings/service.ts';
import { readTypedService } from '#app/domain/settings/typed-service.ts';
import { hoursTexts as texts } from '#app/i18n/en/hours.ts';
import { settingsTexts } from '#app/i18n/en/settings.ts';
import { getServicePage } from '#app/services/settings/get-service-page.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { HolidaysCard } from './holidays-card.tsx';
import { HoursCard } from './hours-card.tsx';
import { LegalCard } from './legal-card.tsx';
import { TargetsCard } from './targets-card.tsx';
import { useServiceForm } from './use-service-form.ts';
import { WarningsCard } from './warnings-card.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';
import { FormTop } from '../app.settings/form-top.tsx';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  return { page: await getServicePage(visit.ctx), legal: legalAnswerDeadlines, reader: readerOf(visit) };
}

const typed = z.record(z.string().max(40), z.string().max(2000));

const schema = z.object({
  seen: z.coerce.number().int().nonnegative(),
  typed: z
    .string()
    .max(20_000)
    .transform((text, issues) => {
      const read = typed.safeParse(jsonOf(text));
      if (read.success) return read.data;
      issues.addIssue({ code: 'custom', message: texts.old });
      return z.NEVER;
    }),
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Saves the whole form, or says beside each field what is wrong with it. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm({ fields: { '': texts.old }, values: {} });
  const read = readTypedService(parsed.data.typed);
  if (!read.ok) {
    const fields = Object.entries(read.error).map(([path, problem]) => [path, texts.problems[problem]] as const);
    return refuse({ status: 400, message: texts.check, fields: Object.fromEntries(fields) });
  }
  const saved = await saveSettings(ctx, serviceArea, { value: read.value, seen: parsed.data.seen });
  if (saved.ok) return done({ saved: true });
  return saved.error.kind === 'not_allowed'
    ? refuse({ status: 403, message: texts.notAllowed })
    : refuse({ status: 409, message: texts.changedMeanwhile });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function Hours() {
  const { page, legal, reader } = useLoaderData<typeof loader>();
  const form = useServiceForm(page);
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
        <BlockStack gap="400">
          <FormTop
            id="hours-bar"
            form={form}
            notSaved={texts.notSaved}
            note={page.mayChange ? texts.fromNow : settingsTexts.readOnly}
          />
          <HoursCard form={form} timeZone={page.timeZone} />
          <HolidaysCard form={form} />
          <TargetsCard form={form} name="firstAnswer" />
          <TargetsCard form={form} name="resolve" />
          <WarningsCard form={form} />
          <LegalCard deadlines={legal} />
        </BlockStack>
      </Page>
    </ReaderProvider>
  );
}
