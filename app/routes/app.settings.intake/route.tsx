import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { BlockStack, Box, Checkbox, InlineStack, Page, Text, TextField } from '@shopify/polaris';
import { z } from 'zod';
import { SectionCard } from '#app/components/section-card.tsx';
import { reasons } from '#app/domain/complaint/complaint.ts';
import { inkOn } from '#app/domain/colour.ts';
import { isColour } from '#app/domain/settings/intake.ts';
import { intakeSettingsTexts as texts } from '#app/i18n/en/intake-settings.ts';
import { getIntakePage } from '#app/services/intake/get-intake-page.server.ts';
import { saveIntake } from '#app/services/intake/save-intake.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { FormTop } from '../app.settings/form-top.tsx';
import { ReasonsCard } from './reasons-card.tsx';
import { useIntakeForm } from './use-intake-form.ts';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  return { page: await getIntakePage(ctx) };
}

const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');
const schema = z.object({
  open: yesNo,
  callbacks: yesNo,
  colour: z.string().trim().toLowerCase().refine(isColour, texts.badColour),
  offered: z
    .string()
    .max(10_000)
    .transform((keys) => keys.split(' ').filter((key) => key !== ''))
    .refine((keys) => reasons.some((reason) => keys.includes(reason)), texts.reasons.missing),
  seen: z.coerce.number().int().min(0),
});

/** Saves how customers report a problem. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const saved = await saveIntake(ctx, parsed.data);
  if (saved.ok) return done({});
  return saved.error.kind === 'not_allowed'
    ? refuse({ status: 403, message: texts.notAllowed }, parsed.values)
    : refuse({ status: 409, message: texts.changedMeanwhile }, parsed.values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function Intake() {
  const { page } = useLoaderData<typeof loader>();
  const form = useIntakeForm(page);
  const { typed, change } = form;
  const fixed = !page.mayChange;
  return (
    <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
      <BlockStack gap="400">
        <FormTop id="intake-bar" form={form} notSaved={texts.notSaved} note={fixed ? texts.readOnly : null} />
        <SectionCard title={texts.open.title}>
          <Text as="p" tone="subdued">
            {texts.open.why}
          </Text>
          <Checkbox
            label={texts.open.on}
            helpText={texts.open.off}
            checked={typed.open}
            disabled={fixed}
            onChange={(open) => change({ open })}
          />
        </SectionCard>
        <ReasonsCard page={page} form={form} />
        <SectionCard title={texts.calls.title}>
          <Text as="p" tone="subdued">
            {texts.calls.why}
          </Text>
          <Checkbox
            label={texts.calls.on}
            checked={typed.callbacks}
            disabled={fixed}
            onChange={(callbacks) => change({ callbacks })}
          />
        </SectionCard>
        <SectionCard title={texts.look.title}>
          <Text as="p" tone="subdued">
            {texts.look.why}
          </Text>
          <InlineStack gap="400" blockAlign="start">
            <Box maxWidth="16rem">
              <TextField
                label={texts.look.colour}
                helpText={texts.look.help}
                autoComplete="off"
                maxLength={7}
                disabled={fixed}
                value={typed.colour}
                onChange={(colour) => change({ colour })}
                error={form.error('colour')}
              />
            </Box>
            <Example colour={typed.colour} />
          </InlineStack>
        </SectionCard>
      </BlockStack>
    </Page>
  );
}

/** A button as customers see it. Nothing while the colour is none. */
function Example({ colour }: { colour: string }) {
  const shown = colour.trim().toLowerCase();
  if (!isColour(shown)) return null;
  const look = { background: shown, color: inkOn(shown), borderRadius: 12, padding: '13px 22px', fontWeight: 650 };
  return (
    <Box paddingBlockStart="500">
      <span style={{ ...look, display: 'inline-block' }}>{texts.look.example}</span>
    </Box>
  );
}
