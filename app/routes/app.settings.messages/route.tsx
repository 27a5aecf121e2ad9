import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Checkbox, Link, Page, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { Beside } from '#app/components/calm.tsx';
import { ReaderProvider } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { messageSettings, mostDispatchDays } from '#app/domain/settings/messages.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { inboundTexts, messageSettingsTexts as texts } from '#app/i18n/en/message-settings.ts';
import { getInboundDoor, renewInboundSecret } from '#app/services/messages/inbound-secret.server.ts';
import { getSettings } from '#app/services/settings/get-settings.server.ts';
import { saveSettings } from '#app/services/settings/save-settings.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { SaveBar } from '#app/web/save-bar.tsx';
import { tellDone } from '#app/web/tell-done.ts';
import { InboundCard } from './inbound-card.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const { value, revision } = await getSettings(visit.ctx, messageSettings);
  const door = await getInboundDoor(visit.ctx);
  return { value, revision, door, owner: mayChangeSettings(visit.ctx.actor.role), reader: readerOf(visit) };
}

const yesNo = z.enum(['yes', 'no']).transform((answer) => answer === 'yes');
const settingsSchema = z.object({
  do: z.literal('save'),
  acknowledge: yesNo,
  tellRemedies: yesNo,
  dispatchDays: z
    .string()
    .trim()
    .regex(/^\d{1,2}$/, texts.dispatchWrong(mostDispatchDays))
    .transform(Number)
    .refine((days) => days >= 1 && days <= mostDispatchDays, texts.dispatchWrong(mostDispatchDays)),
  seen: z.coerce.number().int().nonnegative(),
});
const schema = z.discriminatedUnion('do', [z.object({ do: z.literal('secret') }), settingsSchema]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  if (parsed.data.do === 'secret') {
    const renewed = await renewInboundSecret(ctx);
    return renewed.ok
      ? done({ secret: renewed.value.secret })
      : refuse({ status: 403, message: inboundTexts.problems[renewed.error.kind] });
  }
  const { seen, do: _save, ...changed } = parsed.data;
  const { value } = await getSettings(ctx, messageSettings);
  const saved = await saveSettings(ctx, messageSettings, { value: { ...value, ...changed }, seen });
  if (saved.ok) return done({ secret: null });
  return saved.error.kind === 'not_allowed'
    ? refuse({ status: 403, message: texts.notAllowed })
    : refuse({ status: 409, message: texts.changedMeanwhile });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function Messages() {
  const { value, revision, door, owner, reader } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const saved = { ...value, dispatchDays: String(value.dispatchDays) };
  const [draft, setDraft] = useState(saved);
  const change = (next: Partial<typeof saved>) => setDraft((before) => ({ ...before, ...next }));
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.ok) tellDone(texts.saved);
  }, [answer]);
  const dirty = (['acknowledge', 'tellRemedies', 'dispatchDays'] as const).some((name) => draft[name] !== saved[name]);
  const problem = answer && !answer.ok ? answer : null;
  const wrongDays = problem?.fields['dispatchDays'];
  const said = (yes: boolean) => (yes ? 'yes' : 'no');
  const save = () => {
    const switches = { acknowledge: said(draft.acknowledge), tellRemedies: said(draft.tellRemedies) };
    void fetcher.submit(
      { do: 'save', ...switches, dispatchDays: draft.dispatchDays, seen: revision },
      { method: 'post' },
    );
  };
  return (
    <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
      <SaveBar
        id="messages-bar"
        dirty={dirty}
        saving={fetcher.state !== 'idle'}
        onSave={save}
        onDiscard={() => setDraft(saved)}
      />
      <BlockStack gap="400">
        {problem && problem.message !== '' && <Beside>{problem.message}</Beside>}
        <SectionCard title={texts.acknowledgeTitle}>
          <Checkbox
            label={texts.acknowledge}
            helpText={texts.acknowledgeHelp}
            checked={draft.acknowledge}
            disabled={!owner}
            onChange={(acknowledge) => change({ acknowledge })}
          />
        </SectionCard>
        <SectionCard title={texts.tellTitle}>
          <BlockStack gap="400">
            <Checkbox
              label={texts.tell}
              helpText={texts.tellHelp}
              checked={draft.tellRemedies}
              disabled={!owner}
              onChange={(tellRemedies) => change({ tellRemedies })}
            />
            {draft.tellRemedies && (
              <TextField
                label={texts.dispatchDays}
                helpText={texts.dispatchHelp}
                type="number"
                min={1}
                max={mostDispatchDays}
                autoComplete="off"
                disabled={!owner}
                value={draft.dispatchDays}
                onChange={(dispatchDays) => change({ dispatchDays })}
                {...(wrongDays !== undefined && { error: wrongDays })}
              />
            )}
            <Link url="/app/settings/texts?topic=sorry_refund">{texts.texts}</Link>
          </BlockStack>
        </SectionCard>
        <ReaderProvider reader={reader}>
          <InboundCard door={door} owner={owner} />
        </ReaderProvider>
      </BlockStack>
    </Page>
  );
}
