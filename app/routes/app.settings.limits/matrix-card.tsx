import { BlockStack, Button, Collapsible, Divider, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import { customerDays } from '#app/domain/limits/policy.ts';
import type { RoleRules } from '#app/domain/limits/policy.ts';
import { limitedRoles } from '#app/domain/people.ts';
import { limitsTexts as texts } from '#app/i18n/en/limits-settings.ts';
import { ruleNames } from '#app/i18n/en/rules.ts';
import type { Speaker } from '#app/i18n/en/rules.ts';
import { rolesWords } from '#app/i18n/en/words.ts';
import { KindsField } from '../app.settings/kinds-field.tsx';
import { RuleField } from '../app.settings/rule-field.tsx';
import { Said } from '../app.settings/said.tsx';
import type { PolicyForm } from '../app.settings/use-policy-form.ts';

type Props = { form: PolicyForm; speaker: Speaker };

const first = ['perCase', 'perCustomer', 'perDay'] as const;
const more = ['perRemedy', 'perOrder', 'perOrderPercent', 'perCustomerCount'] as const;

/** Roles by limits: what most shops set, and the rest when it is asked for. */
export function MatrixCard({ form, speaker }: Props) {
  // A mistake in a folded field would not be seen.
  const folded = more.flatMap(pathsOf).concat(pathsOf('kinds'));
  const [open, setOpen] = useState(() => folded.some((path) => form.values[path] !== null));
  const shown = open || folded.some((path) => form.error(path) !== undefined);
  return (
    <SectionCard title={texts.most} testId="limits">
      <Text as="p" tone="subdued">
        {`${texts.mostWhy} ${texts.why(form.currency)}`}
      </Text>
      <BlockStack gap="400">
        {first.map((rule, index) => (
          <Fragment key={rule}>
            {index > 0 && <Divider />}
            <RuleRow rule={rule} form={form} speaker={speaker}>
              {rule === 'perCustomer' && <CustomerDays form={form} speaker={speaker} />}
            </RuleRow>
          </Fragment>
        ))}
        <InlineStack>
          <Button
            variant="plain"
            ariaExpanded={shown}
            ariaControls="more-limits"
            disclosure={shown ? 'up' : 'down'}
            onClick={() => setOpen(!shown)}
          >
            {shown ? texts.moreHide : texts.moreShow}
          </Button>
        </InlineStack>
        <Collapsible id="more-limits" open={shown} transition={false}>
          <BlockStack gap="400">
            {more.map((rule) => (
              <Fragment key={rule}>
                <Divider />
                <RuleRow rule={rule} form={form} speaker={speaker} />
              </Fragment>
            ))}
            <Divider />
            <KindsRow form={form} speaker={speaker} />
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </SectionCard>
  );
}

const pathsOf = (rule: keyof RoleRules): string[] => limitedRoles.map((role) => `roles.${role}.${rule}`);

type RowProps = Props & { rule: Exclude<keyof RoleRules, 'kinds'>; children?: ReactNode };

function RuleRow({ rule, form, speaker, children }: RowProps) {
  return (
    <div role="group" aria-label={ruleNames[rule]}>
      <BlockStack gap="200">
        <Text as="h3" fontWeight="medium">
          {ruleNames[rule]}
        </Text>
        {children}
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          {limitedRoles.map((role) => (
            <RuleField
              key={role}
              form={form}
              path={`roles.${role}.${rule}`}
              label={rolesWords[role]}
              whom={rolesWords[role].toLowerCase()}
            />
          ))}
        </InlineGrid>
        <Said form={form} paths={pathsOf(rule)} speaker={speaker} />
      </BlockStack>
    </div>
  );
}

function CustomerDays({ form, speaker }: Props) {
  const value = form.values['customerDays'];
  return (
    <BlockStack gap="200">
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
        <Select
          label={texts.customerDays}
          options={customerDays.map((days) => ({ value: String(days), label: texts.customerDaysOption(days) }))}
          value={typeof value === 'string' ? value : ''}
          disabled={form.fixed}
          onChange={(days) => form.change('customerDays', days)}
        />
      </InlineGrid>
      <Said form={form} paths={['customerDays']} speaker={speaker} />
    </BlockStack>
  );
}

function KindsRow({ form, speaker }: Props) {
  return (
    <div role="group" aria-label={ruleNames.kinds}>
      <BlockStack gap="200">
        <Text as="h3" fontWeight="medium">
          {ruleNames.kinds}
        </Text>
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          {limitedRoles.map((role) => (
            <KindsField
              key={role}
              form={form}
              path={`roles.${role}.kinds`}
              all={`${rolesWords[role]}: ${texts.everyKind.toLowerCase()}`}
              title={rolesWords[role]}
            />
          ))}
        </InlineGrid>
        <Said form={form} paths={pathsOf('kinds')} speaker={speaker} />
      </BlockStack>
    </div>
  );
}
