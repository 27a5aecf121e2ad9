import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Page, Text } from '@shopify/polaris';
import { ReaderProvider } from '#app/components/reader.tsx';
import { Problem } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { differencesTexts } from '#app/i18n/en/differences.ts';
import { settingsTexts as texts } from '#app/i18n/en/settings.ts';
import { getSettings } from '#app/services/limits/get-settings.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { SaveBar } from '#app/web/save-bar.tsx';
import { LimitsCard } from './limits-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { useSettingsForm } from './use-settings-form.ts';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const settings = await getSettings(visit.ctx);
  return { settings, reader: readerOf(visit), userId: visit.ctx.actor.userId };
}

export default function Settings() {
  const { settings, reader, userId } = useLoaderData<typeof loader>();
  const form = useSettingsForm(settings);
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title}>
        {settings.mayChange && (
          <SaveBar id="settings" dirty={form.dirty} saving={form.saving} onSave={form.save} onDiscard={form.discard} />
        )}
        <BlockStack gap="400">
          {!settings.mayChange && (
            <Text as="p" tone="subdued">
              {texts.readOnly}
            </Text>
          )}
          {form.problem && (
            <Problem title={texts.notSaved} focus>
              {form.problem}
            </Problem>
          )}
          <LimitsCard settings={settings} drafts={form.limits} change={form.changeLimit} fields={form.fields} />
          <PeopleCard settings={settings} roles={form.roles} change={form.changeRole} userId={userId} />
          <SectionCard title={differencesTexts.title} testId="differences">
            <Text as="p" tone="subdued">
              {differencesTexts.why}
            </Text>
            <InlineStack>
              <Button url="/app/differences">{differencesTexts.homeLink}</Button>
            </InlineStack>
          </SectionCard>
        </BlockStack>
      </Page>
    </ReaderProvider>
  );
}
