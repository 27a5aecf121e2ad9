import { InlineGrid, Text } from '@shopify/polaris';
import { SectionCard } from '#app/components/section-card.tsx';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import type { Speaker } from '#app/i18n/en/rules.ts';
import { RuleField } from '../app.settings/rule-field.tsx';
import { Said } from '../app.settings/said.tsx';
import type { PolicyForm } from '../app.settings/use-policy-form.ts';

type Props = { form: PolicyForm; speaker: Speaker };
const { vip, approval } = limitsTexts;

/** From when on a customer is a VIP, and how far the limits grow for her. */
export function VipCard({ form, speaker }: Props) {
  return (
    <SectionCard title={vip.title} testId="vip">
      <Text as="p" tone="subdued">
        {vip.why}
      </Text>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
        <RuleField form={form} path="vip.spent" label={vip.spent} whom={vip.spent.toLowerCase()} none={vip.never} />
        <RuleField form={form} path="vip.orders" label={vip.orders} whom={vip.orders.toLowerCase()} none={vip.never} />
        <RuleField form={form} path="vip.percent" label={vip.percent} whom="" none={null} />
      </InlineGrid>
      <Said form={form} paths={['vip.spent', 'vip.orders', 'vip.percent']} speaker={speaker} />
    </SectionCard>
  );
}

/** How long a yes may take, and when there have to be two. */
export function ApprovalCard({ form, speaker }: Props) {
  return (
    <SectionCard title={approval.title} testId="approval-rules">
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
        <RuleField form={form} path="approval.hours" label={approval.hours} whom="" none={null} />
        <RuleField
          form={form}
          path="approval.secondAbove"
          label={approval.second}
          whom={approval.second.toLowerCase()}
          none={approval.never}
        />
      </InlineGrid>
      <Said form={form} paths={['approval.hours', 'approval.secondAbove']} speaker={speaker} />
    </SectionCard>
  );
}
