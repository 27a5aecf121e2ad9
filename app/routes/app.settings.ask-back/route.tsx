import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { BlockStack, Box, Checkbox, Page, Text, TextField } from '@shopify/polaris';
import { z } from 'zod';
import { SectionCard } from '#app/components/section-card.tsx';
import { askBackArea, mostAskDays, readReviewLink } from '#app/domain/settings/ask-back.ts';
import { askBackSettingsTexts as texts } from '#app/i18n/en/ask-back.ts';
import { getAskBackPage, type AskBackPage } from '#app/services/ask-back/get-ask-back-page.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { useAskBackForm, type AskBackForm } from './use-ask-back-form.ts';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';
import { FormTop } from '../app.settings/form-top.tsx';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  return { page: await getAskBackPage(ctx) };
}

const days = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, texts.badDays)
  .transform(Number)
  .refine((count) => count >= 1 && count <= mostAskDays, texts.badDays);
const schema = z.object({
  surveyOn: z.enum(['true', 'false']),
  surveyDays: days,
  checkInOn: z.enum(['true', 'false']),
  checkInDays: days,
  reviewLink: z.string().transform((text, check) => {
    const link = readReviewLink(text);
    if (link === null) check.addIssue({ code: 'custom', message: texts.badLink });
    return link ?? '';
  }),
  seen: z.coerce.number().int().min(0),
});

/** Saves what customers are asked. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const { surveyOn, surveyDays, checkInOn, checkInDays, reviewLink, seen } = parsed.data;
  const value = {
    survey: { on: surveyOn === 'true', afterDays: surveyDays },
    checkIn: { on: checkInOn === 'true', afterDays: checkInDays },
    reviewLink,
  };
  const saved = await saveSettings(ctx, askBackArea, { value, seen });
  if (saved.ok) return done({});
  return saved.error.kind === 'not_allowed'
    ? refuse({ status: 403, message: texts.notAllowed }, parsed.values)
    : refuse({ status: 409, message: texts.changedMeanwhile }, parsed.values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function AskBack() {
  const { page } = useLoaderData<typeof loader>();
  const form = useAskBackForm(page);
  return (
    <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
      <BlockStack gap="400">
        <FormTop
          id="ask-back-bar"
          form={form}
          notSaved={texts.notSaved}
          note={page.mayChange ? null : texts.readOnly}
        />
        <QuestionCard name="survey" form={form} page={page} />
        <QuestionCard name="checkIn" form={form} page={page} />
        <SectionCard title={texts.review.title}>
          <Text as="p" tone="subdued">
            {texts.review.why}
          </Text>
          <TextField
            label={texts.review.link}
            type="url"
            autoComplete="off"
            disabled={!page.mayChange}
            helpText={texts.review.help}
            value={form.typed.reviewLink}
            onChange={(reviewLink) => form.change({ reviewLink })}
            error={form.error('reviewLink')}
          />
        </SectionCard>
      </BlockStack>
    </Page>
  );
}

function QuestionCard({
  name,
  form,
  page: { mayChange },
}: {
  name: 'survey' | 'checkIn';
  form: AskBackForm;
  page: AskBackPage;
}) {
  const words = texts[name];
  const [onField, daysField] = [`${name}On`, `${name}Days`] as const;
  return (
    <SectionCard title={words.title}>
      <Text as="p" tone="subdued">
        {words.why}
      </Text>
      <Checkbox
        label={words.on}
        disabled={!mayChange}
        checked={form.typed[onField]}
        onChange={(on) => form.change({ [onField]: on })}
      />
      {form.typed[onField] && (
        <Box maxWidth="14rem">
          <TextField
            label={words.days}
            inputMode="numeric"
            autoComplete="off"
            disabled={!mayChange}
            value={form.typed[daysField]}
            onChange={(typed) => form.change({ [daysField]: typed })}
            error={form.error(daysField)}
          />
        </Box>
      )}
    </SectionCard>
  );
}
