import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { BlockStack, Box, List, Page, Text } from '@shopify/polaris';
import { ReaderProvider } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { limitsTexts as texts } from '#app/i18n/en/limits-settings.ts';
import { policySaid } from '#app/i18n/en/rules.ts';
import { getPolicyPage } from '#app/services/limits/get-policy-page.server.ts';
import type { PolicyPage } from '#app/services/views.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { ChangeCard } from '../app.settings/change-card.tsx';
import { useSpeaker } from '../app.settings/said.tsx';
import { ScheduledCard, useTakenBack } from '../app.settings/scheduled-card.tsx';
import { usePolicyForm, valueAt } from '../app.settings/use-policy-form.ts';
import { changeRules } from './change-rules.server.ts';
import { MatrixCard } from './matrix-card.tsx';
import { ApprovalCard, VipCard } from './other-cards.tsx';
import { PersonLimitsCard } from './people-card.tsx';
import { ReasonsCard } from './reasons-card.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';
import { FormTop } from '../app.settings/form-top.tsx';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  return { page: await getPolicyPage(visit.ctx), reader: readerOf(visit) };
}

export const action = (args: ActionFunctionArgs) => changeRules(args);

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function Limits() {
  const { page, reader } = useLoaderData<typeof loader>();
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
        {page.mayChange ? <Change page={page} /> : <ReadOnly page={page} />}
      </Page>
    </ReaderProvider>
  );
}

function Change({ page }: { page: PolicyPage }) {
  const form = usePolicyForm(page);
  const days = valueAt(form, 'customerDays');
  const speaker = useSpeaker(page, typeof days === 'number' ? days : page.policy.customerDays);
  useTakenBack();
  const parts = { form, speaker };
  return (
    <BlockStack gap="400">
      <FormTop id="limits-bar" form={form} notSaved={texts.notSaved} />
      {page.scheduled && <ScheduledCard scheduled={page.scheduled} speaker={speaker} mayChange={page.mayChange} />}
      <MatrixCard {...parts} />
      <PersonLimitsCard {...parts} people={page.people} />
      <ReasonsCard form={form} />
      <VipCard {...parts} />
      <ApprovalCard {...parts} />
      {!form.fixed && <ChangeCard form={form} timeZone={page.timeZone} />}
    </BlockStack>
  );
}

function ReadOnly({ page }: { page: PolicyPage }) {
  const speaker = useSpeaker(page, page.policy.customerDays);
  return (
    <BlockStack gap="400">
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <Text as="p" tone="subdued">
          {texts.readOnly}
        </Text>
      </Box>
      {page.scheduled && <ScheduledCard scheduled={page.scheduled} speaker={speaker} mayChange={false} />}
      <SectionCard title={texts.rules} testId="limits">
        <List>
          {policySaid(page.policy, speaker).map((rule) => (
            <List.Item key={rule}>{rule}</List.Item>
          ))}
        </List>
      </SectionCard>
    </BlockStack>
  );
}
