import { BlockStack, InlineGrid, List, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import { reasons, severities } from '#app/domain/complaint/complaint.ts';
import type { Reason, Severity } from '#app/domain/complaint/complaint.ts';
import { limitsTexts } from '#app/i18n/en/limits-settings.ts';
import { cellSaid } from '#app/i18n/en/rules.ts';
import { reasonWords, remedyNames, severityMarks } from '#app/i18n/en/words.ts';
import { KindsField } from '../app.settings/kinds-field.tsx';
import type { PolicyForm } from '../app.settings/use-policy-form.ts';

const texts = limitsTexts.reasons;

/** What agents may give by reason and severity, and what is proposed: all rules in words, one reason at a time to change. */
export function ReasonsCard({ form }: { form: PolicyForm }) {
  const [reason, setReason] = useState<Reason>('damaged');
  const rules = reasons.flatMap((each) =>
    severities.flatMap((severity) => {
      const { kinds, proposed } = cellOf(form, each, severity);
      return kinds === null && proposed === '' ? [] : [cellSaid(each, severity, kinds, proposed)];
    }),
  );
  return (
    <SectionCard title={texts.title} testId="reasons">
      <Text as="p" tone="subdued">
        {texts.why}
      </Text>
      <BlockStack gap="400">
        <div aria-live="polite">
          {rules.length === 0 ? (
            <Text as="p">{texts.none}</Text>
          ) : (
            <List>
              {rules.map((rule) => (
                <List.Item key={rule}>{rule}</List.Item>
              ))}
            </List>
          )}
        </div>
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <Select
            label={texts.reason}
            options={reasons.map((value) => ({ value, label: reasonWords[value] }))}
            value={reason}
            onChange={(value) => setReason(reasons.find((each) => each === value) ?? 'damaged')}
          />
        </InlineGrid>
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          {severities.map((severity) => (
            <Cell key={severity} form={form} reason={reason} severity={severity} />
          ))}
        </InlineGrid>
      </BlockStack>
    </SectionCard>
  );
}

function cellOf({ values }: PolicyForm, reason: Reason, severity: Severity) {
  const kinds = values[`matrix.${reason}.${severity}.kinds`];
  const proposed = values[`matrix.${reason}.${severity}.proposed`];
  return {
    kinds: Array.isArray(kinds) ? (kinds as readonly string[]) : null,
    proposed: typeof proposed === 'string' ? proposed : '',
  };
}

function Cell({ form, reason, severity }: { form: PolicyForm; reason: Reason; severity: Severity }) {
  const path = `matrix.${reason}.${severity}`;
  const { kinds, proposed } = cellOf(form, reason, severity);
  const offered = Object.entries(remedyNames).filter(
    ([kind]) => kinds === null || kinds.includes(kind) || kind === proposed,
  );
  const error = form.error(path);
  return (
    <div role="group" aria-label={severityMarks[severity]}>
      <BlockStack gap="200">
        <Text as="h3" fontWeight="medium">
          {severityMarks[severity]}
        </Text>
        <KindsField form={form} path={`${path}.kinds`} all={texts.any} title={texts.only} />
        <Select
          label={texts.proposed}
          options={[{ value: '', label: texts.proposedNone }, ...offered.map(([value, label]) => ({ value, label }))]}
          value={proposed}
          disabled={form.fixed}
          onChange={(kind) => form.change(`${path}.proposed`, kind)}
          {...(error !== undefined && { error })}
        />
      </BlockStack>
    </div>
  );
}
