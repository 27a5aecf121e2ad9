import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Checkbox, Page } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { Beside } from '#app/components/calm.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { messageSettings } from '#app/domain/settings/messages.ts';
import { messageSettingsTexts as texts } from '#app/i18n/en/message-settings.ts';
import { getSettings } from '#app/services/settings/get-settings.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { SaveBar, tellDone } from '#app/web/save-bar.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const { value, revision } = await getSettings(ctx, messageSettings);
  return { value, revision, owner: ctx.actor.role === 'owner' };
}

const schema = z.object({ acknowledge: z.enum(['yes', 'no']), seen: z.coerce.number().int().nonnegative() });

export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const { acknowledge, seen } = parsed.data;
  const { value } = await getSettings(ctx, messageSettings);
  const saved = await saveSettings(ctx, messageSettings, {
    ...{ value: { ...value, acknowledge: acknowledge === 'yes' }, seen },
  });
  if (saved.ok) return done(saved.value);
  return saved.error.kind === 'not_allowed'
    ? refuse({ status: 403, message: texts.notAllowed })
    : refuse({ status: 409, message: texts.changedMeanwhile });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function Messages() {
  const { value, revision, owner } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const [acknowledge, setAcknowledge] = useState(value.acknowledge);
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.ok) tellDone(texts.saved);
  }, [answer]);
  const dirty = acknowledge !== value.acknowledge;
  const problem = answer && !answer.ok ? answer.message : null;
  return (
    <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
      <SaveBar
        id="messages-bar"
        dirty={dirty}
        saving={fetcher.state !== 'idle'}
        onSave={() => fetcher.submit({ acknowledge: acknowledge ? 'yes' : 'no', seen: revision }, { method: 'post' })}
        onDiscard={() => setAcknowledge(value.acknowledge)}
      />
      <BlockStack gap="400">
        {problem && <Beside>{problem}</Beside>}
        <SectionCard title={texts.acknowledgeTitle}>
          <Checkbox
            label={texts.acknowledge}
            helpText={texts.acknowledgeHelp}
            checked={acknowledge}
            disabled={!owner}
            onChange={setAcknowledge}
          />
        </SectionCard>
      </BlockStack>
    </Page>
  );
}
