import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { BlockStack, InlineGrid, List, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { ReaderProvider } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import type { ShopRules } from '#app/domain/limits/policy.ts';
import { budgetsTexts as texts } from '#app/i18n/en/budgets.ts';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import { ruleSaid, shopRuleNames } from '#app/i18n/en/rules.ts';
import { stopTexts } from '#app/i18n/en/stop.ts';
import { liftStop, pressStop } from '#app/services/limits/emergency-stop.server.ts';
import { getBudgets } from '#app/services/limits/get-budgets.server.ts';
import type { BudgetsPage, PolicyPage } from '#app/services/views.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { done, refuse, refuseForm } from '#app/web/respond.server.ts';
import { ChangeCard } from '../app.settings/change-card.tsx';
import { RuleField } from '../app.settings/rule-field.tsx';
import { Said, useSpeaker } from '../app.settings/said.tsx';
import { ScheduledCard, useTakenBack } from '../app.settings/scheduled-card.tsx';
import { usePolicyForm } from '../app.settings/use-policy-form.ts';
import type { PolicyForm } from '../app.settings/use-policy-form.ts';
import { BarsCard } from './bars-card.tsx';
import { StopCard } from './stop-card.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';
import { FormTop } from '../app.settings/form-top.tsx';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  return { page: await getBudgets(visit.ctx), reader: readerOf(visit) };
}

const schema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('press'), why: z.string().trim().min(1, stopTexts.whyMissing).max(300) }),
  z.object({ do: z.literal('lift') }),
]);

/** Presses or lifts the emergency stop. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx } = await requireStaff(request, context);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const pressed = parsed.data.do === 'press';
  const turned = parsed.data.do === 'press' ? await pressStop(ctx, parsed.data) : await liftStop(ctx);
  return turned.ok ? done({ stopped: pressed }) : refuse({ status: 403, message: stopTexts.notAllowed });
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

const budgets = ['day', 'month', 'dayCost', 'monthCost'] as const;
const brakes = ['hour', 'hourCount', 'hours24', 'hours24Count'] as const;

export default function Budgets() {
  const { page, reader } = useLoaderData<typeof loader>();
  return (
    <ReaderProvider reader={reader}>
      <Page title={texts.title} backAction={{ content: texts.back, url: '/app/settings' }}>
        {page.rules.mayChange ? <Change page={page} /> : <ReadOnly page={page} />}
      </Page>
    </ReaderProvider>
  );
}

function Change({ page }: { page: BudgetsPage }) {
  const { rules } = page;
  const form = usePolicyForm(rules);
  const speaker = useSpeaker(rules, rules.policy.customerDays);
  useTakenBack();
  return (
    <BlockStack gap="400">
      <FormTop id="budgets-bar" form={form} notSaved={limitsTexts.notSaved} />
      {rules.scheduled && <ScheduledCard scheduled={rules.scheduled} speaker={speaker} mayChange />}
      <BarsCard page={page} />
      <RulesCard title={texts.budgets} why={texts.budgetsWhy} names={budgets} form={form} rules={rules} />
      <RulesCard title={texts.brakesTitle} why={texts.brakesWhy} names={brakes} form={form} rules={rules} />
      {form.dirty && !form.fixed && <ChangeCard form={form} timeZone={rules.timeZone} />}
      <StopCard page={page} />
    </BlockStack>
  );
}

type RulesProps = {
  title: string;
  why: string;
  names: readonly (keyof ShopRules)[];
  form: PolicyForm;
  rules: PolicyPage;
};

function RulesCard({ title, why, names, form, rules }: RulesProps) {
  const speaker = useSpeaker(rules, rules.policy.customerDays);
  return (
    <SectionCard title={title}>
      <Text as="p" tone="subdued">
        {why}
      </Text>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        {names.map((name) => (
          <RuleField
            key={name}
            form={form}
            path={`shop.${name}`}
            label={shopRuleNames[name]}
            whom={shopRuleNames[name].toLowerCase()}
          />
        ))}
      </InlineGrid>
      <Said form={form} paths={names.map((name) => `shop.${name}`)} speaker={speaker} />
    </SectionCard>
  );
}

function ReadOnly({ page }: { page: BudgetsPage }) {
  const { rules } = page;
  const speaker = useSpeaker(rules, rules.policy.customerDays);
  const set = [...budgets, ...brakes].filter((name) => rules.policy.shop[name] !== null);
  return (
    <BlockStack gap="400">
      <BarsCard page={page} />
      {set.length > 0 && (
        <SectionCard title={limitsTexts.rules}>
          <List>
            {set.map((name) => (
              <List.Item key={name}>{ruleSaid(`shop.${name}`, rules.policy.shop[name], speaker)}</List.Item>
            ))}
          </List>
        </SectionCard>
      )}
      <StopCard page={page} />
    </BlockStack>
  );
}
