import { BlockStack, Button, Divider, InlineGrid, InlineStack, Select, Text } from '@shopify/polaris';
import { Fragment, useEffect, useRef, useState } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import type { RoleRules } from '#app/domain/limits/policy.ts';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import { ruleNames } from '#app/i18n/en/rules.ts';
import type { Speaker } from '#app/i18n/en/rules.ts';
import type { PolicyPage } from '#app/services/views.ts';
import { KindsField } from '../app.settings/kinds-field.tsx';
import { RuleField } from '../app.settings/rule-field.tsx';
import { Said } from '../app.settings/said.tsx';
import type { PolicyForm } from '../app.settings/use-policy-form.ts';

const texts = limitsTexts.people;
type RuleName = keyof RoleRules;
const order: readonly RuleName[] = [
  ...(['perCase', 'perCustomer', 'perDay', 'perRemedy'] as const),
  ...(['perOrder', 'perOrderPercent', 'perCustomerCount', 'kinds'] as const),
];

type Props = { form: PolicyForm; speaker: Speaker; people: PolicyPage['people'] };

/** What differs from the role for one person. */
export function PersonLimitsCard({ form, speaker, people }: Props) {
  const own = Object.keys(form.values)
    .filter((path) => path.startsWith('people.'))
    .map((path) => {
      const [, userId = '', rule = ''] = path.split('.');
      return { path, userId, rule: rule as RuleName };
    })
    .sort((a, b) => a.userId.localeCompare(b.userId) || order.indexOf(a.rule) - order.indexOf(b.rule));
  return (
    <SectionCard title={texts.title} testId="person-limits">
      <Text as="p" tone="subdued">
        {own.length === 0 ? `${texts.nobody} ${texts.why}` : texts.why}
      </Text>
      <BlockStack gap="400">
        {own.map(({ path, userId, rule }) => (
          <Fragment key={path}>
            <PersonRule form={form} speaker={speaker} path={path} name={speaker.nameOf(userId)} rule={rule} />
            <Divider />
          </Fragment>
        ))}
        {!form.fixed && <AddRule form={form} people={people} />}
      </BlockStack>
    </SectionCard>
  );
}

/** Where the rule of a person stands on the page. */
const placeOf = (path: string): string => `rule-${path}`;

type RuleProps = { form: PolicyForm; speaker: Speaker; path: string; name: string; rule: RuleName };

function PersonRule({ form, speaker, path, name, rule }: RuleProps) {
  const label = `${name}: ${ruleNames[rule].toLowerCase()}`;
  return (
    <BlockStack gap="200" id={placeOf(path)}>
      <InlineGrid columns={{ xs: 1, sm: '2fr 1fr' }} gap="400" alignItems="start">
        {rule === 'kinds' ? (
          <KindsField form={form} path={path} all={`${name}: ${limitsTexts.everyKind.toLowerCase()}`} title={label} />
        ) : (
          <RuleField form={form} path={path} label={label} whom={`${name}, ${ruleNames[rule].toLowerCase()}`} />
        )}
        {!form.fixed && (
          <InlineStack>
            <Button variant="plain" onClick={() => form.change(path, undefined)}>
              {texts.remove(label)}
            </Button>
          </InlineStack>
        )}
      </InlineGrid>
      <Said form={form} paths={[path]} speaker={speaker} />
    </BlockStack>
  );
}

function AddRule({ form, people }: Pick<Props, 'form' | 'people'>) {
  const [userId, setUserId] = useState(people[0]?.userId ?? '');
  const [rule, setRule] = useState<RuleName>('perCase');
  const path = `people.${userId}.${rule}`;
  const there = form.values[path] !== undefined;
  const added = useRef(false);
  const add = () => {
    added.current = true;
    form.change(path, rule === 'kinds' ? null : '');
  };
  // The button can't be pressed again: on to the field that has appeared.
  useEffect(() => {
    if (!added.current || !there) return;
    added.current = false;
    document.getElementById(placeOf(path))?.querySelector('input')?.focus();
  }, [there, path]);
  return (
    <div role="group" aria-label={texts.add}>
      <InlineGrid columns={{ xs: 1, sm: '1fr 1fr auto' }} gap="300" alignItems="end">
        <Select
          label={texts.person}
          options={people.map((person) => ({ value: person.userId, label: person.name }))}
          value={userId}
          onChange={setUserId}
        />
        <Select
          label={texts.rule}
          options={order.map((value) => ({ value, label: ruleNames[value] }))}
          value={rule}
          onChange={(value) => setRule(order.find((each) => each === value) ?? 'perCase')}
        />
        <Button disabled={there || userId === ''} onClick={add}>
          {texts.addButton}
        </Button>
      </InlineGrid>
    </div>
  );
}
