import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { z } from 'zod';
import { ReaderProvider } from '#app/components/reader.tsx';
import { longestToolName } from '#app/domain/intake-api.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { toolsTexts as texts } from '#app/i18n/en/tools.ts';
import { listIntakeKeys, makeIntakeKey, renewKey, revokeKey } from '#app/services/intake-api/keys.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { KeyList } from './key-list.tsx';
import { NewKey } from './new-key.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const keys = await listIntakeKeys(visit.ctx);
  return { keys, mayChange: mayChangeSettings(visit.ctx.actor.role), reader: readerOf(visit) };
}

const keyId = z.uuid(texts.problems.not_found);
const schema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('make'),
    name: z.string().trim().min(1, texts.nameMissing).max(longestToolName, texts.nameTooLong(longestToolName)),
  }),
  z.object({ do: z.literal('renew'), keyId }),
  z.object({ do: z.literal('revoke'), keyId }),
]);

/** Makes a key, gives it a new secret, or ends it. A secret stands in this answer and nowhere else. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const asked = parsed.data;
  if (asked.do === 'revoke') {
    const revoked = await revokeKey(ctx, asked.keyId);
    return revoked.ok ? done({ secret: null }) : refuse({ status: 403, message: texts.problems[revoked.error.kind] });
  }
  const made = asked.do === 'make' ? await makeIntakeKey(ctx, asked.name) : await renewKey(ctx, asked.keyId);
  if (!made.ok) return refuse({ status: 403, message: texts.problems[made.error.kind] }, parsed.values);
  return done({ secret: { ...made.value, renewed: asked.do === 'renew' } });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function Tools() {
  const { keys, mayChange, reader } = useLoaderData<typeof loader>();
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
        <BlockStack gap="400">
          <NewKey mayChange={mayChange} />
          <KeyList keys={keys} mayChange={mayChange} />
        </BlockStack>
      </Page>
    </ReaderProvider>
  );
}
